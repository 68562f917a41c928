"""Refusals: answers of the server itself, for requests that no view sees."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from flask import Flask, Response, render_template
from flask_babel import gettext as _
from waitress.utilities import Error
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from axtar.web import errors, filters, security

ACCEPT_LENGTH = 200  # characters of an Accept-Language header; browsers send fewer than 100


class Refusal(Error):  # type: ignore[misc]  # noqa: N818 - waitress has no types, and its Error is none that is raised
    """A complete answer that refuses a request."""

    def __init__(self, response: Response) -> None:
        super().__init__("")
        self.code = response.status_code
        self._status = response.status
        self._headers = [(name, value) for name, value in response.headers.items() if name != "Content-Length"]
        self._body = response.get_data()

    def to_response(self, ident: str | None = None) -> tuple[str, list[tuple[str, str]], bytes]:  # noqa: ARG002
        """Return status, headers and body."""
        return self._status, list(self._headers), self._body


class _Key(NamedTuple):
    status: int
    kind: str
    language: str


class Refusals:
    """The refusals of an application, as page, JSON or image and in the reader's language.

    Each is rendered once: refusing must cost next to nothing.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        with app.app_context():
            self._languages = filters.interface_languages()
        self._rendered = lru_cache(maxsize=256)(self._render)

    def refuse(self, status: int, path: str, headers: Mapping[str, str]) -> Refusal:
        """Return the refusal of a request.

        `headers` have the names that waitress gives them.
        """
        accepted = parse_accept_header(headers.get("ACCEPT_LANGUAGE", "")[:ACCEPT_LENGTH], LanguageAccept)
        return self._rendered(_Key(status, _kind(path), accepted.best_match(self._languages, "en")))

    def _render(self, key: _Key) -> Refusal:
        path = "/api/" if key.kind == "json" else "/"
        with self._app.test_request_context(path, headers={"Accept-Language": key.language}):
            message = _message(key.status)
            if key.kind == "image":
                response = self._app.make_response((render_template("page_image_error.svg", busy=message), key.status))
                response.content_type = "image/svg+xml"
            else:
                response = self._app.make_response(errors.respond(key.status, message))
            if key.status == 503:
                response.headers["Retry-After"] = str(errors.RETRY_SECONDS)
            response.headers["Cache-Control"] = "no-store"
            return Refusal(security.add_security_headers(response))


def _kind(path: str) -> str:
    if path.startswith("/api/"):
        return "json"
    return "image" if path.endswith(".png") else "page"


def _message(status: int) -> str:
    messages = {
        403: _("Log in before you send files or long forms."),
        408: _("The request arrived too slowly. Check your connection and try again."),
        411: _("The request does not say how long its body is."),
        413: _("The request is too large."),
        503: _("The server is busy. Try again in a few seconds."),
    }
    return str(messages[status])
