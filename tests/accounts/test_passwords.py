"""The librarian's password, over a store in memory."""

from functools import partial

import pytest

from axtar.accounts import passwords
from axtar.errors import LibraryError, UsageError

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
    assert passwords.is_password(store, first)
    assert passwords.create_first_password(store) is None
    assert first not in str(store.values)


def test_the_secret_key_is_created_once_and_is_long(store: MemoryStore) -> None:
    """The key is stored with the library, not created at each start."""
    key = passwords.secret_key(store)
    assert len(key) >= 32
    assert passwords.secret_key(store) == key


def test_a_library_that_cannot_be_written_has_a_key_for_the_process(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It can be read without one that is stored; a password is not made up."""

    def refuse(_key: str, _value: str) -> None:
        raise LibraryError("read-only")

    monkeypatch.setattr(store, "set", refuse)
    assert len(passwords.secret_key(store)) >= 32
    with pytest.raises(LibraryError):
        passwords.create_first_password(store)


@pytest.mark.parametrize("wrong", ["", "Pomegranate", "pomegranat", "pomegranate ", "ə" * 10_000, "\0"])
def test_a_wrong_password_is_refused(store: MemoryStore, wrong: str) -> None:
    """Only the exact password is accepted."""
    set_quickly(store, "pomegranate")
    assert not passwords.is_password(store, wrong)


def test_without_a_password_none_is_accepted(store: MemoryStore) -> None:
    """A library that has no password yet refuses every login, an empty password included."""
    assert not passwords.is_password(store, "")


def test_a_short_password_is_refused_and_changes_nothing(store: MemoryStore) -> None:
    """The error names the minimum length."""
    set_quickly(store, "pomegranate")
    before = dict(store.values)
    with pytest.raises(UsageError, match="at least 8 characters"):
        set_quickly(store, "apple")
    assert store.values == before


@pytest.mark.parametrize("typed", ["Şəki-kitabı 1918", "S\u0327\u0259ki-kitab\u0131 1918", "Şəki-kitabı\u00a01918"])
def test_a_password_is_the_same_from_every_keyboard(store: MemoryStore, typed: str) -> None:
    """Composed and decomposed letters are equal, and so are spaces; capitals and ligatures are not."""
    set_quickly(store, typed)
    assert passwords.is_password(store, "Şəki-kitabı 1918")
    assert not passwords.is_password(store, "şəki-kitabı 1918")
    set_quickly(store, "o\ufb03ce of walnuts")
    assert not passwords.is_password(store, "office of walnuts")


@pytest.mark.parametrize("typed", ["\u0301" * 1_000_000, "x" * 1_000_000, "\udcff" * 20])
def test_an_absurd_password_is_wrong(store: MemoryStore, typed: str) -> None:
    """Its length costs nothing; only a hang would fail here."""
    set_quickly(store, "pomegranate")
    assert not passwords.is_password(store, typed)


def test_a_library_without_a_password_takes_as_long_to_refuse(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hash of the same cost is computed, so that the time does not tell whether there is a password."""
    hashes: list[str] = []
    monkeypatch.setattr(passwords, "check_password_hash", lambda stored, _typed: hashes.append(stored))
    assert not passwords.is_password(store, "x")
    set_quickly(store, "pomegranate")
    assert not passwords.is_password(store, "x")
    first, second = hashes
    assert first.startswith(f"{passwords.HASH_METHOD}$")
    assert second == store.values[passwords.PASSWORD_KEY]
    passwords.set_password(store, "pomegranate")
    assert store.values[passwords.PASSWORD_KEY].startswith(f"{passwords.HASH_METHOD}$")
