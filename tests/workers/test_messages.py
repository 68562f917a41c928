"""Messages between a process and its workers."""

import io
import os
import pickle
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest

from axtar.errors import AxtarError, EmptyError
from axtar.workers import messages
from axtar.workers.messages import Kind, Refusal, decode, receive, receive_task, result_type, send, send_task


@dataclass(frozen=True, slots=True)
class Example:
    """A result of a function."""

    text: str
    numbers: tuple[int, ...] = ()
    words: set[str] = field(default_factory=set)


def received(data: bytes, expected: object = Any) -> tuple[Kind, Any]:
    """Receive the first message of a stream."""
    kind, payload = receive(io.BytesIO(data))
    return kind, decode(kind, payload, expected)


def sent(kind: Kind, value: object = None) -> bytes:
    """Return a message as it is sent."""
    stream = io.BytesIO()
    send(stream, kind, value)
    return stream.getvalue()


def test_a_message_that_breaks_off_ends_the_stream() -> None:
    """A stream that ends within a message, or before one, raises EOFError, in both directions."""
    stream = io.BytesIO()
    send_task(stream, "message")
    for length in (0, 2, 6):
        with pytest.raises(EOFError):
            receive_task(io.BytesIO(stream.getvalue()[:length]))
        with pytest.raises(EOFError):
            received(sent(Kind.DONE, "message")[:length])


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Example("Şuşa", (1, 2), {"a", "b"}), Example),
        ([Example("")], list[Example]),
        ({"title": ["a", {"b": None}]}, dict[str, Any]),
        (b"image", bytes),
        (None, None),
    ],
)
def test_results_keep_their_type(value: object, expected: object) -> None:
    """A result is decoded as what the function is annotated with."""
    assert received(sent(Kind.DONE, value), expected) == (Kind.DONE, value)


def test_a_message_runs_no_code() -> None:
    """A pickle that would call a function is refused, where a result of any type is expected, and elsewhere."""
    payload = pickle.dumps(Malicious())
    for kind in Kind:
        with pytest.raises(ValueError, match=r"cannot be decoded"):
            received(struct.pack(">BI", kind, len(payload)) + payload)


class Malicious:
    """An object whose pickle ends the process that loads it."""

    def __reduce__(self) -> tuple[Callable[..., object], tuple[int]]:
        return os._exit, (1,)


@pytest.mark.parametrize(
    "data",
    [
        sent(Kind.DONE, {"text": 5}),
        sent(Kind.DONE, [1]),
        struct.pack(">BI", 99, 1) + b"\xc0",
        struct.pack(">BI", Kind.DONE, 4) + b"\xff" * 4,
        struct.pack(">BI", Kind.DONE, 0xFFFFFFFF),
        struct.pack(">BI", Kind.DONE, 200_000) + b"\x91" * 199_999 + b"\xc0",
        sent(Kind.HEARTBEAT, ["a", "b"]),
        sent(Kind.REFUSED, ["EmptyError"]),
    ],
    ids=["type", "list", "kind", "format", "length", "depth", "heartbeat", "refusal"],
)
def test_what_is_no_message_is_an_error(data: bytes) -> None:
    """Whatever a worker sends costs at most its item."""
    with pytest.raises(ValueError, match=r"message|Kind"):
        received(data, Example)


def test_a_result_that_is_too_large_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker fails the item; the stream has nothing of it."""
    monkeypatch.setattr(messages, "MAX_RESULT_BYTES", 100)
    with pytest.raises(ValueError, match="a result of 103 bytes is too large"):
        sent(Kind.DONE, "x" * 101)


def test_errors_keep_their_class_and_message() -> None:
    """An AxtarError is rebuilt from its name; a name that is none of ours makes the base class."""
    error = Refusal("EmptyError", "a.pdf: no text", "").error()
    assert (type(error), str(error)) == (EmptyError, "a.pdf: no text")
    assert [type(Refusal(name, "", "").error()) for name in ("Unknown", "__doc__", "__builtins__")] == [AxtarError] * 3


def test_the_type_of_results_is_that_of_the_function() -> None:
    """Also of one with arguments already given."""
    assert result_type(partial(partial(sent, Kind.DONE), None)) is bytes
