"""Whose request it is: the session cookie of the librarian.

The cookie is signed, and contains the token of a session that is kept at the server; see `axtar.accounts.sessions`.
"""

import logging
from collections.abc import Mapping

from flask import Flask, current_app, g, session
from itsdangerous import BadSignature

from axtar.accounts.sessions import Sessions
from axtar.errors import LibraryError
from axtar.web.accounts import cookies

log = logging.getLogger(__name__)

SESSIONS = "axtar.sessions"
"""The name of the application's Sessions among its extensions."""

SESSION_TOKEN = "librarian"  # a key of the session cookie, not a password  # noqa: S105


def is_librarian() -> bool:
    """Whether the request that is being answered belongs to an open session.

    It is looked up once.
    """
    if "is_librarian" not in g:
        g.is_librarian = _is_open(current_app, session.get(SESSION_TOKEN))
    return bool(g.is_librarian)


def is_librarian_cookie(app: Flask, cookie_header: str) -> bool:
    """Whether a Cookie header contains an open session.

    For the server, which decides by the headers alone whether it accepts a large body, and must not wait for the catalogue.
    The request itself is authorized again, by `axtar.web.security`.
    """
    values = app.request_class({"HTTP_COOKIE": cookie_header}).cookies
    tokens = [_signed(app, values.get(name, "")).get(SESSION_TOKEN) for name in cookies.NAMES]
    return any(isinstance(token, str) and _sessions(app).is_known(token) for token in tokens)


def log_in() -> None:
    """Open a session, and give the browser a new cookie.

    A cookie that somebody else may know is never continued.

    Raises LibraryError if the library cannot be written.
    """
    token = _sessions(current_app).open()
    log_out()
    session[SESSION_TOKEN] = token
    g.is_librarian = True


def log_out() -> None:
    """End the session, in the cookie and at the server.

    Raises LibraryError if the library cannot be written; the cookie is deleted all the same.
    """
    token = session.get(SESSION_TOKEN)
    session.clear()
    g.is_librarian = False
    if token:
        _sessions(current_app).close(str(token))


def _signed(app: Flask, value: str) -> Mapping[str, object]:
    """Return the contents of a session cookie, empty unless it was signed by this library."""
    serializer = cookies.SessionCookies().get_signing_serializer(app)
    if serializer is None:
        return {}
    try:
        contents: Mapping[str, object] = serializer.loads(value)
    except BadSignature:
        return {}
    return contents


def _is_open(app: Flask, token: object) -> bool:
    try:
        return isinstance(token, str) and _sessions(app).is_open(token)
    except LibraryError as error:  # the page that reports it must not fail for the same reason
        log.warning("A session cannot be looked up: %s", error)
        return False


def _sessions(app: Flask) -> Sessions:
    sessions: Sessions = app.extensions[SESSIONS]
    return sessions
