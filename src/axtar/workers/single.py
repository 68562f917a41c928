"""Calls in a process of their own, one at a time.

A crash, hang or memory overrun fails only the call.
"""

import threading
from collections.abc import Callable
from typing import TypeVar

from axtar.workers.pool import WorkerPool
from axtar.workers.process import PROGRAM

T = TypeVar("T")


class IsolatedProcess:
    """A process that is started by the first call, and replaced when a call ends it.

    Threads call it in turn.
    """

    def __init__(self, program: str = PROGRAM) -> None:
        self._program = program
        self._lock = threading.Lock()
        self._pool = WorkerPool(1, program)

    def call(self, function: Callable[..., T], *arguments: object, timeout: float) -> T:
        """Call a function in the process (`WorkerPool.call`)."""
        with self._lock:
            return self._pool.call(function, *arguments, timeout=timeout)

    def close(self) -> None:
        """End the process, also during a call, which fails then. A later call starts another."""
        pool, self._pool = self._pool, WorkerPool(1, self._program)
        pool.close()
