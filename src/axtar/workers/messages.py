"""Messages between a process and its workers.

They are pickles, each preceded by its length in four bytes. A worker receives batches (function, items), and None when it is
to end; it sends (kind, value) pairs, the results in the order of the items.
"""

import pickle
import struct
from typing import IO, Any

READY, HEARTBEAT, DONE, FAILED, RETIRED = range(5)
"""Kinds of message from a worker, with their values: it waits for batches (None); still working (steps done, total steps;
0 where unknown); a result or an ExtractionError; any other exception (summary, traceback); it ends, and what it has not
answered is for another worker (None)."""

_LENGTH = struct.Struct(">I")


def send(stream: IO[bytes], message: object) -> None:
    """Write one message and flush it."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:  # noqa: ANN401 - whatever was sent
    """Read the next message. Raises EOFError when the other side has closed the stream."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - our own child or parent wrote it
