"""The places around a point, to draw a map without any tiles."""

from collections.abc import Iterable, Iterator
from functools import cache
from math import cos, hypot, radians

from axtar.model.entity import Entity
from axtar.names.gazetteer import gazetteer
from axtar.names.tables import lines

_KINDS = {"city": 1, "town": 1, "lake": 1, "mountain": 1, "fortress": 1, "monastery": 1, "village": 4}
"""What is a point on a map of a region, and how many times as far off as it is: a reader knows towns, and villages are many."""

Point = tuple[str, str, float, float]
"""Id, kind, latitude and longitude."""


def nearby(lat: float, lon: float, most: int) -> list[Entity]:
    """The places of the authority file around a point (degrees), nearest first. The point's own place is one of them."""
    shrink = cos(radians(lat))

    def distance(place: Point) -> float:
        return _KINDS[place[1]] * hypot(place[2] - lat, (place[3] - lon) * shrink)

    with gazetteer.STEADY:
        own = gazetteer.own()
        shipped = (point for point in _points() if point[0] not in own)
        nearest = sorted((*shipped, *_own_points(own.values())), key=distance)[:most]
        return [gazetteer.entity(id_) for id_, *_ in nearest]


def _own_points(entities: Iterable[Entity]) -> Iterator[Point]:
    """Those of a library's own entities that are a point on a map."""
    for one in entities:
        if one.kind in _KINDS and one.lat is not None and one.lon is not None:
            yield one.id, one.kind, one.lat, one.lon


@cache
def _points() -> tuple[Point, ...]:
    """All of the file that are points on a map."""
    rows = (line.split("\t", 5) for line in lines("entities.tsv"))
    return tuple(
        (id_, kind, float(lat), float(lon)) for id_, kind, _, lat, lon, _ in rows if kind in _KINDS and lat and lon
    )
