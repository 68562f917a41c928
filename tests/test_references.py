"""Citations and exports of documents of a library."""

import json

import pytest

from axtar.errors import NotFoundError, UsageError
from axtar.library import Library


def id_of(library: Library, file: str) -> str:
    """Return the id of a document by the name of its file."""
    return next(document.id for document in library.documents.list_all() if document.file == file)


def test_a_citation_names_the_printed_page_and_links_to_the_physical_one(finished: Library) -> None:
    """The label is in the text, the number in the link."""
    id_ = id_of(finished, "shusha-a-town-on-a-plateau.pdf")
    page = finished.pages.get(id_, 2)
    citation = finished.citations.cite(id_, 2, "apa", "https://library.example/")
    assert citation.url == f"https://library.example/d/{id_}/p/2"
    assert page.label
    assert page.label in citation.inline
    assert "Shusha" in citation.bibliography
    assert (
        finished.citations.cite(id_, None, "apa", "https://library.example").url == f"https://library.example/d/{id_}"
    )


@pytest.mark.parametrize(("format_", "start"), [("bibtex", "@book{"), ("ris", "TY  - BOOK"), ("csl-json", '"type"')])
def test_exports_contain_the_record(finished: Library, format_: str, start: str) -> None:
    """Each format has the type, the author and the link."""
    id_ = id_of(finished, "weavers.txt")
    exported = finished.citations.export(id_, 1, format_, "https://library.example")
    assert start in exported
    assert "Loomis" in exported
    assert f"/d/{id_}/p/1" in exported


def test_a_csl_json_export_can_be_parsed(finished: Library) -> None:
    """It is a list of one item, with the title in its script."""
    id_ = id_of(finished, "tkachi.txt")
    (item,) = json.loads(finished.citations.export(id_, None, "csl-json", "https://library.example"))
    assert item["title"] == "Ткачихи Шуши"


def test_an_unknown_format_or_page_is_an_error(finished: Library) -> None:
    """The message about a format lists those that exist."""
    id_ = id_of(finished, "weavers.txt")
    with pytest.raises(UsageError, match="bibtex"):
        finished.citations.export(id_, None, "word", "https://library.example")
    with pytest.raises(NotFoundError):
        finished.citations.cite(id_, 99, "apa", "https://library.example")
