"""Parsing of requests, which are refused by their headers before a body is read."""

import time
from typing import TYPE_CHECKING

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import Error, RequestHeaderFieldsTooLarge

from axtar.web.http_server.limits import ServerLimits

if TYPE_CHECKING:
    from collections.abc import Callable

VERSIONS = {"1.0", "1.1"}


class RequestParser(HTTPRequestParser):  # type: ignore[misc]  # waitress has no types
    """One request as it arrives.

    `admit` is asked once, when the headers of a request with a body are complete, and returns the error that refuses it.
    """

    def __init__(
        self, adjustments: object, limits: ServerLimits, admit: "Callable[[RequestParser], Error | None]"
    ) -> None:
        super().__init__(adjustments)
        self._limits = limits
        self._admit = admit
        self.began_at = time.time()
        self.body_began_at = self.began_at
        self.has_unread_body = False

    @property
    def has_body(self) -> bool:
        """Whether the headers announce a body."""
        return self.body_rcv is not None

    def received(self, data: bytes) -> int:
        """Take the data that belongs to this request, and return its length."""
        in_body = self.headers_finished
        consumed = int(super().received(data))
        if self.error is not None:
            self.refuse(self.error)
            return len(data)
        if self.headers_finished and not in_body:
            self.body_began_at = time.time()
            if not self.has_body:
                self.expect_continue = False  # waitress would wait for a body after its "100 Continue"
            else:
                self.refuse(self._admit(self))
        elif self.chunked and self.body_bytes_received > self._limits.reader_body:
            self.refuse(self._admit(self))
        return len(data) if self.error is not None else consumed

    def parse_header(self, header_plus: bytes) -> None:
        """Parse the request line and the headers.

        A request that servers might understand differently is refused.
        """
        if header_plus.count(b"\n") > self._limits.header_lines:
            self.error = RequestHeaderFieldsTooLarge(f"There are more than {self._limits.header_lines} header lines.")
            header_plus = b"GET / HTTP/1.0\r\n"
        sent = header_plus.lower()
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # raised by the standard library for some addresses; waitress would not answer
            raise ParsingError(str(error)) from error
        if self.version not in VERSIONS:
            raise ParsingError("HTTP/1.0 and HTTP/1.1 are the supported versions")
        if b"\r\ntransfer-encoding:" in sent and (self.version == "1.0" or "CONTENT_LENGTH" in self.headers):
            raise ParsingError("The length of the body is ambiguous")
        if self.version == "1.1" and ("HOST" not in self.headers or sent.count(b"\r\nhost:") > 1):
            raise ParsingError("There must be one Host header")

    def refuse(self, error: Error | None) -> None:
        """End the request with an error, if there is one.

        What follows it on the connection is never read as another request.
        """
        if error is not None:
            self.error = error
            self.completed = True
            self.expect_continue = False
            self.has_unread_body = True
