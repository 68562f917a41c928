"""The way back from cleaned to raw text."""

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
def test_a_word_leads_back_to_where_it_stands(raw: str, word: str) -> None:
    """The first and last letter of a cleaned word come from the first and last letter of the raw one."""
    text = clean_page(raw)
    start = text.index(word)
    origin = align(raw, text)[start : start + len(word)]
    found = raw[origin[0] : origin[-1] + 1]
    assert clean_page(found) == word


def test_letters_that_came_from_nowhere_have_no_origin() -> None:
    """What was inserted gets −1, and what stands after it is right."""
    assert align("abc", "ab\n\nc") == [0, 1, -1, -1, 2]
    assert align("", "abc") == [-1, -1, -1]
    assert align("abc", "") == []


def test_long_foreign_stretches_do_not_lose_the_rest() -> None:
    """After thousands of characters without a match the two texts are in step again."""
    raw = "alpha " + "x" * 3000 + " omega"
    assert align(raw, "alpha omega")[-1] == len(raw) - 1


@given(st.text())
def test_a_text_is_its_own_origin(text: str) -> None:
    """Where nothing was cleaned every visible character comes from its own place."""
    for index, (place, character) in enumerate(zip(align(text, text), text, strict=True)):
        assert place in (index, -1)
        assert place == index or not (character.isalnum() or character in ".,-")


@given(st.text(), st.text())
def test_origins_never_descend(raw: str, cleaned: str) -> None:
    """Whatever the two texts are, there is one origin for each character, in order, inside the raw text."""
    origin = align(raw, cleaned)
    known = [place for place in origin if place >= 0]
    assert len(origin) == len(cleaned)
    assert known == sorted(known)
    assert all(place < len(raw) for place in known)


@given(st.text())
def test_cleaned_words_lead_back_to_their_letters(raw: str) -> None:
    """Every ASCII letter that cleaning kept comes from the same letter."""
    text = clean_page(raw)
    assert all(
        raw[place] == letter
        for place, letter in zip(align(raw, text), text, strict=True)
        if letter.isascii() and letter.isalpha() and place >= 0 and raw[place].isascii()
    )
