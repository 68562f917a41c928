"""The cache of rendered citations."""

import pytest
from flask import Flask

from axtar.citations import Citation
from axtar.library import Library
from axtar.references import References
from axtar.web.documents import citation_cache


def test_a_citation_is_formatted_once(
    app: Flask, library: Library, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time it comes from the cache; each page has its own."""
    written: list[int | None] = []
    cite = library.citations.cite

    def record_page(_references: References, id_: str, page: int | None, style: str, base_url: str) -> Citation:
        written.append(page)
        return cite(id_, page, style, base_url)

    monkeypatch.setattr(References, "cite", record_page)
    document = library.documents.get(ids["gorod-shusha.pdf"])
    with app.test_request_context():
        first = citation_cache.citation(document, 1)
        assert citation_cache.citation(document, 1) is first
        assert citation_cache.citation(document, 2).url != first.url
    assert written == [1, 2]


def test_the_citation_follows_an_edited_record(app: Flask, library: Library, ids: dict[str, str]) -> None:
    """The cached citation of the old record is not shown."""
    id_ = ids["evil.txt"]
    with app.test_request_context():
        citation_cache.citation(library.documents.get(id_), None)
        changed = library.edit(id_, {"type": "book", "title": "Quite another title"})
        assert "Quite another title" in citation_cache.citation(changed, None).bibliography


def test_sections_are_not_cited_as_pages(app: Flask, library: Library, ids: dict[str, str]) -> None:
    """A text without pages is cited as a whole."""
    with app.test_request_context():
        assert citation_cache.citation(library.documents.get(ids["evil.txt"]), 1).locator is None


def test_the_cache_is_bounded(app: Flask, library: Library, ids: dict[str, str]) -> None:
    """The cache never holds more than its maximum of citations."""
    cache = citation_cache.CitationCache(max_citations=2)
    document = library.documents.get(ids["gorod-shusha.pdf"])
    with app.test_request_context():
        for page in (1, 2, 3):
            cache.get(document, page)
            assert 1 <= len(cache) <= 2
