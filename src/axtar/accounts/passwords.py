"""The librarian's password, stored in a library's settings as a hash."""

import secrets
from contextlib import suppress
from typing import Protocol

from werkzeug.security import check_password_hash, generate_password_hash

from axtar.accounts import password_policy
from axtar.errors import LibraryError

PASSWORD_KEY = "web.password"  # the names of settings in the catalogue, not a password  # noqa: S105
SECRET_KEY = "web.secret"  # noqa: S105 - as above
HASH_METHOD = "scrypt:32768:8:3"  # 32 MB and a fifth of a second, as OWASP recommends
FALLBACK_HASH = (  # of a random password that was thrown away: verified where a library has none
    "scrypt:32768:8:3$XnDoZE2BwScRbbX1$e98b11a51b567ef30613c93903"
    "373ef2c730e894d88d200c140b084619dc3270c10c09ddb1b2abbf880e1997627a75de3b7104fd504de70c1cd2c6cd104d16ac"
)


class SettingsStore(Protocol):
    """The storage of a library's settings: small values by key."""

    def get(self, key: str) -> str | None:
        """Return the value of a setting; None if it was never set."""

    def set(self, key: str, value: str) -> None:
        """Store the value of a setting."""


def secret_key(store: SettingsStore) -> str:
    """Return the key that signs cookies and form tokens; create it on first use.

    A library that cannot be written has one for this process only: nobody can log in there.
    """
    key = store.get(SECRET_KEY)
    if not key:
        key = secrets.token_urlsafe(48)
        with suppress(LibraryError):
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

    Raises UsageError if the password is too short, too long or too common.
    """
    chosen = password_policy.normalized(password)
    password_policy.require_acceptable(chosen)
    store.set(PASSWORD_KEY, generate_password_hash(chosen, method))


def is_password(store: SettingsStore, password: str) -> bool:
    """Whether a password is the librarian's.

    A library that has none yet refuses all, after the same work.
    """
    stored = store.get(PASSWORD_KEY)
    typed = password_policy.normalized(password).encode("utf-8", "replace").decode()
    return check_password_hash(stored or FALLBACK_HASH, typed) and bool(stored)
