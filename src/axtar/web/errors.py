"""Every failure as a page in words, or as JSON below /api/."""

import logging

from flask import Flask, jsonify, render_template, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound, RequestEntityTooLarge
from werkzeug.wrappers import Response

from axtar.errors import AxtarError, IndexOutdatedError, IndexUnreadableError, RemovedError
from axtar.web.context import library

log = logging.getLogger(__name__)


def init(app: Flask) -> None:
    """Answer our own errors with their status and message, and those of HTTP likewise."""
    app.register_error_handler(AxtarError, of_axtar)
    app.register_error_handler(CSRFError, of_token)
    app.register_error_handler(RequestEntityTooLarge, of_size)
    app.register_error_handler(HTTPException, of_http)


def of_axtar(error: AxtarError) -> tuple[Response | str, int]:
    """An error that axtar raised on purpose: its message is written for the reader, but for those that a librarian mends."""
    if error.http_status >= 500:
        log.error("%s %s: %s", request.method, request.path, error)
    if isinstance(error, IndexOutdatedError | IndexUnreadableError) and not request.path.startswith("/api/"):
        return render_template(
            "rebuild.html", status=error.http_status, title=_title(error.http_status)
        ), error.http_status
    return answer(error.http_status, str(error))


def of_token(_error: CSRFError) -> tuple[Response | str, int]:
    """A form without the token that we gave out with it."""
    return answer(
        400, _("This form is out of date or was not sent from our page. Go back, load the page again, and resend it.")
    )


def of_size(_error: RequestEntityTooLarge) -> tuple[Response | str, int]:
    """More than may be sent at once."""
    limit = library().settings.upload_mb
    return answer(
        413,
        _(
            "That is too much at once: all files together may have %(limit)s MB. Send fewer or smaller files.",
            limit=limit,
        ),
    )


def of_http(error: HTTPException) -> tuple[Response | str, int]:
    """What werkzeug raised: bad addresses and methods, and as InternalServerError our own bugs, which Flask logs."""
    if isinstance(error, InternalServerError):
        return answer(500, _("axtar made a mistake; its log says more. Your documents are untouched."))
    if error.code == 404 and error.description == NotFound.description:
        return answer(404, _("There is no such page here. The address may be mistyped."))
    return answer(error.code or 500, error.description or error.name)


def answer(status: int, message: str) -> tuple[Response | str, int]:
    """The error as JSON to programs, as a page to readers."""
    if request.path.startswith("/api/"):
        return jsonify(error=message, status=status), status
    return render_template("error.html", status=status, title=_title(status), message=message), status


def _title(status: int) -> str:
    titles = {
        RemovedError.http_status: _("Removed"),
        400: _("Not understood"),
        404: _("Not found"),
        413: _("Too large"),
        422: _("Not readable"),
        429: _("Too many attempts"),
        503: _("Not just now"),
    }
    return str(titles.get(status, _("Something went wrong")))
