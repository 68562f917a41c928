"""Access control and security headers, before and after every view.

The content security policy allows our own files and nothing else: no inline script or style, no frame, no foreign form target.
"""

import ipaddress
import socket
from functools import cache

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from axtar.web.accounts.identity import is_librarian
from axtar.web.context import library

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
LIBRARIAN_BLUEPRINTS = {"jobs", "document_edit", "entity_edit"}
UPLOAD_ENDPOINTS = {"jobs.add_files", "entity_edit.import_file"}


def init(app: Flask) -> None:
    """Register the checks before, and the headers after, every view of `app`."""
    app.before_request(authorize)
    app.after_request(add_security_headers)


def authorize() -> BaseResponse | None:
    """Check the Host header and, on librarians' pages, the session.

    A foreign host is refused, and a reader redirected to the login; a librarian may send files up to the upload limit.
    """
    if not is_allowed_host(request.host, current_app.config["LISTENING_HOST"]):
        abort(
            400,
            _(
                "This server does not answer requests for “%(host)s”. Its option --host sets the name or address to serve.",
                host=request.host,
            ),
        )
    if request.blueprint not in LIBRARIAN_BLUEPRINTS:
        return None
    if not is_librarian():
        return redirect(url_for("accounts.login", next=request.full_path.rstrip("?")), 303)
    if request.endpoint in UPLOAD_ENDPOINTS:
        request.max_content_length = library().settings.upload_mb << 20
    return None


def is_allowed_host(host: str, listening: str) -> bool:
    """Whether a Host header names this machine.

    This prevents DNS rebinding: a foreign page that points a name of its own at this server must not be able to read the
    library. Addresses cannot be rebound, so all are allowed where axtar listens on all of them, like the machine's own names.
    """
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    name = name.strip("[]").lower()
    if name in LOOPBACK or name == listening.lower():
        return True
    return listening in {"0.0.0.0", "::", ""} and (_is_address(name) or name in _machine_names())  # noqa: S104 - compared, not listened on


def add_security_headers(response: Response) -> Response:
    """Set the headers that a view did not set itself; librarians' pages are not cached."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if is_librarian():
        response.headers["Cache-Control"] = "no-store"
    return response


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


@cache
def _machine_names() -> frozenset[str]:
    hostname = socket.gethostname().lower()
    return frozenset({hostname, f"{hostname}.local", socket.getfqdn().lower()})
