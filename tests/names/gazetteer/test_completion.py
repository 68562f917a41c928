"""Completion of names while they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar import names

GAZETTEER = names.Gazetteer(names.shipped_entities())


@pytest.mark.parametrize("prefix", ["Шуш", "Sus", "şuş", "SHUSH", "Շուշ", "შუშ", "شوش"])
def test_a_prefix_is_completed_in_any_script(prefix: str) -> None:
    """Diacritics and capitals do not matter."""
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
def test_completions_are_written_as_in_the_gazetteer(prefix: str, spelling: str, id_: str) -> None:
    """They have capitals and diacritics; persons also have the family name first."""
    assert (spelling, id_) in [(text, entity.id) for text, entity in names.complete(GAZETTEER, prefix, 8)]


@given(st.text(max_size=12), st.integers(1, 10))
def test_completions_are_limited_and_each_entity_is_listed_once(prefix: str, limit: int) -> None:
    """This holds for any prefix."""
    completions = names.complete(GAZETTEER, prefix, limit)
    assert len(completions) <= limit
    assert len({entity.id for _, entity in completions}) == len(completions)


@pytest.mark.parametrize("prefix", ["", " ", "...", "qqqq"])
def test_a_prefix_of_no_name_has_no_completions(prefix: str) -> None:
    """Blanks and punctuation are no prefix either."""
    assert not names.complete(GAZETTEER, prefix, 8)


def test_an_empty_gazetteer_completes_nothing() -> None:
    assert not names.complete(names.EMPTY_GAZETTEER, "Shu", 8)
