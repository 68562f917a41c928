"""Channels: connections of waitress that end when they take too long."""

import math
import socket
import time
from contextlib import suppress
from typing import Any

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from axtar.web.http_server.request_parser import RequestParser

DISCARD_BYTES = 1 << 16  # read at once from a client whose request was refused

IDLE, WAITING, SENDING, STALLED = range(4)
"""The states in which a connection may be closed for another, the first best."""


class RefusalTask(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """Answers a request by its error."""

    def build_response_header(self) -> bytes:
        """Return the header of the answer, with one that forbids guessing its type."""
        if not any(name == "X-Content-Type-Options" for name, _ in self.response_headers):
            self.response_headers.append(("X-Content-Type-Options", "nosniff"))
        header: bytes = super().build_response_header()
        return header


class Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection with limits of time for headers, bodies and responses."""

    error_task_class = RefusalTask
    request: RequestParser | None
    requests: list[RequestParser]
    close_when_flushed: bool
    total_outbufs_len: int
    last_activity: float
    creation_time: float

    def __init__(self, server: Any, sock: socket.socket, address: Any, adjustments: Any, map: Any = None) -> None:  # noqa: A002, ANN401 - waitress's own
        self.parser_class = server.new_parser
        self.limits = server.limits
        self._is_answered = False
        self._has_unread_body = False
        self._linger_until = 0.0
        self.addr = address
        super().__init__(server, sock, address, adjustments, map=map)
        self._idle_since = self.creation_time

    # ------------------------------------------------------------------ the end of a refused request
    def service(self) -> None:
        """Answer the first request."""
        self._has_unread_body = self.requests[0].error is not None and self.requests[0].has_unread_body
        # waitress takes the request off before it returns: from then on the connection is one that was answered.
        self._is_answered, self._idle_since = True, math.inf
        super().service()
        self._idle_since = time.time()

    def handle_write(self) -> None:
        """Send what can be sent.

        After a refusal, the client has time to read it before the connection is closed. If it were closed while
        the client is still sending, the system would tell the client to drop what it received.
        """
        if self.close_when_flushed and self._has_unread_body and not self.total_outbufs_len:
            self.close_when_flushed = False
            self._linger_until = time.time() + self.limits.linger_seconds
            with suppress(OSError):  # the client has gone
                self.socket.shutdown(socket.SHUT_WR)
            return
        super().handle_write()

    def readable(self) -> bool:
        """Whether data from the client is wanted."""
        return bool(self._linger_until) or super().readable()

    def handle_read(self) -> None:
        """Read from the client; what follows a refused request is discarded."""
        if not self._linger_until:
            super().handle_read()
            return
        try:
            self.recv(DISCARD_BYTES)
        except OSError:
            self.handle_close()

    def del_channel(self, map: Any = None) -> None:  # noqa: A002, ANN401 - waitress's own
        """Remove the connection from those of the server."""
        super().del_channel(map)
        self.server.forget(self)

    # ------------------------------------------------------------------ limits
    def is_overdue(self, now: float) -> bool:
        """Whether the connection has taken too long for what it is doing."""
        limits, request = self.limits, self.request
        if self._linger_until:
            return now >= self._linger_until
        if self.total_outbufs_len:
            return bool(now - self.last_activity >= limits.send_seconds)
        if self.requests:
            return False
        if request is None:
            return bool(now - self._idle_since >= (limits.idle_seconds if self._is_answered else limits.header_seconds))
        if not request.headers_finished:
            began_at = request.began_at if self._is_answered else self.creation_time
            return bool(now - began_at >= limits.header_seconds)
        seconds = now - request.body_began_at - limits.body_grace
        return bool(request.body_bytes_received < seconds * limits.body_rate)

    def eviction_rank(self, now: float) -> tuple[int, float] | None:
        """Return how well the connection can be spared, the least first; None if it cannot."""
        if self._linger_until or (self.total_outbufs_len and now - self.last_activity >= self.limits.stall_seconds):
            return STALLED, self.last_activity
        if self.requests or self.total_outbufs_len:
            return None
        request = self.request
        if request is not None and request.headers_finished:
            is_upload = request.content_length > self.limits.reader_body
            return None if is_upload else (SENDING, request.body_began_at)
        if request is None and self._is_answered:
            return IDLE, self._idle_since
        return WAITING, self.creation_time

    def end(self) -> None:
        """End a connection that has taken too long.

        A client that sends a body too slowly is told so.
        """
        request = self.request
        if self.requests or request is None or not request.headers_finished:
            self.handle_close()
            return
        with self.requests_lock:
            request.refuse(self.server.refusals.refuse(408, request.path, request.headers))
            self.request = None
            self.requests.append(request)
        self.server.add_task(self)
