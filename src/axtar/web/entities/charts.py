"""Small drawings in numbers, for templates to write as SVG: a map without tiles, and bars by year.

Units are those of the drawing's view box; y grows downwards.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, radians

from axtar.names import Entity

WIDTH, HEIGHT, EDGE = 480.0, 340.0, 30.0
LINE, LETTER = 16.0, 7.4  # the room that a label takes: its height, and the width of a letter
GAP, RADIUS = 4.0, 3.0  # between a dot and its name; of a dot
STEPS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)  # degrees between the lines of a graticule
LEAST = 0.25  # degrees of latitude that a map shows at least
BARS, BAR_ROOM = 100.0, 480.0  # height of the highest bar, width of all

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

Point = tuple[str, float, float, str]
"""An id, where it is, and its name."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on a map; its name is `shown` where there is room for it."""

    id: str
    x: float
    y: float
    text: str
    shown: bool
    left: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the graticule, with its degrees: north, or east of Greenwich."""

    at: float
    degrees: float


@dataclass(frozen=True, slots=True)
class Map:
    """The place itself, those around it, and the graticule."""

    place: Dot
    dots: tuple[Dot, ...]
    meridians: tuple[Line, ...]
    parallels: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A year and its documents."""

    year: int
    count: int
    x: float
    y: float
    width: float
    height: float


def map_of(entity: Entity, around: Iterable[Entity], name: Callable[[str], str]) -> Map | None:
    """A map (equirectangular, true to scale at the place) with the place in its middle; nothing where it is no point."""
    if entity.lat is None or entity.lon is None:
        return None
    lat, lon = entity.lat, entity.lon
    shrink = max(cos(radians(lat)), 0.1)
    others = [
        (one.id, one.lon - lon, one.lat - lat)
        for one in around
        if one.id != entity.id and one.lat is not None and one.lon is not None
    ]
    reach_x = max([abs(east) * shrink for _, east, _ in others] + [LEAST])
    reach_y = max([abs(north) for _, _, north in others] + [LEAST / 2])
    scale = min((WIDTH / 2 - EDGE) / reach_x, (HEIGHT / 2 - EDGE) / reach_y)  # units in a degree of latitude
    place, *dots = _labelled(
        [
            (id_, WIDTH / 2 + east * shrink * scale, HEIGHT / 2 - north * scale, name(id_))
            for id_, east, north in [(entity.id, 0.0, 0.0), *others]
        ]
    )
    step = next((step for step in STEPS if step * shrink * scale >= WIDTH / 6), STEPS[-1])
    return Map(
        place,
        tuple(dots),
        tuple(
            Line(WIDTH / 2 + (one - lon) * shrink * scale, one)
            for one in _multiples(lon, WIDTH / 2 / shrink / scale, step)
        ),
        tuple(Line(HEIGHT / 2 - (one - lat) * scale, one) for one in _multiples(lat, HEIGHT / 2 / scale, step)),
    )


def bars(counts: Mapping[int, int]) -> list[Bar]:
    """Bars from the first year to the last, years without a document left free."""
    if not counts:
        return []
    first, last, most = min(counts), max(counts), max(counts.values())
    room = BAR_ROOM / max(last - first + 1, 8)
    return [
        Bar(year, count, (year - first) * room, BARS - BARS * count / most, max(room * 0.8, 1.0), BARS * count / most)
        for year, count in sorted(counts.items())
    ]


def _multiples(middle: float, reach: float, step: float) -> list[float]:
    return [
        round(number * step, 2) for number in range(ceil((middle - reach) / step), floor((middle + reach) / step) + 1)
    ]


def _labelled(points: Sequence[Point]) -> list[Dot]:
    """Dots with their names on the right, else on the left, else without. Who comes first has the room, the first always."""
    taken: list[Box] = []
    found: list[Dot] = []
    for id_, x, y, text in points:
        wide = len(text) * LETTER
        boxes = {False: (x + GAP, y - LINE / 2, x + GAP + wide, y + LINE / 2)}
        boxes[True] = (x - GAP - wide, y - LINE / 2, x - GAP, y + LINE / 2)
        free = [left for left, box in boxes.items() if _is_free(box, taken)]
        if not found:
            taken += ((x - RADIUS, y - RADIUS, x + RADIUS, y + RADIUS) for _, x, y, _ in points)
            free = [min(boxes, key=lambda left: sum(_overlap(boxes[left], dot) for dot in taken))]
        taken += (boxes[left] for left in free[:1])
        found.append(Dot(id_, x, y, text, bool(free), free[:1] == [True]))
    return found


def _is_free(box: Box, taken: Iterable[Box]) -> bool:
    return box[0] >= 0 and box[2] <= WIDTH and not any(_overlap(box, other) for other in taken)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
