"""Whose request it is: the session cookie of the librarian.

The cookie is signed, and contains the token of a session that is kept at the server; see `axtar.accounts.sessions`.
"""

from flask import Flask, current_app, g, session

from axtar.accounts.sessions import Sessions

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

    For the server, which decides by the headers alone whether it accepts a large body. The request itself is authorized
    again, by `axtar.web.security`.
    """
    request = app.request_class({"HTTP_COOKIE": cookie_header})
    cookies = app.session_interface.open_session(app, request)
    return cookies is not None and _is_open(app, cookies.get(SESSION_TOKEN))


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


def _is_open(app: Flask, token: object) -> bool:
    return isinstance(token, str) and _sessions(app).is_open(token)


def _sessions(app: Flask) -> Sessions:
    sessions: Sessions = app.extensions[SESSIONS]
    return sessions
