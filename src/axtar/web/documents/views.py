"""Documents: their list, and each one's record, pages, original file and citations."""

from pathlib import Path

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

LIST_SIZE = 50  # documents on one screen
VISIBLE_PAGES = 120  # links to pages on one screen
MAX_NUMBER = 10**8  # no document or list has more pages


@blueprint.get("/d")
def listing() -> str:
    """List all documents by title, LIST_SIZE on a screen."""
    count = library().documents.count()
    pages = max(1, -(-count // LIST_SIZE))
    page = urls.parse_number(request.args, "page", low=1, high=MAX_NUMBER)
    documents = library().documents.list_all(LIST_SIZE, (page - 1) * LIST_SIZE)
    return render_template(
        "documents.html",
        documents=documents,
        failures=library().failures(),
        count=count,
        page=page,
        pages=pages,
        page_address=lambda number: url_for("documents.listing", page=number),
    )


@blueprint.get("/d/<id>")
def show(id: str) -> str:  # noqa: A002 - the name in the address
    """Show a document's record and links to its pages. Raises NotFoundError and RemovedError."""
    document = library().documents.get(id)
    search_request = urls.parse_request(request.args, library().settings.page_size)
    first = urls.parse_number(request.args, "from", low=1, high=MAX_NUMBER)
    last = min(document.page_count, first + VISIBLE_PAGES - 1)
    pages = [library().pages.get(id, number) for number in range(first, last + 1)]
    return render_template(
        "document.html",
        document=document,
        failure=library().failures().get(id, ""),
        search_request=search_request,
        fields=record_fields(document),
        citation=citation(document, None),
        pages=pages,
        first=first,
        last=last,
        step=VISIBLE_PAGES,
        page_name=page_name,
    )


@blueprint.get("/d/<id>/file")
def original(id: str) -> Response:  # noqa: A002 - the name in the address
    """Send the original file: a PDF to view, any other file as a download.

    A browser would run the scripts of an HTML file.
    """
    document = library().documents.get(id)
    path = library().find_original(id)
    if path is None:
        raise NotFoundError(
            _("The original file of “%(title)s” is no longer in the library’s documents folder.", title=document.title)
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
    # A browser's PDF viewer is a page with its own styles and scripts, which our policy would forbid.
    response.headers["Content-Security-Policy"] = "frame-ancestors 'none'" if is_pdf else "sandbox; default-src 'none'"
    return _without_thread(response, path)


@blueprint.get("/d/<id>/cite")
def cite(id: str) -> BaseResponse:  # noqa: A002 - the name in the address
    """Send the citation of a document or of one of its pages as a file for a reference manager."""
    page = urls.parse_number(request.args, "page", low=1, high=MAX_NUMBER) if request.args.get("page") else None
    format_ = request.args.get("format", "")
    if not format_:
        return redirect(url_for("documents.show", id=id))
    text = library().citations.export(id, page, format_, base_url())
    export_format = EXPORT_FORMATS[format_]
    response = Response(text, content_type=f"{export_format.media_type}; charset=utf-8")
    name = f"{id}{f'-p{page}' if page else ''}.{export_format.suffix.lstrip('.')}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response


def _without_thread(response: Response, path: Path) -> Response:
    """Return a response whose file the server sends itself.

    Otherwise a slow reader would occupy a thread.

    Servers recognise a file by their own wrapper. Werkzeug puts another around it to send a part, although the server stops
    after as many bytes as the header announces.
    """
    wrapper = request.environ.get("wsgi.file_wrapper")
    if wrapper and response.status_code == 206 and response.content_range.start is not None:
        response.response.close()  # type: ignore[union-attr]  # it is a file
        file = path.open("rb")
        file.seek(response.content_range.start)
        response.response = wrapper(file)
    return response
