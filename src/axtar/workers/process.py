"""A worker process, seen from its parent.

Workers are plain subprocesses of this interpreter, connected by pipes, the same on every system. (multiprocessing would
import the caller's main module again in every worker, and leave workers behind when the caller is killed.) They run in a
session of their own: Ctrl-C in a terminal reaches only the caller, which ends them.
"""

import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

from axtar.errors import AxtarError
from axtar.workers.events import Event, Exit, ItemFailure, Progress, Result
from axtar.workers.messages import Kind, decode, receive, send_task
from axtar.workers.timeouts import DEFAULT_TIMEOUTS, Timeouts

PROGRAM = "import sys; sys.path[:] = sys.argv[1:]; from axtar.workers.worker import serve; serve()"
"""The Python source that a worker process runs; its arguments are the caller's `sys.path`."""

_MAX_EVENTS = 1_000  # with more of them waiting, progress is not reported
_EXIT_SECONDS = 30.0  # that a process may need to end in good order


class Work(NamedTuple):
    """What a run asks of its workers."""

    function: Callable[..., object]
    result_type: Any
    timeouts: Timeouts


_NO_WORK = Work(print, None, DEFAULT_TIMEOUTS)


class WorkerProcess:
    """A worker process, which works for one run at a time.

    Two threads serve it: one turns its messages into events of the run, the other sends batches, so that a worker that does
    not read its input blocks nobody. `items` are those sent and not yet answered, in order: the process works on the first.
    """

    def __init__(self, program: str) -> None:
        """Start a process."""
        self.items: deque[Any] = deque()
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._work = _NO_WORK
        self._outbox: queue.SimpleQueue[object] = queue.SimpleQueue()
        self._state_lock = threading.Lock()  # held while an exit is reported, and while a run takes the process
        self._ready = self._has_heartbeat = self._retired = self._ended = False
        self._last_message = time.monotonic()
        self._kill_reason = ""
        self._reached = (0, 0)
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-c", program, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self._sender = threading.Thread(target=self._send_batches, daemon=True)
        self._receiver = threading.Thread(target=self._receive_messages, daemon=True)
        self._sender.start()
        self._receiver.start()

    def attach(self, events: "queue.SimpleQueue[Event]", work: Work) -> bool:
        """Work for a run from now on. Returns False if the process is ending or has ended."""
        with self._state_lock:
            self._events, self._work = events, work
            return self.is_usable()

    def is_usable(self) -> bool:
        """Whether the process can be given work."""
        return not (self._ended or self._retired) and self._process.poll() is None

    def send_batch(self, batch: list[Any]) -> None:
        """Send items to which the function of the run is to be applied."""
        if not self.items:
            self._last_message = time.monotonic()
        self.items.extend(batch)
        self._outbox.put((self._work.function, self._work.timeouts, batch))

    def kill_if_timed_out(self) -> None:
        """Kill the process if its current item made no progress for too long.

        An Exit event follows.
        """
        if not self._ready:
            limit = self._work.timeouts.start
        else:
            limit = self._work.timeouts.next_heartbeat if self._has_heartbeat else self._work.timeouts.first_heartbeat
        if self.items and not self._kill_reason and time.monotonic() - self._last_message > limit:
            self._kill(f"no progress for {limit:g} seconds")

    def _kill(self, reason: str) -> None:
        self._kill_reason = reason
        self._process.kill()

    def take_failed_item(self) -> tuple[Any, ItemFailure] | None:
        """Remove and return the item on which the process ended, if any.

        Raises AxtarError if it never became ready.
        """
        status = self._process.wait()
        if not self._ready:
            raise AxtarError(f"cannot start a worker process (it ended with status {status}); see its error output")
        if not self.items or self._retired:
            return None
        return self.items.popleft(), self._failure(status)

    def _failure(self, status: int) -> ItemFailure:
        if self._kill_reason:
            return ItemFailure(self._kill_reason, reached=self._reached)
        if sys.platform != "win32" and status == -signal.SIGXCPU:  # no single step is to blame
            return ItemFailure(f"it took more than {self._work.timeouts.cpu:g} seconds of processor time")
        return ItemFailure(f"the process working on it crashed (status {status})", reached=self._reached)

    def end(self) -> None:
        """End the process: at once if it has work, else in good order."""
        if self.items:
            self._process.kill()
        else:
            self._outbox.put(None)
        self._receiver.join(_EXIT_SECONDS)
        if self._receiver.is_alive():
            self._process.kill()
            self._receiver.join()

    # ------------------------------------------------------------------ the threads
    def _send_batches(self) -> None:
        """Send what is in the outbox, until None. The end of the process unblocks it."""
        assert self._process.stdin is not None
        with suppress(OSError):  # the process has ended
            while True:
                message = self._outbox.get()
                send_task(self._process.stdin, message)
                if message is None:
                    break

    def _receive_messages(self) -> None:
        """Turn messages into events until the process ends, and report its end."""
        assert self._process.stdout is not None
        try:
            while True:
                kind, data = receive(self._process.stdout)
                self._handle(kind, decode(kind, data, self._work.result_type))
        except (EOFError, OSError):
            pass  # it has ended
        except ValueError as error:
            self._retired = not self.items  # what is sent to it meanwhile is for another one
            self._kill(f"the process working on it sent something else than a result: {error}")
        try:
            self._process.wait(_EXIT_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._outbox.put(None)
        self._sender.join()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                stream.close()  # type: ignore[union-attr] # both are pipes
        with self._state_lock:
            self._ended = True
            self._events.put(Exit(self))

    def _handle(self, kind: Kind, value: Any) -> None:  # noqa: ANN401 - whatever was sent
        self._last_message = time.monotonic()
        match kind:
            case Kind.READY:
                self._ready = True
            case Kind.RETIRED:
                self._retired = True
            case Kind.HEARTBEAT:
                self._has_heartbeat = True
                self._reached = value
                if any(value) and self._events.qsize() < _MAX_EVENTS:
                    self._events.put(Progress(*value))
            case Kind.DONE | Kind.REFUSED:
                self._put_result(value)
            case Kind.FAILED:
                self._put_result(ItemFailure(*value))

    def _put_result(self, result: Any) -> None:  # noqa: ANN401 - whatever was sent
        if not self.items:
            raise ValueError("there was no work")
        self._has_heartbeat = False
        self._reached = (0, 0)
        # The event comes first: when `items` is empty, all results are among the events.
        self._events.put(Result(self.items[0], result))
        self.items.popleft()
