"""Cleaned text mapped back to raw text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.extract.cleanup.paragraphs import clean_page
from axtar.extract.pdf.alignment import align


@pytest.mark.parametrize(
    ("raw", "word"),
    [
        ("at the line end Hay\x02dar came in", "Haydar"),
        ("the Kara\u00adbağ range", "Karabağ"),
        ("a S\u0327us\u0327a in NFD", "Şuşa"),
        ("the ﬁnal ﬁt", "final"),
        ("two  blanks   here\r\nand the next", "here"),
        ("from Бəрдə on", "Бәрдә"),
        ("bir YÜKSEKÖÐRETÝM kurumu", "YÜKSEKÖĞRETİM"),
        ("the " * 400 + "Hay\x02dar " + "and the " * 400, "Haydar"),
    ],
)
def test_a_cleaned_word_is_mapped_to_its_raw_word(raw: str, word: str) -> None:
    """The first and last letter of a cleaned word come from the first and last letter of the raw one."""
    text = clean_page(raw)
    start = text.index(word)
    origins = align(raw, text)[start : start + len(word)]
    raw_word = raw[origins[0] : origins[-1] + 1]
    assert clean_page(raw_word) == word


def test_inserted_characters_have_no_origin() -> None:
    """Inserted characters are mapped to −1, and those after them correctly."""
    assert align("abc", "ab\n\nc") == [0, 1, -1, -1, 2]
    assert align("", "abc") == [-1, -1, -1]
    assert align("abc", "") == []


def test_a_long_dropped_passage_does_not_lose_the_rest() -> None:
    """After thousands of raw characters without a match, alignment continues."""
    raw = "alpha " + "x" * 3000 + " omega"
    assert align(raw, "alpha omega")[-1] == len(raw) - 1


@given(st.text())
def test_a_text_is_mapped_to_itself(text: str) -> None:
    """Between equal texts every visible character has its own index, and letters always have one."""
    for index, (place, character) in enumerate(zip(align(text, text), text, strict=True)):
        assert place in (index, -1)
        assert place == index or not (character.isalnum() or character in ".,-")


@given(st.text(), st.text())
def test_origins_never_descend(raw: str, cleaned: str) -> None:
    """For any two texts there is one index for each character, in order and within the raw text."""
    origins = align(raw, cleaned)
    known = [place for place in origins if place >= 0]
    assert len(origins) == len(cleaned)
    assert known == sorted(known)
    assert all(place < len(raw) for place in known)


@given(st.text())
def test_ascii_letters_are_mapped_to_themselves(raw: str) -> None:
    """Every ASCII letter of a cleaned text comes from the same letter of the raw text."""
    text = clean_page(raw)
    assert all(
        raw[place] == letter
        for place, letter in zip(align(raw, text), text, strict=True)
        if letter.isascii() and letter.isalpha() and place >= 0 and raw[place].isascii()
    )
