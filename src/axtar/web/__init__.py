"""The web interface: `create_app(library)` returns the WSGI application, `serve(library, host, port)` runs it."""

from axtar.web.app import create_app
from axtar.web.server import serve

__all__ = ["create_app", "serve"]
