"""The worker's side of `axtar.workers.pool`.

It applies functions to the items received, and reports progress.
"""

import logging
import math
import os
import queue
import signal
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any, TypeVar

from axtar.errors import AxtarError
from axtar.progress import ProgressCallback
from axtar.workers import sandbox
from axtar.workers.messages import Kind, Refusal, receive_task, send
from axtar.workers.timeouts import Timeouts

Item = TypeVar("Item")
Batch = tuple[Callable[[Any, ProgressCallback], object], Timeouts, list[Any]]
"""A function, the limits of time for one item, and the items to which it is to be applied."""

WORN_ADDRESS_SPACE = 1 << 30
"""Bytes of address space at which a process is replaced, so that what it has accumulated does not fail another item."""

IDLE_SECONDS = 60.0
"""Seconds without work after which a process ends."""

_PAGE_BYTES = 4096


class Heartbeat:
    """The progress callback in a worker process, which sends heartbeats.

    The first is sent at once, the next ones at most once per interval.
    """

    def __init__(self, out: IO[bytes], interval: float) -> None:
        self._out = out
        self._interval = interval
        self._sent = -math.inf

    def __call__(self, done: int, total: int) -> None:
        """Send (done, total), unless the last heartbeat was sent less than an interval ago."""
        now = time.monotonic()
        if now - self._sent > self._interval:
            self._sent = now
            send(self._out, Kind.HEARTBEAT, (done, total))


def serve(idle_seconds: float = IDLE_SECONDS) -> None:
    """Run a worker process: receive messages on standard input, send them on standard output.

    The function's own input is empty, and what it prints is discarded.
    """
    # Where a session of its own does not keep Ctrl-C away, the parent ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tasks = os.fdopen(os.dup(0), "rb")
    results = os.fdopen(os.dup(1), "wb")
    for number, mode in ((0, os.O_RDONLY), (1, os.O_WRONLY)):
        nothing = os.open(os.devnull, mode)
        os.dup2(nothing, number)
        os.close(nothing)
    logging.getLogger().addHandler(logging.NullHandler())  # the parent logs what went wrong, once
    sandbox.enter()
    try:
        send(results, Kind.READY)
        apply_to_batches(_receive_batches(tasks), results, idle_seconds)
    except BrokenPipeError:
        os._exit(0)  # the parent has gone; an orderly exit would complain about the broken pipe
    sandbox.allow_files()


def apply_to_batches(batches: "queue.SimpleQueue[Batch | None]", out: IO[bytes], idle_seconds: float) -> None:
    """Apply functions to items until None, or until this process is idle for too long, or worn."""
    with suppress(queue.Empty):
        while batch := batches.get(timeout=idle_seconds):
            function, timeouts, items = batch
            for item in items:
                sandbox.allow_processor_time(timeouts.cpu)
                send_result(function, item, out, timeouts.interval)
                if _address_space() > WORN_ADDRESS_SPACE:
                    send(out, Kind.RETIRED)
                    return
        return
    send(out, Kind.RETIRED)


def send_result(
    function: Callable[[Item, ProgressCallback], object], item: Item, out: IO[bytes], interval: float
) -> None:
    """Send the function's result for one item, or its exception."""
    try:
        send(out, Kind.DONE, function(item, Heartbeat(out, interval)))
    except AxtarError as error:
        send(out, Kind.REFUSED, Refusal(type(error).__name__, str(error), traceback.format_exc()))
    except BrokenPipeError:
        raise  # the parent has gone
    except Exception as error:  # noqa: BLE001 - a bug or a hostile file costs this item only; the parent logs the traceback
        summary = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        send(out, Kind.FAILED, (summary, traceback.format_exc()))


def _receive_batches(tasks: IO[bytes]) -> "queue.SimpleQueue[Batch | None]":
    """Receive batches in a thread.

    The thread ends this process as soon as the parent has gone, however busy the process is.
    """
    batches: queue.SimpleQueue[Batch | None] = queue.SimpleQueue()

    def receive_all() -> None:
        try:
            while batch := receive_task(tasks):
                batches.put(batch)
            batches.put(None)
        except (EOFError, OSError):
            os._exit(0)
        except BaseException:  # noqa: BLE001 - a function that cannot be imported
            with suppress(OSError):
                traceback.print_exc()
            os._exit(1)

    threading.Thread(target=receive_all, daemon=True).start()
    return batches


def _address_space() -> int:
    """Return the size of this process in bytes; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb", buffering=0) as file:  # noqa: PTH123 - after every item
            return int(file.read(32).split()[0]) * _PAGE_BYTES
    except OSError:
        return 0
