"""The pages of a document, as printed or as text, with the matches of a search."""

import logging
from dataclasses import replace

from flask import Blueprint, Response, make_response, redirect, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from axtar.analyzer import split_passages
from axtar.errors import AxtarError, BusyError, ExtractionError, NotFoundError
from axtar.media_types import PDF
from axtar.model import HighlightedText, Page, Request
from axtar.web import errors, urls
from axtar.web.context import library
from axtar.web.documents.citation_cache import citation
from axtar.web.filters import page_name

log = logging.getLogger(__name__)
blueprint = Blueprint("pages", __name__, template_folder="templates")

WIDTHS = (600, 900, 1300, 1900)  # pixels of a rendered page: the zoom levels
DEFAULT_WIDTH = 900
Box = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions of the page."""

NUMBER = "<int(max=99999999):number>"


@blueprint.get(f"/d/<id>/p/{NUMBER}")
def show(id: str, number: int) -> str:  # noqa: A002 - the name in the address
    """Show a page as printed if the original is a PDF and still there, else as text.

    Raises NotFoundError.
    """
    document = library().documents.get(id)
    page = library().pages.get(id, number)
    search_request = urls.parse_request(request.args, library().settings.page_size)
    has_image = document.media_type == PDF.media_type and library().find_original(id) is not None
    as_text = not has_image or request.args.get("view") == "text"
    boxes, error = ([], "") if as_text else _match_boxes(id, number, search_request)
    as_text = as_text or bool(error)
    return render_template(
        "page.html",
        document=document,
        page=page,
        search_request=search_request,
        name=page_name(document, number, page.label),
        has_image=has_image,
        runs=language_runs(page, library().page_views.highlighted(id, number, search_request)) if as_text else None,
        matching_pages=matching_pages(id, search_request) if search_request.text else {},
        page_name=page_name,
        boxes=boxes,
        error=error,
        width=_requested_width(),
        widths=WIDTHS,
        default_width=DEFAULT_WIDTH,
        citation=citation(document, number),
    )


@blueprint.get(f"/d/<id>/p/{NUMBER}.png")
def image(id: str, number: int) -> Response:  # noqa: A002 - the name in the address
    """Send the page as an image.

    Browsers may cache it: the ETag changes with the file's content.
    """
    document = library().documents.get(id)
    width = _requested_width()
    response = make_response()
    response.set_etag(f"{document.sha256[:16]}-{number}-{width}")
    response.content_type = "image/png"
    response.cache_control.private = True
    response.cache_control.max_age = 3600
    response.make_conditional(request)
    if response.status_code == 200:
        try:
            response.set_data(library().page_views.image(id, number, width))
        except (BusyError, ExtractionError) as error:
            return _error_image(error)
    return response


@blueprint.get("/d/<id>/p")
def go_to_page(id: str) -> BaseResponse:  # noqa: A002 - the name in the address
    """Redirect to the page whose number was entered.

    The number is looked up among the printed labels first, then taken as a physical number.
    """
    document = library().documents.get(id)
    entered = request.args.get("number", "").strip()
    search_request = urls.parse_request(request.args, library().settings.page_size)
    number = library().pages.number_of_label(id, entered)
    if number is None and entered.isascii() and entered.isdigit() and len(entered) < 9:
        number = int(entered)
    if number is None or not 1 <= number <= document.page_count:
        raise NotFoundError(
            _(
                "“%(title)s” has no such page. It has pages 1 to %(count)s.",
                title=document.title,
                count=document.page_count,
            )
        )
    return redirect(urls.page_url(search_request, id, number))


def language_runs(page: Page, text: HighlightedText) -> list[tuple[str, HighlightedText]]:
    """Split the page's text where its language changes.

    Each run comes with its language and its own highlights.
    """
    passages = split_passages(page)
    starts = [0, *(passage.start for passage in passages[1:])] if passages else [0]
    ends = [*starts[1:], len(page.text)]
    languages = [passage.language for passage in passages] or [""]
    return [(language, _slice(text, start, end)) for language, start, end in zip(languages, starts, ends, strict=True)]


def matching_pages(id_: str, search_request: Request) -> dict[int, str | None]:
    """Return the labels of a document's best matching pages by their numbers, in page order."""
    filters = {**search_request.filters, "document": (id_,)}
    answer = library().search(replace(search_request, limit=1, offset=0, filters=filters))
    return dict(sorted({passage.page: passage.label for hit in answer.hits for passage in hit.passages}.items()))


def _match_boxes(id_: str, number: int, search_request: Request) -> tuple[list[Box], str]:
    """Return the boxes of the matches on a page, or the reason why they cannot be found."""
    try:
        boxes = library().page_views.boxes(id_, number, search_request) if search_request.text else []
    except BusyError:
        return [], _busy()
    except ExtractionError as error:
        return [], str(error)
    is_available = library().page_views.is_image_available(id_, number, _requested_width())
    return boxes, "" if is_available else _busy()


def _busy() -> str:
    return str(_("Other pages are being drawn. Reload this page in a few seconds."))


def _error_image(error: AxtarError) -> Response:
    """Return an image that says that the page cannot be shown."""
    log.warning("%s", error)
    busy = _busy() if isinstance(error, BusyError) else ""
    response = make_response(render_template("page_image_error.svg", busy=busy), error.http_status)
    response.content_type = "image/svg+xml"
    if isinstance(error, BusyError):
        response.headers["Retry-After"] = str(errors.RETRY_SECONDS)
    response.cache_control.no_store = True
    return response


def _slice(text: HighlightedText, start: int, end: int) -> HighlightedText:
    spans = ((max(left, start) - start, min(right, end) - start) for left, right in text.highlights)
    return HighlightedText(text.text[start:end], tuple((left, right) for left, right in spans if left < right))


def _requested_width() -> int:
    """Return the available width nearest to the requested one.

    Offering few widths limits how much the server has to render.
    """
    width = urls.parse_number(request.args, "width", low=1, high=10_000, default=DEFAULT_WIDTH)
    return min(WIDTHS, key=lambda choice: abs(choice - width))
