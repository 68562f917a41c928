"""Messages between a process and its workers.

A worker reads files of strangers, so its parent trusts it less than itself: what a worker sends is MessagePack, which cannot
name a class or a function, and is decoded as the type that the parent expects. What the parent sends are pickles.
"""

import pickle
import struct
from collections.abc import Callable
from enum import IntEnum, auto
from functools import partial
from typing import IO, Any, NamedTuple, get_type_hints

from axtar import errors
from axtar.errors import AxtarError

MAX_RESULT_BYTES = 512 << 20
"""The largest message from a worker; a result above it fails its item."""

_LENGTH = struct.Struct(">I")
_HEAD = struct.Struct(">BI")


class Kind(IntEnum):
    """What a message from a worker says."""

    READY = auto()
    """It waits for batches."""
    HEARTBEAT = auto()
    """It is still working: (steps done, total steps), 0 where unknown."""
    DONE = auto()
    """The result of an item. Results come in the order of the items."""
    REFUSED = auto()
    """The function raised an AxtarError: `Refusal`."""
    FAILED = auto()
    """The function raised another exception: (summary, traceback)."""
    RETIRED = auto()
    """The process ends, and what it has not answered is for another one."""


class Refusal(NamedTuple):
    """An AxtarError on its way to another process."""

    name: str
    message: str
    trace: str

    def error(self) -> AxtarError:
        """Return the error; one of an unknown class is an AxtarError."""
        class_ = getattr(errors, self.name, None)
        if isinstance(class_, type) and issubclass(class_, AxtarError):
            return class_(self.message)
        return AxtarError(self.message)


# ------------------------------------------------------------------ from the parent
def send_task(stream: IO[bytes], task: object) -> None:
    """Write a batch, or None for a worker that is to end.

    A batch is (function, timeouts, items).
    """
    data = pickle.dumps(task, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive_task(stream: IO[bytes]) -> Any:  # noqa: ANN401 - whatever was sent
    """Read the next message from the parent. Raises EOFError when it has closed the stream."""
    (length,) = _LENGTH.unpack(_read(stream, _LENGTH.size))
    return pickle.loads(_read(stream, length))  # noqa: S301 - our own parent wrote it


# ------------------------------------------------------------------ from a worker
def send(stream: IO[bytes], kind: Kind, value: object = None) -> None:
    """Write one message.

    Raises ValueError if it is too large, or if a text in it is no Unicode.
    """
    import msgspec  # 50 ms, and a command that only searches has no workers

    data = msgspec.msgpack.encode(value)
    if len(data) > MAX_RESULT_BYTES:
        raise ValueError(f"a result of {len(data):,} bytes is too large")
    stream.write(_HEAD.pack(kind, len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[Kind, bytes]:
    """Read the next message from a worker.

    Raises EOFError when the worker has closed the stream, and ValueError for what is no message.
    """
    kind, length = _HEAD.unpack(_read(stream, _HEAD.size))
    if length > MAX_RESULT_BYTES:
        raise ValueError(f"a message of {length:,} bytes is too large")
    return Kind(kind), _read(stream, length)


def decode(kind: Kind, data: bytes, result: Any) -> Any:  # noqa: ANN401 - any type, and a value of it
    """Decode a message from a worker whose results have the type `result`.

    Raises ValueError for anything else.
    """
    import msgspec

    expected = result if kind == Kind.DONE else _VALUES[kind]
    try:
        return msgspec.msgpack.decode(data, type=expected)
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(f"a message cannot be decoded: {error}") from error


def result_type(function: Callable[..., object]) -> Any:  # noqa: ANN401 - any type
    """Return the type of a function's results, from its annotation."""
    while isinstance(function, partial):
        function = function.func
    return get_type_hints(function)["return"]


_VALUES: dict[Kind, Any] = {
    Kind.READY: None,
    Kind.HEARTBEAT: tuple[int, int],
    Kind.REFUSED: Refusal,
    Kind.FAILED: tuple[str, str],
    Kind.RETIRED: None,
}


def _read(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
