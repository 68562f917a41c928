"""The reverse proxy in front of the server, if the settings name one.

Anybody can send X-Forwarded headers. They are believed if the connection comes from the proxy, and removed otherwise.
"""

import ipaddress
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from werkzeug.middleware.proxy_fix import ProxyFix

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FORWARDED_HEADERS = (
    "HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PREFIX", "HTTP_X_FORWARDED_BY", "HTTP_X_REAL_IP",
)  # fmt: skip


class TrustedProxy:
    """WSGI middleware: the client's address, scheme and host as the trusted proxy reports them."""

    def __init__(self, application: "WSGIApplication", proxies: Sequence[str]) -> None:
        """Trust the proxies at these addresses or networks.

        Each is expected to append to the headers once.
        """
        self._application = application
        self._forwarded = ProxyFix(application, x_for=1, x_proto=1, x_host=1)
        self._proxies = proxies

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer a request."""
        if is_proxy(environ.get("REMOTE_ADDR", ""), self._proxies):
            return self._forwarded(environ, start_response)
        for header in FORWARDED_HEADERS:
            environ.pop(header, None)
        return self._application(environ, start_response)


def is_proxy(address: str, proxies: Sequence[str]) -> bool:
    """Whether a connection from an address comes from one of the trusted proxies."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    mapped = getattr(parsed, "ipv4_mapped", None) or parsed
    return any(mapped in ipaddress.ip_network(proxy, strict=False) for proxy in proxies)
