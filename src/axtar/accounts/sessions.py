"""Sessions of librarians, kept at the server.

A cookie is worth nothing after logout, expiry or a new password.
The catalogue has a keyed hash of the token; the key is the stored hash of the password. A new password therefore ends all
sessions in the same transaction that stores it, and a copy of the catalogue contains nothing that opens a session.
"""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from axtar.accounts.passwords import PASSWORD_KEY, SettingsStore
from axtar.errors import LibraryError

TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"
"""That of the catalogue's timestamps; they are compared as strings."""


class SessionTimes(Protocol):
    """When a session was opened and last used."""

    @property
    def created_at(self) -> str:
        """The time of the login."""

    @property
    def used_at(self) -> str:
        """The time of a recent request."""


class SessionStore(Protocol):
    """The storage of sessions by token hash."""

    def add(self, token_hash: str, now: str) -> None:
        """Store a new session."""

    def get(self, token_hash: str) -> SessionTimes | None:
        """Return a session; None if there is none with this hash."""

    def mark_used(self, token_hash: str, now: str) -> None:
        """Store when a session was last used."""

    def remove(self, token_hash: str) -> None:
        """Delete a session."""

    def remove_older(self, created_before: str, used_before: str) -> None:
        """Delete the sessions that were opened, or last used, before these times."""


@dataclass(frozen=True, slots=True)
class SessionLimits:
    """How long a session lasts: without use, and at most.

    Its use is stored once in each `resolution`.
    """

    idle: timedelta = timedelta(hours=8)  # a working day: describing a document may take hours without a request
    absolute: timedelta = timedelta(days=7)
    resolution: timedelta = timedelta(minutes=10)


DEFAULT_LIMITS = SessionLimits()


class Sessions:
    """The sessions of one library."""

    def __init__(
        self,
        store: SessionStore,
        settings: SettingsStore,
        limits: SessionLimits = DEFAULT_LIMITS,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """Keep sessions in `store`; the password they belong to is in `settings`."""
        self._store = store
        self._settings = settings
        self._limits = limits
        self._clock = clock

    def open(self) -> str:
        """Open a session and return its token; delete the expired ones.

        Raises LibraryError if the library cannot be written.
        """
        token = secrets.token_urlsafe(32)
        self._store.remove_older(self._before(self._limits.absolute), self._before(self._limits.idle))
        self._store.add(self._hash(token), self._before(timedelta()))
        return token

    def is_open(self, token: str) -> bool:
        """Whether a token belongs to a session that has neither ended nor expired.

        That it was used is stored now and then; a library that cannot be written is still read.
        """
        found = self._find(token)
        if found is not None and found.used_at < self._before(self._limits.resolution):
            with suppress(LibraryError):
                self._store.mark_used(self._hash(token), self._before(timedelta()))
        return found is not None

    def is_known(self, token: str) -> bool:
        """Whether `is_open` would be true.

        It stores nothing, and so never waits for somebody who writes.
        """
        return self._find(token) is not None

    def close(self, token: str) -> None:
        """End a session.

        Raises LibraryError if the library cannot be written.
        """
        self._store.remove(self._hash(token))

    def _find(self, token: str) -> SessionTimes | None:
        """Return the session of a token if it has not expired."""
        found = self._store.get(self._hash(token))
        if (
            found is None
            or found.created_at < self._before(self._limits.absolute)
            or found.used_at < self._before(self._limits.idle)
        ):
            return None
        return found

    def _hash(self, token: str) -> str:
        key = self._settings.get(PASSWORD_KEY) or ""
        return hmac.new(key.encode(), token.encode("utf-8", "replace"), hashlib.sha256).hexdigest()

    def _before(self, age: timedelta) -> str:
        return (self._clock() - age).strftime(TIME_FORMAT)
