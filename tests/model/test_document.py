"""Title, authors, year and type of documents, for well-formed and malformed records."""

import pytest

from axtar.model import Document, Record


def document(**record: object) -> Document:
    """Return a document with a record."""
    return Document(
        "0123abcd", "note.txt", "note.txt", "text/plain", "0" * 64, paged=False, page_count=1, record=record
    )


def test_a_document_without_a_record_is_titled_by_its_file_name() -> None:
    """It has no authors and no year, and the type `document`."""
    bare = document()
    assert (bare.title, bare.authors, bare.year, bare.type) == ("note.txt", (), None, "document")


def test_title_authors_year_and_type_come_from_the_csl_record() -> None:
    """Family names precede given names; literal names are unchanged."""
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
def test_malformed_names_and_years_are_skipped(record: Record) -> None:
    """A faulty record never raises an error."""
    malformed = document(**record)
    assert (malformed.authors, malformed.year) == ((), None)
