"""The limits of the HTTP server."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServerLimits:
    """What connections and requests may take; times are in seconds, sizes in bytes.

    Connections: `connections` at once, `per_address` of them from one address.

    Headers: complete `header_seconds` after the connection was accepted, or after the first byte of a later request; at most
    `header_bytes` and `header_lines`. A connection without a request is kept for `idle_seconds`.

    Bodies: a reader's has at most `reader_body`, a librarian's form `form_body`, and an upload what the library's settings
    allow. After `body_grace` seconds it must have arrived at `body_rate` bytes a second on average. At most `uploads` bodies
    above `reader_body` are received at once, and they leave `disk_reserve` free on the disk of temporary files.

    Responses: a reader that takes nothing of one for `send_seconds` is dropped, or after `stall_seconds` if others need its
    place. After a refusal, what the client still sends is discarded for `linger_seconds`, so that it can read the answer.
    """

    connections: int = 1024
    per_address: int = 64
    header_seconds: float = 10.0
    header_bytes: int = 64 << 10
    header_lines: int = 100
    idle_seconds: float = 60.0
    reader_body: int = 64 << 10
    form_body: int = 1 << 20
    body_grace: float = 10.0
    body_rate: int = 4096
    uploads: int = 4
    disk_reserve: int = 64 << 20
    send_seconds: float = 60.0
    stall_seconds: float = 5.0
    linger_seconds: float = 5.0


DEFAULT_LIMITS = ServerLimits()
