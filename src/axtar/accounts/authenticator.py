"""Verification of a password that somebody sends, within limits.

A hash takes 32 MB of memory and a fifth of a second on purpose, so only few are computed at a time; other attempts are refused
at once instead of waiting.
"""

import threading
from dataclasses import dataclass
from enum import Enum, auto

from axtar.accounts import passwords
from axtar.accounts.throttle import LoginThrottle

SIMULTANEOUS = 2  # hashes computed at a time
BUSY_SECONDS = 1  # after which a refused attempt may be repeated


class Outcome(Enum):
    """What became of an attempt."""

    RIGHT = auto()
    WRONG = auto()
    THROTTLED = auto()
    BUSY = auto()


@dataclass(frozen=True, slots=True)
class Attempt:
    """The outcome of an attempt; `retry_after` is in seconds, 0 if the next one need not wait."""

    outcome: Outcome
    retry_after: int = 0


class Authenticator:
    """Verifies passwords for one server. Threads may share it."""

    def __init__(
        self, store: passwords.SettingsStore, throttle: LoginThrottle, simultaneous: int = SIMULTANEOUS
    ) -> None:
        """Verify against the password in `store`."""
        self._store = store
        self._throttle = throttle
        self._slots = threading.BoundedSemaphore(simultaneous)

    def attempt(self, password: str, address: str) -> Attempt:
        """Verify a password sent from an address, unless too many are being or were verified."""
        wait = self._throttle.seconds_to_wait(address)
        if wait:
            return Attempt(Outcome.THROTTLED, wait)
        if not self._slots.acquire(blocking=False):
            return Attempt(Outcome.BUSY, BUSY_SECONDS)
        try:
            self._throttle.record_attempt(address)
            if not passwords.is_password(self._store, password):
                return Attempt(Outcome.WRONG, self._throttle.seconds_to_wait(address))
            self._throttle.record_success(address)
            return Attempt(Outcome.RIGHT)
        finally:
            self._slots.release()
