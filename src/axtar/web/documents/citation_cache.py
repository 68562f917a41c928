"""A cache of rendered citations.

Formatting one takes 10 to 20 ms, and a page of results shows ten.
"""

import datetime as dt

from flask import Flask, current_app

from axtar.citations import Citation
from axtar.model import Document
from axtar.web.context import base_url, library

STYLE = "apa"
MAX_CITATIONS = 2000  # of about a kilobyte each

EXTENSION = "axtar.citations"
"""The name of the application's CitationCache among its extensions."""


class CitationCache:
    """Citations, cached by everything that they depend on. A full cache is emptied."""

    def __init__(self, max_citations: int = MAX_CITATIONS) -> None:
        self._max_citations = max_citations
        self._citations: dict[object, Citation] = {}

    def __len__(self) -> int:
        return len(self._citations)

    def get(self, document: Document, page: int | None) -> Citation:
        """Return the citation of a document, or of one of its pages.

        Its link starts with the address under which the current request reached the site.
        """
        today = dt.datetime.now(dt.UTC).date()  # some references contain the date of access
        key = (document.id, page, document.sha256, repr(document.record), base_url(), today)
        if key not in self._citations:
            if len(self._citations) >= self._max_citations:
                self._citations.clear()
            self._citations[key] = library().citations.cite(document.id, page, STYLE, base_url())
        return self._citations[key]


def init(app: Flask) -> None:
    """Add an empty cache to the application."""
    app.extensions[EXTENSION] = CitationCache()


def citation(document: Document, page: int | None) -> Citation:
    """Return the citation of a document, or of one of its pages if it has pages."""
    cache: CitationCache = current_app.extensions[EXTENSION]
    return cache.get(document, page if document.paged else None)
