"""The coordinates of maps and bar charts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.model.entity import Entity
from axtar.web.entities import charts


def place(id_: str, lat: float | None, lon: float | None) -> Entity:
    """Return a place with these coordinates."""
    return Entity(id_, "town", "", lat, lon, "", "", ())


degrees = st.tuples(st.floats(-60, 60), st.floats(-170, 170))


@given(degrees, st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), max_size=30))
def test_all_places_are_on_the_map(here: tuple[float, float], others: list[tuple[float, float]]) -> None:
    """The entity is at the centre, all others are inside the frame, and no two labels overlap."""
    around = [place(str(number), here[0] + north, here[1] + east) for number, (north, east) in enumerate(others)]
    drawn = charts.draw_map(place("here", *here), around, lambda id_: f"name of {id_}")
    assert drawn is not None
    assert (drawn.centre.x, drawn.centre.y) == (charts.MAP_WIDTH / 2, charts.MAP_HEIGHT / 2)
    assert drawn.centre.has_label
    assert len(drawn.dots) == len(others)
    for dot in drawn.dots:
        assert -0.01 <= dot.x <= charts.MAP_WIDTH + 0.01
        assert -0.01 <= dot.y <= charts.MAP_HEIGHT + 0.01
    boxes = [
        (dot.x - 1 if dot.label_on_left else dot.x + 1, dot.y) for dot in (drawn.centre, *drawn.dots) if dot.has_label
    ]
    assert len(set(boxes)) == len(boxes)


def test_north_is_up_and_east_is_right() -> None:
    """The graticule has round degrees."""
    drawn = charts.draw_map(place("a", 40.0, 46.0), [place("b", 41.0, 47.0)], str)
    assert drawn is not None
    assert drawn.dots[0].x > drawn.centre.x
    assert drawn.dots[0].y < drawn.centre.y
    assert {line.degrees for line in drawn.parallels} >= {39.0, 40.0, 41.0}
    assert next(line.position for line in drawn.meridians if line.degrees == 46.0) == drawn.centre.x


def test_labels_without_room_are_not_drawn() -> None:
    """Their dots are drawn all the same."""
    here = place("here", 40.0, 46.0)
    around = [place("far", 42.0, 49.0), *(place(str(number), 40.01, 46.01) for number in range(3))]
    drawn = charts.draw_map(here, around, lambda id_: id_ * 5)
    assert drawn is not None
    assert [dot.has_label for dot in drawn.dots].count(False) >= 2


@pytest.mark.parametrize(("lat", "lon"), [(None, None), (40.0, None)])
def test_an_entity_without_coordinates_has_no_map(lat: float | None, lon: float | None) -> None:
    """A person, or a place without known coordinates, has no map."""
    assert charts.draw_map(place("a", lat, lon), [], str) is None


@given(st.dictionaries(st.integers(-500, 2100), st.integers(1, 10_000), max_size=40))
def test_bars_are_inside_the_chart(counts: dict[int, int]) -> None:
    """Bars are in the order of years, and the highest fills the height of the chart."""
    found = charts.draw_bars(counts)
    assert [(bar.year, bar.count) for bar in found] == sorted(counts.items())
    assert all(bar.height <= charts.CHART_HEIGHT and bar.x + bar.width <= charts.CHART_WIDTH + 1 for bar in found)
    assert not found or max(bar.height for bar in found) == pytest.approx(charts.CHART_HEIGHT)
