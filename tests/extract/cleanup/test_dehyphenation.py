"""Words divided at line ends."""

from pathlib import Path

import pytest

from axtar.extract.cleanup.dehyphenation import document_words, is_divided, join_halves, join_lines
from axtar.extract.cleanup.paragraphs import clean_page
from axtar.tables import parse_rows

TABLE = parse_rows((Path(__file__).parents[2] / "data" / "und" / "hyphens.tsv").read_text("utf8"))


@pytest.mark.parametrize(("first", "second", "expected", "elsewhere"), TABLE)
def test_halves_are_joined_with_or_without_their_hyphen(first: str, second: str, expected: str, elsewhere: str) -> None:
    """A word divided at a line end reads as the table says, given the other words of the document."""
    assert join_halves(first, second, document_words([elsewhere])) == expected


def test_lines_are_joined_within_a_divided_word_or_by_a_space() -> None:
    """A dash between spaces divides no word."""
    assert join_lines("the Hay-", "dar house", ()) == "the Haydar house"
    assert join_lines("the house", "of Haydar", ()) == "the house of Haydar"
    assert join_lines("the house -", "of Haydar", ()) == "the house - of Haydar"
    assert is_divided("the Hay-")
    assert not is_divided("the house -")


def test_pdfium_hyphens_are_joined() -> None:
    """U+FFFE is a hyphen and a line break together; it remains a hyphen before a page number at the foot."""
    assert clean_page("the Hay\ufffedar and Bakü-Tiflis\ufffeCeyhan line") == "the Haydar and Bakü-Tiflis-Ceyhan line"
    assert (
        clean_page("a long line of text that ends in a bro\ufffe101") == "a long line of text that ends in a bro-\n101"
    )
    assert clean_page("the Hay\x02dar") == "the Haydar"


def test_trailing_spaces_soft_hyphens_and_not_signs_divide_words_too() -> None:
    """A space after the hyphen, a soft hyphen or a not sign divides a word as a plain hyphen does."""
    assert clean_page("kurul- \r\nmuş ulusla\u00ad\r\nrarası top¬\nrak") == "kurulmuş uluslararası toprak"


def test_a_divided_word_may_contain_an_apostrophe() -> None:
    """The part before the hyphen may contain an apostrophe or follow a quotation mark."""
    assert clean_page("“Azerbay-\ncan’ın Karabağ’da-\nki durumu") == "“Azerbaycan’ın Karabağ’daki durumu"


def test_halves_of_a_divided_word_are_no_words_of_the_document() -> None:
    """A divided heading in capitals does not prove its own halves."""
    for divided in ("NEWS FROM AZERBAY\ufffeCAN", "NEWS FROM AZERBAY-\nCAN"):
        assert clean_page(divided, document_words([divided])) == "NEWS FROM AZERBAYCAN"


def test_compounds_of_the_document_keep_their_hyphen() -> None:
    """A compound that another page has inside a line keeps its hyphen at a line end."""
    vocabulary = document_words(["an un-broken re-election", "text"])
    assert clean_page("the re-\nelected member", vocabulary) == "the re-elected member"
    assert clean_page("the re-\nelected member") == "the reelected member"
