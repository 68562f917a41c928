"""Numbers as they are printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.extract.page_labels.numerals import numeral, write


@pytest.mark.parametrize(
    ("text", "value", "style"),
    [
        ("7", 7, "1"),
        ("007", 7, "1"),
        ("٤٥", 45, "1"),
        ("iv", 4, "i"),
        ("XLIX", 49, "I"),
        ("ccxc", 290, "i"),
        ("c", 100, "i"),
    ],
)
def test_numbers_are_read(text: str, value: int, style: str) -> None:
    """Digits of any script and Roman numerals, with their style."""
    number = numeral(text)
    assert number is not None
    assert (number.value, number.text, number.style) == (value, text, style)


@pytest.mark.parametrize("text", ["", "ill", "civic", "iiii", "Iv", "xc x", "²", "12a", "-3", "mix", "vx"])
def test_what_is_no_number_is_none(text: str) -> None:
    """Words of Roman letters, mixed case, powers."""
    assert numeral(text) is None


@given(st.integers(1, 399), st.sampled_from(["1", "i", "I", "٣"]))
def test_what_is_written_is_read(value: int, like: str) -> None:
    """Writing and reading agree in every style."""
    model = numeral(like)
    assert model is not None
    number = numeral(write(value, model))
    assert number is not None
    assert (number.value, number.style) == (value, model.style)
