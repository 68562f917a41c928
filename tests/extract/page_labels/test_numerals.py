"""Decimal and Roman numerals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.extract.page_labels.numerals import format_numeral, parse_numeral


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
def test_numerals_are_parsed(text: str, value: int, style: str) -> None:
    """Digits of any script and Roman numerals have a value and a style."""
    number = parse_numeral(text)
    assert number is not None
    assert (number.value, number.text, number.style) == (value, text, style)


@pytest.mark.parametrize("text", ["", "ill", "civic", "iiii", "Iv", "xc x", "²", "12a", "-3", "mix", "vx"])
def test_other_texts_are_no_numerals(text: str) -> None:
    """Words of Roman letters, mixed case, powers and signed numbers are rejected."""
    assert parse_numeral(text) is None


@given(st.integers(1, 399), st.sampled_from(["1", "i", "I", "٣"]))
def test_a_formatted_numeral_can_be_parsed(value: int, like: str) -> None:
    """Formatting and parsing are inverse in every style."""
    model = parse_numeral(like)
    assert model is not None
    number = parse_numeral(format_numeral(value, model))
    assert number is not None
    assert (number.value, number.style) == (value, model.style)
