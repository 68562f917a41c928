"""The server: listening sockets, connections and lanes, in one loop."""

import os
import socket
import time
from typing import Any

from flask import Flask
from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer

from axtar.web.context import EXTENSION
from axtar.web.http_server.admission import Admission
from axtar.web.http_server.channel import Channel
from axtar.web.http_server.connections import Connections
from axtar.web.http_server.endpoints import Endpoints
from axtar.web.http_server.lanes import Lanes
from axtar.web.http_server.limits import DEFAULT_LIMITS, ServerLimits
from axtar.web.http_server.open_files import with_allowed_connections
from axtar.web.http_server.refusals import Refusals
from axtar.web.http_server.request_parser import RequestParser

TURN_SECONDS = 0.25
"""The longest time between two looks at what has taken too long."""

ACCEPTED_AT_ONCE = 64
SEND_BUFFER = 256 << 10
"""Bytes of a response that the system holds: of more, we would not see that a client reads nothing."""


class HttpServer:
    """Serves an application on one port until it is stopped."""

    def __init__(self, app: Flask, host: str, port: int, limits: ServerLimits = DEFAULT_LIMITS) -> None:
        """Listen on all addresses of a host; port 0 selects any free one.

        Raises OSError if that is impossible, and ValueError for an unknown host.
        """
        self.limits = limits
        self.refusals = Refusals(app)
        self.connections = Connections(with_allowed_connections(limits), app.extensions[EXTENSION].settings.proxy)
        self._admission = Admission(app, limits, self.refusals, self._count_uploads)
        self._is_stopped = False
        self._checked_at = 0.0
        self._sockets: dict[int, Any] = {}
        adjustments = Adjustments(
            host=host,
            port=port,
            ident="axtar",
            connection_limit=1 << 30,  # Connections has our limits
            max_request_header_size=limits.header_bytes,
            max_request_body_size=1 << 62,  # Admission has our limits
            channel_request_lookahead=1,  # so that we notice when a client has gone
            log_socket_errors=False,
            clear_untrusted_proxy_headers=False,  # web.proxy believes those of the trusted proxy only
        )
        self.lanes = Lanes(Endpoints(app).lane_of, self._refuse_busy)
        try:
            listeners = [Listener(app, address, adjustments, self) for address in adjustments.listen]
        except OSError:
            self._close()
            raise
        self.port = int(listeners[0].effective_port)

    @property
    def sockets(self) -> dict[int, Any]:
        """The open sockets by their descriptors."""
        return self._sockets

    def run(self) -> None:
        """Serve until `stop` is called or an exception such as KeyboardInterrupt ends it.

        Everything is closed then.
        """
        try:
            while not self._is_stopped:
                self._turn()
        finally:
            self._close()

    def stop(self) -> None:
        """Have `run` return within a turn; any thread may call this."""
        self._is_stopped = True

    def new_parser(self, adjustments: Adjustments) -> RequestParser:
        """Return the parser of a new request."""
        return RequestParser(adjustments, self.limits, self._admission.admit)

    def _turn(self) -> None:
        """Do what the sockets are ready for, and from time to time end what has taken too long."""
        wasyncore.loop(timeout=TURN_SECONDS, use_poll=True, map=self._sockets, count=1)
        now = time.monotonic()
        if now - self._checked_at >= TURN_SECONDS:
            self._checked_at = now
            self.connections.close_overdue()
            self.lanes.expire()
        self.lanes.answer_refused()

    def _close(self) -> None:
        """End the threads, and close all sockets and the files that were being sent."""
        self.lanes.shutdown()
        for connection in list(self._sockets.values()):
            if isinstance(connection, Channel):
                connection.handle_close()
            else:
                connection.close()

    def _count_uploads(self) -> int:
        requests = [
            request for channel in self.connections for request in (*channel.requests, channel.request) if request
        ]
        # The one that is asking is among them.
        return sum(int(request.content_length) > self.limits.reader_body for request in requests) - 1

    def _refuse_busy(self, channel: Channel) -> None:
        request = channel.requests[0]
        request.error = self.refusals.refuse(503, request.path, request.headers)


class Listener(TcpWSGIServer):  # type: ignore[misc]  # waitress has no types
    """One listening socket of a server."""

    channel_class = Channel

    def __init__(self, app: Flask, address: object, adjustments: Adjustments, server: HttpServer) -> None:
        self._server = server
        self.limits, self.refusals, self.new_parser = server.limits, server.refusals, server.new_parser
        super().__init__(app, server.sockets, dispatcher=server.lanes, adj=adjustments, sockinfo=address)

    def set_reuse_addr(self) -> None:
        """Allow a new server on the port of one that has just ended.

        Two servers on one port are not allowed on any system.
        """
        if os.name != "nt":  # where the option means the latter
            super().set_reuse_addr()

    def readable(self) -> bool:
        """Whether new connections are wanted."""
        return bool(self.accepting)

    def handle_accept(self) -> None:
        """Accept the connections that are waiting; without room for one, close it."""
        for _ in range(ACCEPTED_AT_ONCE):
            try:
                accepted = self.accept()
            except OSError:
                return
            if accepted is None:
                return
            connection, address = accepted
            if self._server.connections.make_room(address[0]):
                self._open(connection, address)
            else:
                connection.close()

    def set_socket_options(self, connection: socket.socket) -> None:
        """Send small answers at once, and notice soon when a client does not read large ones."""
        super().set_socket_options(connection)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)

    def _open(self, connection: socket.socket, address: Any) -> None:  # noqa: ANN401 - as the system returns it
        try:
            self.set_socket_options(connection)
        except OSError:  # the client has gone
            connection.close()
            return
        self._server.connections.add(Channel(self, connection, address, self.adj, map=self._map))

    def forget(self, channel: Channel) -> None:
        """Note that a channel was closed."""
        self._server.connections.remove(channel)
