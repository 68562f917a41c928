"""A page as it was printed, with what a question matches marked on it; or its text."""

import logging
from dataclasses import replace

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from axtar.detect import split_passages
from axtar.errors import ExtractionError, NotFoundError
from axtar.media_types import PDF
from axtar.model import HighlightedText, Page, Request
from axtar.web import urls
from axtar.web.context import library
from axtar.web.documents.citation_cache import citation
from axtar.web.filters import page_name

log = logging.getLogger(__name__)
blueprint = Blueprint("pages", __name__, template_folder="templates")

WIDTHS = (600, 900, 1300, 1900)  # pixels of a rendered page; the reader's zoom
USUAL_WIDTH = 900
Box = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions of the page."""

NUMBER = "<int(max=99999999):number>"


@blueprint.get(f"/d/<id>/p/{NUMBER}")
def show(id: str, number: int) -> str:  # noqa: A002 - the name in the address
    """One page: as printed where the original is a PDF and still there, else as text. Raises NotFoundError."""
    document = library().document(id)
    page = library().page(id, number)
    asked = urls.read(request.args, library().settings.page_size)
    has_image = document.media_type == PDF.media_type and library().original(id) is not None
    as_text = not has_image or request.args.get("view") == "text"
    boxes, trouble = ([], "") if as_text or not asked.text else _boxes(id, number, asked)
    as_text = as_text or bool(trouble)
    return render_template(
        "page.html",
        document=document,
        page=page,
        asked=asked,
        name=page_name(document, number, page.label),
        has_image=has_image,
        runs=runs(page, library().mark(id, number, asked)) if as_text else None,
        matching=matching(id, asked) if asked.text else {},
        page_name=page_name,
        boxes=boxes,
        trouble=trouble,
        width=_width(),
        widths=WIDTHS,
        usual_width=USUAL_WIDTH,
        citation=citation(document, number),
        links=urls,
    )


@blueprint.get(f"/d/<id>/p/{NUMBER}.png")
def image(id: str, number: int) -> Response:  # noqa: A002 - the name in the address
    """The page as a picture; the browser may keep it, since a file's content never changes under its tag."""
    document = library().document(id)
    width = _width()
    response = make_response()
    response.set_etag(f"{document.sha256[:16]}-{number}-{width}")
    response.content_type = "image/png"
    response.cache_control.private = True
    response.cache_control.max_age = 3600
    response.make_conditional(request)
    if response.status_code == 200:
        try:
            response.set_data(library().page_image(id, number, width))
        except ExtractionError as error:
            return _placeholder(error)
    return response


@blueprint.get("/d/<id>/p")
def go(id: str) -> BaseResponse:  # noqa: A002 - the name in the address
    """The page whose number a reader typed: the printed one first, then the physical one."""
    document = library().document(id)
    wanted = request.args.get("number", "").strip()
    asked = urls.read(request.args, library().settings.page_size)
    number = library().page_labelled(id, wanted)
    if number is None and wanted.isascii() and wanted.isdigit() and len(wanted) < 9:
        number = int(wanted)
    if number is None or not 1 <= number <= document.page_count:
        raise NotFoundError(_("“%(title)s” has pages 1 to %(count)s.", title=document.title, count=document.page_count))
    return redirect(urls.page(asked, id, number))


def runs(page: Page, marked: HighlightedText) -> list[tuple[str, HighlightedText]]:
    """The page's text cut where its language changes, each run with its language and its own marks."""
    found = split_passages(page)
    starts = [0, *(passage.start for passage in found[1:])] if found else [0]
    ends = [*starts[1:], len(page.text)]
    languages = [passage.language for passage in found] or [""]
    return [(language, _cut(marked, start, end)) for language, start, end in zip(languages, starts, ends, strict=True)]


def matching(id_: str, asked: Request) -> dict[int, str | None]:
    """The pages of a document that answer a question best, in the order of the document, with their labels."""
    answer = library().search(replace(asked, limit=1, offset=0, filters={**asked.filters, "document": (id_,)}))
    found = {passage.page: passage.label for hit in answer.hits for passage in hit.passages}
    return dict(sorted(found.items()))


def _boxes(id_: str, number: int, asked: Request) -> tuple[list[Box], str]:
    """Where the matches stand on a page, or why that cannot be said."""
    try:
        return library().page_boxes(id_, number, asked), ""
    except ExtractionError as error:
        return [], str(error)


def _placeholder(error: ExtractionError) -> Response:
    """A picture that says that there is none."""
    log.warning("%s", error)
    response = make_response(render_template("unprinted.svg"), error.http_status)
    response.content_type = "image/svg+xml"
    response.cache_control.no_store = True
    return response


def _cut(marked: HighlightedText, start: int, end: int) -> HighlightedText:
    spans = ((max(left, start) - start, min(right, end) - start) for left, right in marked.highlights)
    return HighlightedText(marked.text[start:end], tuple((left, right) for left, right in spans if left < right))


def _width() -> int:
    """The width that was asked for, or the nearest that we render."""
    wanted = urls.number(request.args, "width", low=1, high=10_000, default=USUAL_WIDTH)
    return min(WIDTHS, key=lambda width: abs(width - wanted))
