"""Error pages, and errors as JSON below /api/."""

import logging

from flask import Flask, jsonify, make_response, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound, RequestEntityTooLarge
from werkzeug.wrappers import Response

from axtar.errors import (
    AxtarError,
    BusyError,
    IndexOutdatedError,
    IndexUnreadableError,
    LibraryError,
    LockedError,
    RemovedError,
    SettingsError,
)
from axtar.web.context import library

log = logging.getLogger(__name__)

RETRY_SECONDS = 5
"""When a client that was refused should try again: a burst of requests is over by then."""


def init(app: Flask) -> None:
    """Register the handlers of all errors."""
    app.register_error_handler(AxtarError, handle_axtar_error)
    app.register_error_handler(CSRFError, handle_csrf_error)
    app.register_error_handler(RequestEntityTooLarge, handle_too_large)
    app.register_error_handler(HTTPException, handle_http_error)


def handle_axtar_error(error: AxtarError) -> Response:
    """Answer with the message of the error.

    What is wrong with the library on disk is logged and not shown, since it contains paths of the server. If the index is
    unusable, answer with a page that leads librarians to the rebuild.
    """
    if error.http_status >= 500:
        log.error("%s %r: %s", request.method, request.path, error)
    if isinstance(error, IndexOutdatedError | IndexUnreadableError) and not request.path.startswith("/api/"):
        page = render_template("index_unavailable.html", status=error.http_status, title=_title(error.http_status))
        return make_response(page, error.http_status)
    body, status = respond(error.http_status, _public_message(error))
    response = make_response(body, status)
    if isinstance(error, BusyError):
        response.headers["Retry-After"] = str(RETRY_SECONDS)
    return response


def _public_message(error: AxtarError) -> str:
    """Return what a reader may know about an error."""
    if isinstance(error, IndexOutdatedError):
        return str(_("The index is outdated. Run axtar rebuild."))
    if isinstance(error, IndexUnreadableError):
        return str(_("The index is damaged. Run axtar rebuild."))
    if isinstance(error, LockedError):
        return str(_("Another process is changing the library. Wait until it has ended, then try again."))
    if isinstance(error, LibraryError | SettingsError):
        return str(_("The library cannot be used at the moment. Details are in the server log."))
    return str(error)


def handle_csrf_error(_error: CSRFError) -> tuple[Response | str, int]:
    """Refuse a form without a valid token."""
    return respond(
        400, _("This form has expired or was not sent from this site. Go back, reload the page and send it again.")
    )


def handle_too_large(_error: RequestEntityTooLarge) -> tuple[Response | str, int]:
    """Refuse a request body above the limit."""
    limit = library().settings.upload_mb
    return respond(
        413,
        _(
            "The files are too large: together they may have at most %(limit)s MB. Add fewer or smaller files.",
            limit=limit,
        ),
    )


def handle_http_error(error: HTTPException) -> tuple[Response | str, int]:
    """Answer errors raised by werkzeug.

    These are wrong addresses and methods, and our own bugs, which Flask has logged.
    """
    if isinstance(error, InternalServerError):
        return respond(
            500, _("An internal error occurred. Details are in the server log. Your documents are unchanged.")
        )
    if error.code == 404 and error.description == NotFound.description:
        return respond(404, _("There is no page at this address. Check the address for typing errors."))
    return respond(error.code or 500, error.description or error.name)


def respond(status: int, message: str) -> tuple[Response | str, int]:
    """Return the error as JSON below /api/, elsewhere as a page."""
    if request.path.startswith("/api/"):
        return jsonify(error=message, status=status), status
    return render_template("error.html", status=status, title=_title(status), message=message), status


def _title(status: int) -> str:
    titles = {
        RemovedError.http_status: _("Removed"),
        400: _("Invalid request"),
        404: _("Not found"),
        413: _("Too large"),
        422: _("Cannot be read"),
        429: _("Too many attempts"),
        503: _("Temporarily unavailable"),
    }
    return str(titles.get(status, _("Error")))
