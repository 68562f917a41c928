"""Names that begin as a reader begins to type, and the places around a place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar import names

GAZETTEER = names.Gazetteer(names.shipped_entities())


@pytest.mark.parametrize("prefix", ["Шуш", "Sus", "şuş", "SHUSH", "Շուշ", "შუშ", "شوش"])
def test_a_place_is_suggested_in_any_script(prefix: str) -> None:
    """With or without diacritics and capitals."""
    assert "p.shusha" in [entity.id for _, entity in names.complete(GAZETTEER, prefix, 8)]


@pytest.mark.parametrize(
    ("prefix", "spelling", "id_"),
    [
        ("stepana", "Stepanakert", "p.khankendi"),
        ("xank", "Xankəndi", "p.khankendi"),
        ("nagorno-karabakh a", "Nagorno-Karabakh Autonomous Oblast", "p.nkao"),
        ("aliyev hey", "Aliyev Heydar", "h.heydar-aliyev"),
    ],
)
def test_spellings_are_offered_as_they_are_written(prefix: str, spelling: str, id_: str) -> None:
    """The one that was begun, with its capitals and diacritics, persons also with the family name first."""
    assert (spelling, id_) in [(text, entity.id) for text, entity in names.complete(GAZETTEER, prefix, 8)]


@given(st.text(max_size=12), st.integers(1, 10))
def test_suggestions_are_few_and_differ(prefix: str, limit: int) -> None:
    """Whatever is typed."""
    found = names.complete(GAZETTEER, prefix, limit)
    assert len(found) <= limit
    assert len({entity.id for _, entity in found}) == len(found)


@pytest.mark.parametrize("prefix", ["", " ", "...", "qqqq"])
def test_nothing_begun_nothing_suggested(prefix: str) -> None:
    """Nothing of blanks, signs or letters that begin no name."""
    assert not names.complete(GAZETTEER, prefix, 8)


def test_an_empty_gazetteer_completes_nothing() -> None:
    """There is nothing that begins so."""
    assert not names.complete(names.EMPTY_GAZETTEER, "Shu", 8)


def test_places_around_a_place_are_the_nearest() -> None:
    """Itself first, its neighbours next, nothing that is no point."""
    shusha = GAZETTEER.entity("p.shusha")
    assert shusha.lat is not None
    assert shusha.lon is not None
    around = names.nearby(GAZETTEER, shusha.lat, shusha.lon, 10)
    assert around[0].id == "p.shusha"
    assert "p.khankendi" in {place.id for place in around}
    assert len(around) == 10
    assert not {place.kind for place in around} & {"country", "region", "river"}
