"""Throttling of failed logins.

After several failures within a short time, all logins are refused for a while.
"""

import time
from collections import deque
from collections.abc import Callable

MAX_FAILURES = 5
WINDOW_SECONDS = 60.0


class LoginThrottle:
    """Counts the failed logins of one server, from any client."""

    def __init__(
        self,
        max_failures: int = MAX_FAILURES,
        window_seconds: float = WINDOW_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Start without failures; `clock` returns seconds."""
        self._window_seconds = window_seconds
        self._clock = clock
        self._failures: deque[float] = deque(maxlen=max_failures)

    def is_blocked(self) -> bool:
        """Whether logins are refused.

        They are if the last `max_failures` attempts all failed within the window.
        """
        failures = tuple(self._failures)
        return len(failures) == self._failures.maxlen and self._clock() - failures[0] < self._window_seconds

    def record_failure(self) -> None:
        """Count a failed login."""
        self._failures.append(self._clock())

    def reset(self) -> None:
        """Forget all failures, after a successful login."""
        self._failures.clear()
