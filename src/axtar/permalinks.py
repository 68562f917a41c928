"""Permanent addresses of documents and pages, relative to where a library is served."""

from urllib.parse import urlencode

from axtar.model import Request


def document_link(document: str) -> str:
    """Return the permanent address of a document."""
    return f"/d/{document}"


def page_link(document: str, page: int, request: Request | None = None) -> str:
    """Return the permanent address of a page; with a request, the page highlights its matches."""
    link = f"{document_link(document)}/p/{page}"
    if request is None:
        return link
    parameters = {"q": request.text, "exact": ["1"] * request.exact, "without": request.without, "as": request.entities}
    return f"{link}?{urlencode(parameters, doseq=True)}"
