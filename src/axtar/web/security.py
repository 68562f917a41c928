"""What stands before and after every view: who may come in, how much they may bring, and what a browser may do with it.

The content policy allows our own files and nothing else: no inline script or style, no frame, no foreign form target.
"""

import ipaddress
import socket
from functools import cache

from flask import Flask, Response, abort, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from axtar.web.accounts import views as accounts
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
LIBRARIANS_ONLY = {"uploads", "records", "entries"}


def init(app: Flask) -> None:
    """Put the guards before and after all views of `app`."""
    app.before_request(authorize)
    app.after_request(add_security_headers)


def authorize() -> BaseResponse | None:
    """Refuse a foreign Host; send whoever is no librarian to the login; let a librarian bring whole files."""
    settings = library().settings
    if not is_our_name(request.host, settings.host):
        abort(
            400,
            _(
                "This library does not answer to the name %(host)s. Start it with --host to change that.",
                host=request.host,
            ),
        )
    if request.blueprint not in LIBRARIANS_ONLY:
        return None
    if not accounts.is_librarian():
        return redirect(url_for("accounts.login", next=request.full_path.rstrip("?")), 303)
    if request.endpoint in {"uploads.upload", "entries.take"}:
        request.max_content_length = settings.upload_mb << 20
    return None


def is_our_name(host: str, listening: str) -> bool:
    """Whether a Host header names this machine: a foreign page must not reach a library through a name of its own.

    Numbers are safe from that: where axtar listens on all addresses any will do, beside the machine's own names.
    """
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    name = name.strip("[]").lower()
    if name in LOOPBACK or name == listening.lower():
        return True
    return listening in {"0.0.0.0", "::", ""} and (_is_number(name) or name in _machine_names())  # noqa: S104 - compared, not listened on


def add_security_headers(response: Response) -> Response:
    """Set the headers that a view did not set itself; what a librarian sees is kept by no cache."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if accounts.is_librarian():
        response.headers["Cache-Control"] = "no-store"
    return response


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


@cache
def _machine_names() -> frozenset[str]:
    own = socket.gethostname().lower()
    return frozenset({own, f"{own}.local", socket.getfqdn().lower()})
