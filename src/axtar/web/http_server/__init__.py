"""The HTTP server: waitress, with limits on what clients may occupy."""

from axtar.web.http_server.limits import ServerLimits
from axtar.web.http_server.server import HttpServer

__all__ = ["HttpServer", "ServerLimits"]
