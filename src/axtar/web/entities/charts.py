"""Small charts as coordinates, which templates render as SVG.

There is a map without tiles, and a bar chart of years. Units are those of the chart's view box; y grows downwards.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, cos, floor, radians

from axtar.model.entity import Entity

MAP_WIDTH, MAP_HEIGHT, MAP_MARGIN = 480.0, 340.0, 30.0
LABEL_HEIGHT, LETTER_WIDTH = 16.0, 7.4
DOT_RADIUS, LABEL_GAP = 3.0, 4.0  # the gap is between a dot and its label
GRATICULE_STEPS = (0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0)  # degrees between two lines
MIN_EXTENT = 0.25  # degrees of latitude that a map covers at least
CHART_WIDTH, CHART_HEIGHT = 480.0, 100.0  # of the bar chart
MIN_CHART_YEARS = 8  # the chart has room for at least this many

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""

Point = tuple[str, float, float, str]
"""An entity's id, its position, and its name."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on a map.

    Its label is drawn if `has_label`: there is room for it, on the right or on the left.
    """

    id: str
    x: float
    y: float
    label: str
    has_label: bool
    label_on_left: bool


@dataclass(frozen=True, slots=True)
class GraticuleLine:
    """A meridian or parallel: its position, and its degrees east or north."""

    position: float
    degrees: float


@dataclass(frozen=True, slots=True)
class Map:
    """The place at the centre, the places around it, and the graticule."""

    centre: Dot
    dots: tuple[Dot, ...]
    meridians: tuple[GraticuleLine, ...]
    parallels: tuple[GraticuleLine, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A year and the number of its documents."""

    year: int
    count: int
    x: float
    y: float
    width: float
    height: float


def draw_map(entity: Entity, nearby: Iterable[Entity], name: Callable[[str], str]) -> Map | None:
    """Return a map centred on the entity, or None if it has no coordinates.

    `name` returns the label of an id. The projection is equirectangular, true to scale at the centre.
    """
    if entity.lat is None or entity.lon is None:
        return None
    lat, lon = entity.lat, entity.lon
    shrink = max(cos(radians(lat)), 0.1)
    others = [
        (other.id, other.lon - lon, other.lat - lat)
        for other in nearby
        if other.id != entity.id and other.lat is not None and other.lon is not None
    ]
    reach_x = max([abs(east) * shrink for _, east, _ in others] + [MIN_EXTENT])
    reach_y = max([abs(north) for _, _, north in others] + [MIN_EXTENT / 2])
    # Units per degree of latitude
    scale = min((MAP_WIDTH / 2 - MAP_MARGIN) / reach_x, (MAP_HEIGHT / 2 - MAP_MARGIN) / reach_y)
    centre, *dots = _with_labels(
        [
            (id_, MAP_WIDTH / 2 + east * shrink * scale, MAP_HEIGHT / 2 - north * scale, name(id_))
            for id_, east, north in [(entity.id, 0.0, 0.0), *others]
        ]
    )
    step = next((step for step in GRATICULE_STEPS if step * shrink * scale >= MAP_WIDTH / 6), GRATICULE_STEPS[-1])
    return Map(
        centre,
        tuple(dots),
        tuple(
            GraticuleLine(MAP_WIDTH / 2 + (degrees - lon) * shrink * scale, degrees)
            for degrees in _multiples(lon, MAP_WIDTH / 2 / shrink / scale, step)
        ),
        tuple(
            GraticuleLine(MAP_HEIGHT / 2 - (degrees - lat) * scale, degrees)
            for degrees in _multiples(lat, MAP_HEIGHT / 2 / scale, step)
        ),
    )


def draw_bars(counts: Mapping[int, int]) -> list[Bar]:
    """Return a bar for each year in `counts`; years in between are left empty."""
    if not counts:
        return []
    first, last, highest = min(counts), max(counts), max(counts.values())
    slot = CHART_WIDTH / max(last - first + 1, MIN_CHART_YEARS)
    bars = []
    for year, count in sorted(counts.items()):
        height = CHART_HEIGHT * count / highest
        bars.append(Bar(year, count, (year - first) * slot, CHART_HEIGHT - height, max(slot * 0.8, 1.0), height))
    return bars


def _multiples(middle: float, reach: float, step: float) -> list[float]:
    numbers = range(ceil((middle - reach) / step), floor((middle + reach) / step) + 1)
    return [round(number * step, 2) for number in numbers]


def _with_labels(points: Sequence[Point]) -> list[Dot]:
    """Place labels on the right of their dots, else on the left, else nowhere.

    Earlier points have priority, and the first always gets a label.
    """
    occupied: list[Box] = []
    dots: list[Dot] = []
    for id_, x, y, label in points:
        width = len(label) * LETTER_WIDTH
        top, bottom = y - LABEL_HEIGHT / 2, y + LABEL_HEIGHT / 2
        boxes = {False: (x + LABEL_GAP, top, x + LABEL_GAP + width, bottom)}
        boxes[True] = (x - LABEL_GAP - width, top, x - LABEL_GAP, bottom)
        free = [on_left for on_left, box in boxes.items() if _is_free(box, occupied)]
        if not dots:
            occupied += (_dot_box(x, y) for _, x, y, _ in points)
            free = [min(boxes, key=lambda on_left: sum(_overlap(boxes[on_left], box) for box in occupied))]
        occupied += (boxes[on_left] for on_left in free[:1])
        dots.append(Dot(id_, x, y, label, bool(free), free[:1] == [True]))
    return dots


def _dot_box(x: float, y: float) -> Box:
    return (x - DOT_RADIUS, y - DOT_RADIUS, x + DOT_RADIUS, y + DOT_RADIUS)


def _is_free(box: Box, occupied: Iterable[Box]) -> bool:
    return box[0] >= 0 and box[2] <= MAP_WIDTH and not any(_overlap(box, other) for other in occupied)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
