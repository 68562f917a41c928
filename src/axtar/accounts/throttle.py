"""Throttling of logins by the address that they come from, with a growing delay.

There is no lock that one address could close for another, and none that stays closed: the delay has an upper bound.
"""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from axtar.clients import client_of


@dataclass(frozen=True, slots=True)
class ThrottleLimits:
    """When and how long attempts have to wait.

    After `free` failures, the next attempt waits `first_delay` seconds, then twice as long, up to `longest_delay`.
    Failures are forgotten after `memory` seconds; at most `addresses` are remembered.
    """

    free: int = 5
    first_delay: float = 5.0
    longest_delay: float = 300.0
    memory: float = 3600.0
    addresses: int = 10_000


DEFAULT_LIMITS = ThrottleLimits()


@dataclass(slots=True)
class _Failures:
    count: int = 0
    latest: float = 0.0


class LoginThrottle:
    """The failed logins of one server, by address. Threads may share it."""

    def __init__(self, limits: ThrottleLimits = DEFAULT_LIMITS, clock: Callable[[], float] = time.monotonic) -> None:
        """Start without failures; `clock` returns seconds."""
        self._limits = limits
        self._clock = clock
        self._lock = threading.Lock()
        self._failures: OrderedDict[str, _Failures] = OrderedDict()  # the latest failure last

    def seconds_to_wait(self, address: str) -> int:
        """Return how many seconds an address has to wait before its next attempt."""
        with self._lock:
            failures = self._failures.get(client_of(address))
            if failures is None:
                return 0
            elapsed = self._clock() - failures.latest
            return max(0, math.ceil(self._delay(failures.count) - elapsed))

    def record_attempt(self, address: str) -> None:
        """Count an attempt as failed.

        It is called before the outcome is known, so that simultaneous attempts count.
        """
        key, now = client_of(address), self._clock()
        with self._lock:
            failures = self._failures.pop(key, None) or _Failures()
            if now - failures.latest > self._limits.memory:
                failures = _Failures()
            self._failures[key] = _Failures(failures.count + 1, now)
            while len(self._failures) > self._limits.addresses:
                self._failures.popitem(last=False)

    def record_success(self, address: str) -> None:
        """Forget the failures of an address."""
        with self._lock:
            self._failures.pop(client_of(address), None)

    def _delay(self, count: int) -> float:
        excess = count - self._limits.free
        if excess < 0:
            return 0.0
        doublings = min(excess, 32)  # a larger power would overflow
        return min(math.ldexp(self._limits.first_delay, doublings), self._limits.longest_delay)
