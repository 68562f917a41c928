"""The far end of `extract.crew`: a process that applies one function to the items it is sent, and says how it gets on.

Messages are pickles, each after its length in four bytes. In come the function and lists of items, the last one empty; out go
(kind, value), the results in the order of the items.
"""

import logging
import os
import pickle
import queue
import signal
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, TypeVar

from axtar import progress
from axtar.errors import ExtractionError

Item = TypeVar("Item")

READY, HEARTBEAT, DONE, FAILED = range(4)
"""Kinds of message: able to work; still alive, with steps done and in all, 0 where unknown; a result or an ExtractionError;
any other error's (summary, traceback)."""

ADDRESS_SPACE = 2 << 30
"""Bytes. A file that wants more fails alone. An interpreter with PDFium, lxml and the dictionaries has reserved half a
gibibyte before the first page, much of it never used, so that the one gibibyte that a page may want needs two."""

_BEAT_SECONDS = 0.2
_LENGTH = struct.Struct(">I")


def send(stream: IO[bytes], message: object) -> None:
    """Write one message and flush it."""
    data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:  # noqa: ANN401 - whatever was sent
    """The next message. Raises EOFError when the other side has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - our own child or parent wrote it


def serve() -> None:
    """Be a worker: standard input and output are the parent's, and what else prints goes to standard error."""
    signal.signal(
        signal.SIGINT, signal.SIG_IGN
    )  # where a session of its own does not keep Ctrl-C away: the parent ends it
    tasks = os.fdopen(os.dup(0), "rb")
    results = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    logging.getLogger().addHandler(logging.NullHandler())  # the parent tells what went wrong, once
    _limit_memory()
    try:
        function = receive(tasks)
        send(results, (READY, None))
        apply_to_batches(function, _incoming(tasks), results)
    except (EOFError, BrokenPipeError):
        os._exit(0)  # the parent has gone, and an orderly end would complain that nobody hears its last words


def apply_to_batches(
    function: Callable[[Item], object], batches: "queue.SimpleQueue[list[Item]]", out: IO[bytes]
) -> None:
    """Apply the function to one item after the other until the empty batch."""
    last = 0.0

    def beat(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last > _BEAT_SECONDS:
            last = now
            send(out, (HEARTBEAT, (done, total)))

    progress.listen(beat)
    while batch := batches.get():
        for item in batch:
            last = 0.0
            send_result(function, item, out)


def send_result(function: Callable[[Item], object], item: Item, out: IO[bytes]) -> None:
    """Send the result for one item, or the error."""
    try:
        send(out, (DONE, function(item)))
    except ExtractionError as error:
        send(out, (DONE, error))
    except BrokenPipeError:
        raise  # the parent has gone
    except Exception as error:  # noqa: BLE001 - a bug or a trick costs this item only; the parent logs the traceback
        summary = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        send(out, (FAILED, (summary, traceback.format_exc())))


def _incoming(tasks: IO[bytes]) -> "queue.SimpleQueue[list[Any]]":
    """The batches, read by a thread that ends this process as soon as the parent is gone, however busy we are."""
    batches: queue.SimpleQueue[list[Any]] = queue.SimpleQueue()

    def listen() -> None:
        try:
            while batch := receive(tasks):
                batches.put(batch)
            batches.put([])
        except (EOFError, OSError):
            os._exit(0)

    threading.Thread(target=listen, daemon=True).start()
    return batches


def _limit_memory() -> None:
    if sys.platform == "win32":
        return  # has no such limit
    import resource  # POSIX only

    with suppress(OSError, ValueError):  # macOS refuses it
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, resource.getrlimit(resource.RLIMIT_AS)[1]))
