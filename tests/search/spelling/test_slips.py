"""The costs of slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.search.spelling.slips import SLIP, highest_cost, slip_cost

WORDS = st.text("aeiqkgxhdtşcаоегхь", max_size=12)


@pytest.mark.parametrize(
    ("meant", "likely", "unlikely"),
    [
        ("xalca", "halca", "nalca"),
        ("seher", "saher", "sper"),
        ("qala", "kala", "mala"),
        ("kitab", "kitap", "kitar"),
        ("kitab", "kittab", "kiktab"),
        ("kitab", "kiatb", "kiatn"),
        ("kitab", "kitob", "klitob"),
        ("kitab", "kitac", "mitab"),
        ("Mustafa", "Mustapha", "Mustasha"),
        ("корова", "карова", "кброва"),
        ("объект", "обект", "оъект"),
        ("год", "гот", "гор"),
    ],
)
def test_usual_confusions_cost_less(meant: str, likely: str, unlikely: str) -> None:
    """Than other slips, also where they are at the end; a slip in the first letter costs more."""
    assert 0 < slip_cost(likely, meant) < slip_cost(unlikely, meant)


@given(WORDS, WORDS)
def test_the_cost_is_that_of_a_distance(one: str, another: str) -> None:
    """It is zero for the same word, and the same in both directions."""
    assert (slip_cost(one, another) == 0) == (one == another)
    assert slip_cost(one, another) == pytest.approx(slip_cost(another, one))


def test_two_slips_are_possible_in_long_words_only() -> None:
    """None is in the shortest."""
    assert highest_cost("abc") < SLIP
    assert SLIP <= highest_cost("abcdefg") < 2 * SLIP
    assert highest_cost("abcdefgh") >= 2 * SLIP
