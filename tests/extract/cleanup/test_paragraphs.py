"""Raw text to clean text: hyphens, letters, paragraphs."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.extract.cleanup.paragraphs import clean_page, document_words, join_halves, repair_characters
from axtar.tables import parse_rows

DATA = Path(__file__).parents[2] / "data" / "und"


def table(name: str) -> list[list[str]]:
    """The rows of a TSV file without its comments."""
    return parse_rows((DATA / name).read_text("utf8"))


@pytest.mark.parametrize(("first", "second", "expected", "elsewhere"), table("hyphens.tsv"))
def test_line_end_hyphens_are_joined_or_kept(first: str, second: str, expected: str, elsewhere: str) -> None:
    """A word that a line end parts reads as the table says."""
    assert join_halves(first, second, document_words([elsewhere])) == expected


@pytest.mark.parametrize(("read", "meant"), table("letters.tsv"))
def test_wrong_letters_are_repaired_and_right_ones_survive(read: str, meant: str) -> None:
    """Words with letters of another script or code page read as the table says."""
    assert repair_characters(read) == unicodedata.normalize("NFC", meant)


def test_pdfium_hyphens_are_joined() -> None:
    """U+FFFE stands for a hyphen and a line end, in whole and in front of a number at the foot of the page."""
    assert clean_page("the Hay\ufffedar and Bakü-Tiflis\ufffeCeyhan line") == "the Haydar and Bakü-Tiflis-Ceyhan line"
    assert (
        clean_page("a long line of text that ends in a bro\ufffe101") == "a long line of text that ends in a bro-\n101"
    )
    assert clean_page("the Hay\x02dar") == "the Haydar"


def test_hyphens_join_across_trailing_blanks_and_soft_hyphens() -> None:
    """A blank after the hyphen, a soft hyphen or a not sign part a word like a plain hyphen."""
    assert clean_page("kurul- \r\nmuş ulusla\u00ad\r\nrarası top¬\nrak") == "kurulmuş uluslararası toprak"


def test_a_hyphen_before_an_apostrophe_word_keeps_the_word_whole() -> None:
    """The word before the hyphen may hold an apostrophe or follow a quotation mark."""
    assert clean_page("“Azerbay-\ncan’ın Karabağ’da-\nki durumu") == "“Azerbaycan’ın Karabağ’daki durumu"


def test_unseen_marks_go_and_persian_keeps_its_joiner() -> None:
    """Soft hyphens and zero-width marks are removed; U+200C stays inside Arabic-script words."""
    assert clean_page("Kara\u00adbağ\u200b \ufeffŞu\u200cşa") == "Karabağ Şuşa"
    assert clean_page("می\u200cخواهم") == "می\u200cخواهم"


def test_ligatures_unfold_and_accents_compose() -> None:
    """Ligatures become letters, NFD becomes NFC, odd blanks become blanks."""
    assert clean_page("ﬁnal oﬃce\u00a0 S\u0327us\u0327a") == "final office Şuşa"


def test_lines_of_a_paragraph_become_one() -> None:
    """Full lines run on; a short line ends its paragraph; a blank line always does."""
    raw = (
        "The first line of this paragraph is about as long\nas the second line of it, and the third line is\nshort.\n"
        "A new paragraph begins here and has again a line\nor two.\n\nThe last."
    )
    assert clean_page(raw) == (
        "The first line of this paragraph is about as long as the second line of it, and the third line is short.\n\n"
        "A new paragraph begins here and has again a line or two.\n\nThe last."
    )


def test_headings_lists_tables_and_numbers_keep_their_lines() -> None:
    """What is not a paragraph is not run together."""
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
    """A line that no page could print is not joined with the next."""
    first, second = "word " * 60 + "end", "Word " * 60 + "end"
    assert clean_page(f"{first}\n{second}") == f"{first}\n\n{second}"


def test_halves_of_a_broken_word_are_no_words_of_the_document() -> None:
    """A heading in capitals that is broken itself does not prove its halves."""
    for broken in ("NEWS FROM AZERBAY\ufffeCAN", "NEWS FROM AZERBAY-\nCAN"):
        assert clean_page(broken, document_words([broken])) == "NEWS FROM AZERBAYCAN"


def test_compounds_of_the_document_keep_their_hyphen() -> None:
    """What another page writes with a hyphen inside a line keeps it at a line end."""
    known = document_words(["an un-broken re-election", "text"])
    assert clean_page("the re-\nelected member", known) == "the re-elected member"
    assert clean_page("the re-\nelected member") == "the reelected member"


words = st.sampled_from(
    ["Hay-", "dar", "Azer-", "Baku", "1990-", "•", "a)", "1.", "[2]", "|", "\t", "ЗАГ", "end.", "-", "е", "ə"]
)
texts = st.text() | st.lists(words | st.sampled_from(["\n", "\n\n", "\r\n", " ", "\ufffe", "\u00ad", "\u0301"])).map(
    "".join
)


@given(texts)
def test_clean_is_idempotent_and_composed(raw: str) -> None:
    """Whatever comes in, what comes out is NFC and stays as it is when cleaned again."""
    once = clean_page(raw)
    assert unicodedata.is_normalized("NFC", once)
    assert clean_page(once) == once


@given(st.text(st.sampled_from("ÐðÝýÞþüçÜÇaeıØóøà¨¸æéәəаbјj \n")))
def test_repair_is_idempotent(text: str) -> None:
    """Repaired letters are not repaired again."""
    once = repair_characters(text)
    assert repair_characters(once) == once
