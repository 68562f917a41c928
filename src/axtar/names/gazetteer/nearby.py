"""Places near a point, for the map of a place."""

from collections.abc import Iterable, Iterator
from functools import cache
from math import cos, hypot, radians

from axtar.model.entity import Entity
from axtar.names.gazetteer.gazetteer import Gazetteer
from axtar.names.tables import lines

_DISTANCE_FACTORS = {"city": 1, "town": 1, "lake": 1, "mountain": 1, "fortress": 1, "monastery": 1, "village": 4}
"""The kinds that are points on a map of a region; villages, of which there are many, rank as if four times as far."""

Point = tuple[str, str, float, float]
"""Id, kind, latitude and longitude."""


def nearby(gazetteer: Gazetteer, lat: float, lon: float, limit: int) -> list[Entity]:
    """Return the places near a point (degrees), the nearest first.

    A place at the point itself is included.
    """
    degree_of_longitude = cos(radians(lat))  # in degrees of latitude

    def distance(point: Point) -> float:
        return _DISTANCE_FACTORS[point[1]] * hypot(point[2] - lat, (point[3] - lon) * degree_of_longitude)

    own = gazetteer.overlay.entities
    shipped = (point for point in _shipped_points() if point[0] not in own)
    nearest = sorted((*shipped, *_points(own.values())), key=distance)[:limit]
    return [gazetteer.entity(id_) for id_, *_ in nearest]


def _points(entities: Iterable[Entity]) -> Iterator[Point]:
    for entity in entities:
        if entity.kind in _DISTANCE_FACTORS and entity.lat is not None and entity.lon is not None:
            yield entity.id, entity.kind, entity.lat, entity.lon


@cache
def _shipped_points() -> tuple[Point, ...]:
    rows = (line.split("\t", 5) for line in lines("entities.tsv"))
    return tuple(
        (id_, kind, float(lat), float(lon))
        for id_, kind, _, lat, lon, _ in rows
        if kind in _DISTANCE_FACTORS and lat and lon
    )
