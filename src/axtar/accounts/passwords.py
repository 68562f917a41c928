"""The librarian's password and the sessions that it opens, stored in a library's settings.

Only a hash of the password is stored. A session carries a token derived from that hash, so that a new password closes all
open sessions.
"""

import hashlib
import secrets
from typing import Protocol

from werkzeug.security import check_password_hash, generate_password_hash

from axtar.errors import UsageError

PASSWORD_KEY = "web.password"  # the names of settings in the catalogue, not a password  # noqa: S105
SECRET_KEY = "web.secret"  # noqa: S105 - as above
MIN_PASSWORD_LENGTH = 8  # characters
HASH_METHOD = "scrypt"


class SettingsStore(Protocol):
    """The storage of a library's settings: small values by key."""

    def get(self, key: str) -> str | None:
        """Return the value of a setting; None if it was never set."""

    def set(self, key: str, value: str) -> None:
        """Store the value of a setting."""


def secret_key(store: SettingsStore) -> str:
    """Return the key that signs cookies and form tokens; create it on first use."""
    key = store.get(SECRET_KEY)
    if not key:
        key = secrets.token_urlsafe(48)
        store.set(SECRET_KEY, key)
    return key


def create_first_password(store: SettingsStore) -> str | None:
    """Generate a password if the library has none, and return it to be shown once.

    Returns None if there is one.
    """
    return None if store.get(PASSWORD_KEY) else reset_password(store)


def reset_password(store: SettingsStore) -> str:
    """Replace the password by a generated one and return it; open sessions end."""
    password = secrets.token_urlsafe(12)
    set_password(store, password)
    return password


def set_password(store: SettingsStore, password: str, method: str = HASH_METHOD) -> None:
    """Replace the password; open sessions end. `method` is werkzeug's.

    Raises UsageError if the password is too short.
    """
    if len(password) < MIN_PASSWORD_LENGTH:
        raise UsageError(
            f"A password must have at least {MIN_PASSWORD_LENGTH} characters. The password was not changed."
        )
    store.set(PASSWORD_KEY, generate_password_hash(password, method))


def open_session(store: SettingsStore, password: str) -> str | None:
    """Return a session token if the password is right, else None."""
    stored = store.get(PASSWORD_KEY)
    return _session_token(stored) if stored and check_password_hash(stored, password) else None


def is_session_open(store: SettingsStore, token: str) -> bool:
    """Whether a session token was issued for the current password."""
    return secrets.compare_digest(token, _session_token(store.get(PASSWORD_KEY) or ""))


def _session_token(password_hash: str) -> str:
    return hashlib.sha256(f"session {password_hash}".encode()).hexdigest()[:32]
