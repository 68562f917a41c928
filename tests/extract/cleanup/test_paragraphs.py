"""Lines joined to paragraphs, and clean pages as a whole."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from axtar.extract.cleanup.paragraphs import clean_page


def test_characters_are_repaired() -> None:
    """A clean page has no invisible characters or ligatures and is NFC."""
    assert clean_page("Kara\u00adbağ\u200b \ufeffŞu\u200cşa") == "Karabağ Şuşa"
    assert clean_page("می\u200cخواهم") == "می\u200cخواهم"
    assert clean_page("ﬁnal oﬃce\u00a0 S\u0327us\u0327a") == "final office Şuşa"


def test_lines_of_a_paragraph_become_one() -> None:
    """Full lines are continued; a short line ends its paragraph, and an empty line always does."""
    raw = (
        "The first line of this paragraph is about as long\nas the second line of it, and the third line is\nshort.\n"
        "A new paragraph begins here and has again a line\nor two.\n\nThe last."
    )
    assert clean_page(raw) == (
        "The first line of this paragraph is about as long as the second line of it, and the third line is short.\n\n"
        "A new paragraph begins here and has again a line or two.\n\nThe last."
    )


def test_headings_lists_tables_and_numbers_keep_their_lines() -> None:
    """Lines that belong to no paragraph are not joined."""
    raw = (
        "A HEADING IN CAPITALS THAT FILLS ITS WHOLE LINE\nThe text below the heading fills its whole line, too,\n"
        "and goes on with this:\n• one item of a list that fills its whole line and\n• another item\n"
        "1. a numbered item follows the sentence before it.\n2. and another\nYear\tTown\n1901\tBaku\n17"
    )
    assert clean_page(raw).split("\n") == [
        "A HEADING IN CAPITALS THAT FILLS ITS WHOLE LINE",
        "",
        "The text below the heading fills its whole line, too, and goes on with this:",
        "• one item of a list that fills its whole line and",
        "• another item",
        "",
        "1. a numbered item follows the sentence before it.",
        "2. and another",
        "Year\tTown",
        "1901\tBaku",
        "17",
    ]


def test_headings_after_a_full_line_keep_their_line() -> None:
    """A short line without a full stop, after a sentence that fills its line, is a heading."""
    raw = (
        "The town lies on a high plain above the river and the road.\nWalls and gates\n"
        "The wall was built in stone at the edge of the high plain."
    )
    assert clean_page(raw).split("\n\n")[1] == "Walls and gates"


def test_long_lines_are_paragraphs_already() -> None:
    """A line longer than any printed one is not joined with the next."""
    first, second = "word " * 60 + "end", "Word " * 60 + "end"
    assert clean_page(f"{first}\n{second}") == f"{first}\n\n{second}"


words = st.sampled_from(
    ["Hay-", "dar", "Azer-", "Baku", "1990-", "•", "a)", "1.", "[2]", "|", "\t", "ЗАГ", "end.", "-", "е", "ə"]
)
texts = st.text() | st.lists(words | st.sampled_from(["\n", "\n\n", "\r\n", " ", "\ufffe", "\u00ad", "\u0301"])).map(
    "".join
)


@given(texts)
def test_clean_is_idempotent_and_composed(raw: str) -> None:
    """Any text is NFC once cleaned, and remains the same when it is cleaned again."""
    once = clean_page(raw)
    assert unicodedata.is_normalized("NFC", once)
    assert clean_page(once) == once
