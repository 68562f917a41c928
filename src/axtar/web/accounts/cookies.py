"""The attributes of the session cookie, which depend on how the request came."""

from flask import Flask, has_request_context, request
from flask.sessions import SecureCookieSessionInterface

NAME = "axtar"
SECURE_NAME = "__Host-axtar"
"""Browsers accept a cookie of this name from this host over TLS only, so that no other site of the domain can set it."""
NAMES = (NAME, SECURE_NAME)


class SessionCookies(SecureCookieSessionInterface):
    """Signed session cookies that never leave TLS once they were set over it."""

    def get_cookie_name(self, app: Flask) -> str:
        """Return the name of the cookie for the scheme of the request."""
        return SECURE_NAME if self.get_cookie_secure(app) else NAME

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - Flask's signature
        """Whether the browser sends the cookie over TLS only: if this request came over it."""
        return has_request_context() and request.is_secure
