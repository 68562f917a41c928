"""Citations as pages show them, kept for a while: to write one in its style takes 10 to 20 ms, and a page of hits shows ten."""

import datetime as dt

from flask import Flask, current_app

from axtar.citations import Citation
from axtar.model import Document
from axtar.web.context import base_url, library

STYLE = "apa"
MOST = 2000  # citations, of about a kilobyte each

_KEPT = "axtar.citations"


def init(app: Flask) -> None:
    """Begin with none."""
    app.extensions[_KEPT] = {}


def citation(document: Document, page: int | None) -> Citation:
    """The citation of a document, or of a page where the document has pages."""
    page = page if document.paged else None
    kept: dict[object, Citation] = current_app.extensions[_KEPT]
    today = dt.datetime.now(dt.UTC).date()  # some references say when a page was read
    key = (document.id, page, document.sha256, repr(document.record), base_url(), today)
    if key not in kept:
        if len(kept) >= MOST:
            kept.clear()
        kept[key] = library().cite(document.id, page, STYLE, base_url())
    return kept[key]
