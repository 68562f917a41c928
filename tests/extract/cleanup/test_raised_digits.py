"""Raised digits of HTML and PDF."""

import pytest

from axtar.extract.cleanup.raised_digits import raise_digits
from axtar.extract.html import html_blocks


@pytest.mark.parametrize(("text", "raised"), [
    ("7", "⁷"), ("12, 13", "¹², ¹³"), ("4–5", "⁴–⁵"), ("th", "th"), ("1a", "1a"), ("1987", "1987"), ("[7]", "[7]"), ("", ""),
])  # fmt: skip
def test_numbers_of_footnotes_become_superscripts(text: str, raised: str) -> None:
    """Letters and years stay."""
    assert raise_digits(text) == raised


@pytest.mark.parametrize(("source", "text"), [
    ("<p>pots<sup>13</sup>, coins<sup><a href='#n'>7</a></sup></p>", "pots¹³, coins⁷"),
    ("<p>the 18<sup>th</sup> century, 10<sup>6</sup></p>", "the 18th century, 10⁶"),
])  # fmt: skip
def test_raised_numbers_of_web_pages_are_no_part_of_words(source: str, text: str) -> None:
    """Links inside belong to them."""
    assert [block.text for block in html_blocks(source)] == [text]
