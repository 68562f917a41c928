"""What a document says of itself, whatever its record holds."""

import pytest

from axtar.languages import LANGUAGES, languages_in_script
from axtar.model import Document, Record


def document(**record: object) -> Document:
    """A document with a record."""
    return Document(
        "0123abcd", "note.txt", "note.txt", "text/plain", "0" * 64, paged=False, page_count=1, record=record
    )


def test_without_a_record_the_file_speaks() -> None:
    """Its name is the title; there are no authors, no year, and the type is the plainest."""
    bare = document()
    assert (bare.title, bare.authors, bare.year, bare.type) == ("note.txt", (), None, "document")


def test_a_record_is_read_as_csl_has_it() -> None:
    """Family before given, literals as they are."""
    names = [{"family": "Loomis", "given": "Anna"}, {"literal": "Weavers' Union"}, {"given": "Leyla"}]
    full = document(title="Looms", author=names, issued={"date-parts": [["1994", 5]]}, type="book")
    assert full.authors == ("Loomis, Anna", "Weavers' Union", "Leyla")
    assert (full.title, full.year, full.type) == ("Looms", 1994, "book")


@pytest.mark.parametrize(
    "record",
    [
        {"author": None, "issued": None},
        {"author": "Anna", "issued": "1994"},
        {"author": [None, 7, "Anna", {}, {"family": ""}], "issued": {"date-parts": []}},
        {"author": {"family": "Loomis"}, "issued": {"date-parts": [[]]}},
        {"issued": {"date-parts": [[None]]}},
        {"issued": {"date-parts": [[0]]}},
        {"issued": {"date-parts": [[123456]]}},
        {"issued": {"literal": "spring"}},
    ],
)
def test_what_is_no_name_and_no_year_is_passed_over(record: Record) -> None:
    """A slip in a record is no reason to fail."""
    odd = document(**record)
    assert (odd.authors, odd.year) == ((), None)


@pytest.mark.parametrize(
    ("script", "codes"),
    [
        ("Latn", {"en", "tr", "az"}),
        ("Cyrl", {"az", "ru"}),
        ("Arab", {"az", "und"}),
        ("Armn", {"und"}),
        ("Zyyy", set(LANGUAGES)),
    ],
)
def test_a_word_is_read_in_the_languages_of_its_script(script: str, codes: set[str]) -> None:
    """All that are written so; digits in all; scripts that none analyses in none."""
    assert set(languages_in_script(script)) == codes
