"""The librarian's password and sessions, over a store in memory."""

from functools import partial

import pytest

from axtar.accounts import passwords
from axtar.errors import UsageError

set_quickly = partial(passwords.set_password, method="pbkdf2:sha256:1")


class MemoryStore:
    """Settings in a dictionary."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        """Return the value of a setting."""
        return self.values.get(key)

    def set(self, key: str, value: str) -> None:
        """Store the value of a setting."""
        self.values[key] = value


@pytest.fixture
def store() -> MemoryStore:
    """An empty store."""
    return MemoryStore()


def test_the_first_password_is_created_once(store: MemoryStore) -> None:
    """It is returned when it is created, and only its hash is stored."""
    first = passwords.create_first_password(store)
    assert first
    assert passwords.open_session(store, first)
    assert passwords.create_first_password(store) is None
    assert first not in str(store.values)


def test_the_secret_key_is_created_once_and_is_long(store: MemoryStore) -> None:
    """The key is stored with the library, not created at each start."""
    key = passwords.secret_key(store)
    assert len(key) >= 32
    assert passwords.secret_key(store) == key


@pytest.mark.parametrize("wrong", ["", "Pomegranate", "pomegranat", "pomegranate ", "ə" * 10_000, "\0"])
def test_a_wrong_password_opens_no_session(store: MemoryStore, wrong: str) -> None:
    """Only the exact password opens a session."""
    set_quickly(store, "pomegranate")
    assert passwords.open_session(store, wrong) is None


def test_without_a_password_no_session_can_be_opened(store: MemoryStore) -> None:
    """A library that has no password yet refuses every login, an empty password included."""
    assert passwords.open_session(store, "") is None


def test_a_new_password_closes_open_sessions(store: MemoryStore) -> None:
    """A session's token is valid for the password that it was opened with only."""
    set_quickly(store, "pomegranate")
    token = passwords.open_session(store, "pomegranate")
    assert token
    assert passwords.is_session_open(store, token)
    assert not passwords.is_session_open(store, "x" * len(token))
    set_quickly(store, "pomegranate")
    assert not passwords.is_session_open(store, token)


def test_a_short_password_is_refused_and_changes_nothing(store: MemoryStore) -> None:
    """The error names the minimum length."""
    set_quickly(store, "pomegranate")
    before = dict(store.values)
    with pytest.raises(UsageError, match="at least 8 characters"):
        set_quickly(store, "apple")
    assert store.values == before
