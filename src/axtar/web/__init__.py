"""The web interface: `create_app` makes the WSGI application, `serve` runs it."""

from axtar.web.app import create_app
from axtar.web.server import serve

__all__ = ["create_app", "serve"]
