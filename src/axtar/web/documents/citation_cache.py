"""A cache of rendered citations: formatting one takes 10 to 20 ms, and a page of results shows ten."""

import datetime as dt

from flask import Flask, current_app

from axtar.citations import Citation
from axtar.model import Document
from axtar.web.context import base_url, library

STYLE = "apa"
MAX_CITATIONS = 2000  # of about a kilobyte each

EXTENSION = "axtar.citations"
"""The name of the cache among the application's extensions."""


def init(app: Flask) -> None:
    """Give the application an empty cache."""
    app.extensions[EXTENSION] = {}


def citation(document: Document, page: int | None) -> Citation:
    """Return the citation of a document, or of one of its pages if it has pages."""
    page = page if document.paged else None
    cache: dict[object, Citation] = current_app.extensions[EXTENSION]
    today = dt.datetime.now(dt.UTC).date()  # some references contain the date of access
    key = (document.id, page, document.sha256, repr(document.record), base_url(), today)
    if key not in cache:
        if len(cache) >= MAX_CITATIONS:
            cache.clear()
        cache[key] = library().cite(document.id, page, STYLE, base_url())
    return cache[key]
