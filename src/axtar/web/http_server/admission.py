"""Admission: whether a request may send its body, decided by its headers alone."""

import logging
import shutil
import tempfile
from collections.abc import Callable

from flask import Flask
from waitress.utilities import Error

from axtar.errors import AxtarError
from axtar.web import security
from axtar.web.accounts.identity import is_librarian_cookie
from axtar.web.context import EXTENSION
from axtar.web.http_server.endpoints import Endpoints
from axtar.web.http_server.limits import ServerLimits
from axtar.web.http_server.refusals import Refusals
from axtar.web.http_server.request_parser import RequestParser

log = logging.getLogger(__name__)


class Admission:
    """Decides on the bodies of requests to one application.

    A librarian's session is checked by the application, as for its pages. `count_uploads` returns the number of bodies above
    the limit for readers that are being received or processed.
    """

    def __init__(self, app: Flask, limits: ServerLimits, refusals: Refusals, count_uploads: Callable[[], int]) -> None:
        self._app = app
        self._endpoints = Endpoints(app)
        self._upload_limit = app.extensions[EXTENSION].settings.upload_mb << 20
        self._limits = limits
        self._refusals = refusals
        self._count_uploads = count_uploads

    def admit(self, parser: RequestParser) -> Error | None:
        """Return the error that refuses the body, None if it is accepted."""
        try:
            status = self._refused_status(parser)
        except AxtarError as error:  # such as a catalogue that cannot be read: the loop of the server goes on
            log.warning("A request with a body was refused: %s", error)
            status = 503
        return self._refusals.refuse(status, parser.path, parser.headers) if status else None

    def _refused_status(self, parser: RequestParser) -> int | None:
        if (
            parser.chunked
        ):  # browsers never send such bodies; a short one is accepted as long as it turns out to be short
            return 411 if parser.body_bytes_received > self._limits.reader_body else None
        if parser.content_length <= self._limits.reader_body:
            return None
        if not is_librarian_cookie(self._app, parser.headers.get("COOKIE", "")):
            return 403
        is_upload = self._endpoints.find(parser) in security.UPLOAD_ENDPOINTS
        limit = self._upload_limit if is_upload else self._limits.form_body
        if parser.content_length > limit:
            return 413
        # The server and the form parser keep a copy each.
        has_room = shutil.disk_usage(tempfile.gettempdir()).free - 2 * parser.content_length > self._limits.disk_reserve
        return None if has_room and self._count_uploads() < self._limits.uploads else 503
