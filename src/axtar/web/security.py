"""Access control and security headers, before and after every view.

The content security policy allows our own files and nothing else: no inline script or style, no frame, no foreign form target.
"""

import ipaddress
import socket
from collections.abc import Collection
from functools import cache

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as BaseResponse

from axtar.web.accounts.identity import is_librarian
from axtar.web.context import library

POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; object-src 'none'; frame-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
DENIED_FEATURES = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "fullscreen",
    "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi",
    "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "storage-access", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip
"""What no page of ours uses, so that a script that should ever run there could not either."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in DENIED_FEATURES),
    "Cache-Control": "no-cache",  # asked for again: the same address differs for a librarian, and after a change
}
TRANSPORT_SECURITY = f"max-age={365 * 24 * 3600}; includeSubDomains"
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
    if not is_allowed_host(request.host, current_app.config["LISTENING_HOST"], library().settings.trusted_hosts):
        abort(
            400,
            _(
                "This server does not answer requests for “%(host)s”. Its settings host and trusted_hosts have the names that "
                "it answers to.",
                host=request.host,
            ),
        )
    if request.blueprint not in LIBRARIAN_BLUEPRINTS:
        return None
    if not is_librarian():
        return redirect(url_for("accounts.login", next=_address_after_login()), 303)
    if request.endpoint in UPLOAD_ENDPOINTS:
        request.max_content_length = library().settings.upload_mb << 20
    return None


def _address_after_login() -> str | None:
    """Return the requested address, or None if it is one that only forms are sent to."""
    methods = request.url_rule.methods if request.url_rule else None
    return request.full_path.rstrip("?") if methods and "GET" in methods else None


def is_allowed_host(host: str, listening: str, trusted: Collection[str] = ()) -> bool:
    """Whether a Host header names this machine, or is one of the trusted names.

    This prevents DNS rebinding: a foreign page that points a name of its own at this server must not be able to read the
    library. Addresses cannot be rebound, so all are allowed where axtar listens on all of them, like the machine's own names.
    """
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    name = name.strip("[]").lower()
    if not name:  # there is no Host header, or none that is valid
        return False
    if name in LOOPBACK or name in trusted or name == listening.lower():
        return True
    return listening in {"0.0.0.0", "::", ""} and (_is_address(name) or name in _machine_names())  # noqa: S104 - compared, not listened on


def add_security_headers(response: Response) -> Response:
    """Set the headers that a view did not set itself.

    The login and librarians' pages are not cached.
    """
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if is_librarian() or request.blueprint == "accounts":
        response.headers["Cache-Control"] = "no-store"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = TRANSPORT_SECURITY
    response.vary.update(("Accept-Language", "Cookie"))
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
