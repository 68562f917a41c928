"""A document: its record, its pages, its original, its citation in every format."""

from flask import Blueprint, Response, redirect, render_template, request, send_file, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from axtar.citations import EXPORT_FORMATS
from axtar.errors import NotFoundError
from axtar.media_types import PDF
from axtar.web import urls
from axtar.web.context import base_url, library
from axtar.web.documents.citation_cache import citation
from axtar.web.filters import page_name, record_fields

blueprint = Blueprint("documents", __name__, template_folder="templates")

LIST_SIZE = 50
PAGES_SHOWN = 120  # links to pages on one screen
FAR = 10**8  # no document has so many pages


@blueprint.get("/d")
def listing() -> str:
    """All documents by title, a screen at a time."""
    count = library().count()
    pages = max(1, -(-count // LIST_SIZE))
    page = urls.number(request.args, "page", low=1, high=FAR)
    found = library().documents(LIST_SIZE, (page - 1) * LIST_SIZE)
    return render_template(
        "documents.html",
        documents=found,
        count=count,
        page=page,
        pages=pages,
        page_address=lambda number: url_for("documents.listing", page=number),
    )


@blueprint.get("/d/<id>")
def show(id: str) -> str:  # noqa: A002 - the name in the address
    """The record of a document and its pages. Raises NotFoundError and RemovedError."""
    document = library().document(id)
    asked = urls.read(request.args, library().settings.page_size)
    first = urls.number(request.args, "from", low=1, high=FAR)
    last = min(document.page_count, first + PAGES_SHOWN - 1)
    pages = [library().page(id, number) for number in range(first, last + 1)]
    return render_template(
        "document.html",
        document=document,
        asked=asked,
        links=urls,
        fields=record_fields(document),
        citation=citation(document, None),
        pages=pages,
        first=first,
        last=last,
        step=PAGES_SHOWN,
        page_name=page_name,
    )


@blueprint.get("/d/<id>/file")
def original(id: str) -> Response:  # noqa: A002 - the name in the address
    """The original file: a PDF to look at, all else to keep, since a browser would run what an HTML file holds."""
    document = library().document(id)
    path = library().original(id)
    if path is None:
        raise NotFoundError(
            _("The original of “%(title)s” no longer lies in the library's documents folder.", title=document.title)
        )
    is_pdf = document.media_type == PDF.media_type
    response = send_file(
        path,
        mimetype=document.media_type,
        as_attachment=not is_pdf,
        download_name=document.file.encode("utf-8", "replace").decode(),
        conditional=True,
        max_age=0,
    )
    # A browser's PDF viewer is a page with styles and scripts of its own, which our own policy would forbid.
    response.headers["Content-Security-Policy"] = "frame-ancestors 'none'" if is_pdf else "sandbox; default-src 'none'"
    return response


@blueprint.get("/d/<id>/cite")
def cite(id: str) -> BaseResponse:  # noqa: A002 - the name in the address
    """The citation of a document or of its page as a file for a reference manager."""
    page = urls.number(request.args, "page", low=1, high=FAR) if request.args.get("page") else None
    format_ = request.args.get("format", "")
    if not format_:
        return redirect(url_for("documents.show", id=id))
    text = library().export(id, page, format_, base_url())
    chosen = EXPORT_FORMATS[format_]
    response = Response(text, content_type=f"{chosen.media_type}; charset=utf-8")
    name = f"{id}{f'-p{page}' if page else ''}.{chosen.suffix.lstrip('.')}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
