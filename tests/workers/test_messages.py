"""Messages between a process and its workers."""

import io
import pickle

import pytest

from axtar.errors import EmptyError
from axtar.workers.messages import receive, send


def test_a_message_that_breaks_off_ends_the_stream() -> None:
    """A stream that ends within a message, or before one, raises EOFError."""
    stream = io.BytesIO()
    send(stream, "message")
    for length in (0, 2, 6):
        with pytest.raises(EOFError):
            receive(io.BytesIO(stream.getvalue()[:length]))


def test_errors_keep_their_message_between_processes() -> None:
    """An error that was pickled has its class and message."""
    error = pickle.loads(pickle.dumps(EmptyError("a.pdf: no text")))  # noqa: S301 - our own
    assert isinstance(error, EmptyError)
    assert str(error) == "a.pdf: no text"
