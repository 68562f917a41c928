"""Normalization of texts with many combining marks."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from axtar.normalization import nfc

ABOVE, BELOW = "\u0301", "\u0323"


def test_marks_are_composed_in_canonical_order() -> None:
    """A letter with marks in any order is one text."""
    assert nfc("a" + ABOVE + BELOW) == nfc("a" + BELOW + ABOVE)


def test_a_run_of_marks_is_shortened() -> None:
    """Sorting a run of any length would take time by its square."""
    assert len(nfc("a" + (ABOVE + BELOW) * 100_000 + "b" + ABOVE)) < 40
    assert nfc("\u1100" * 2000 + "a" + ABOVE).endswith("á")


@given(st.text(max_size=2000))
def test_any_other_text_is_normalized_as_usual(text: str) -> None:
    """Few texts have thirty marks in a row."""
    assert nfc(text) == unicodedata.normalize("NFC", text)
