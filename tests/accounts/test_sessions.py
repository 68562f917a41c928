"""Sessions of librarians, over the catalogue."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from axtar.accounts import passwords
from axtar.accounts.sessions import DEFAULT_LIMITS, Sessions
from axtar.catalogue import Catalogue
from axtar.errors import LibraryError

START = datetime(2026, 1, 1, tzinfo=UTC)


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """A new catalogue."""
    catalogue = Catalogue(tmp_path / "catalogue.sqlite")
    yield catalogue
    catalogue.close()


@pytest.fixture
def clock() -> Clock:
    """A clock at the start of a year."""
    return Clock()


@pytest.fixture
def sessions(catalogue: Catalogue, clock: Clock) -> Sessions:
    """The sessions of a library with a password."""
    passwords.set_password(catalogue.settings, "pomegranate", method="pbkdf2:sha256:1")
    return Sessions(catalogue.sessions, catalogue.settings, clock=clock)


def _stored(catalogue: Catalogue) -> str:
    return catalogue.path.read_bytes().decode("latin-1") + Path(f"{catalogue.path}-wal").read_bytes().decode("latin-1")


def test_a_token_is_good_until_it_is_closed(sessions: Sessions, catalogue: Catalogue) -> None:
    """Each login has its own token, which the catalogue does not contain; a made-up token opens nothing."""
    first, second = sessions.open(), sessions.open()
    assert first != second
    assert sessions.is_open(first)
    assert first not in _stored(catalogue)
    sessions.close(first)
    assert not sessions.is_open(first)
    assert sessions.is_open(second)
    for made_up in ("", "x", first[:-1], "ə" * 10_000, "\udcff", "\0"):
        assert not sessions.is_open(made_up)


def test_a_new_password_ends_all_sessions(sessions: Sessions, catalogue: Catalogue) -> None:
    """Even if it is the same word again."""
    token = sessions.open()
    passwords.set_password(catalogue.settings, "pomegranate", method="pbkdf2:sha256:1")
    assert not sessions.is_open(token)


def test_a_session_ends_without_use(sessions: Sessions, clock: Clock) -> None:
    """Use prolongs it, up to the limit of the idle time."""
    token = sessions.open()
    for _ in range(3):
        clock.now += DEFAULT_LIMITS.idle - timedelta(seconds=1)
        assert sessions.is_open(token)
    clock.now += DEFAULT_LIMITS.idle + timedelta(seconds=1)
    assert not sessions.is_open(token)


def test_a_session_ends_however_much_it_is_used(sessions: Sessions, clock: Clock) -> None:
    """The absolute limit counts from the login."""
    token = sessions.open()
    while clock.now < START + DEFAULT_LIMITS.absolute:
        assert sessions.is_open(token)
        clock.now += timedelta(hours=4)
    clock.now += timedelta(seconds=1)
    assert not sessions.is_open(token)


def test_expired_sessions_are_deleted_at_the_next_login(
    sessions: Sessions, clock: Clock, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their number does not grow for ever."""
    hashes: list[str] = []
    add = catalogue.sessions.add

    def recorded(token_hash: str, now: str) -> None:
        hashes.append(token_hash)
        add(token_hash, now)

    monkeypatch.setattr(catalogue.sessions, "add", recorded)
    sessions.open()
    clock.now += DEFAULT_LIMITS.idle + timedelta(seconds=1)
    sessions.open()
    assert [catalogue.sessions.get(hashed) is not None for hashed in hashes] == [False, True]


def test_reading_writes_once_in_a_while(
    sessions: Sessions, clock: Clock, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand requests within a few minutes write nothing, the next write once; what cannot be written is left."""
    written: list[str] = []

    def mark_used(_hash: str, now: str) -> None:
        written.append(now)
        raise LibraryError("read-only")

    monkeypatch.setattr(catalogue.sessions, "mark_used", mark_used)
    token = sessions.open()
    for _ in range(1000):
        clock.now += timedelta(milliseconds=500)
        assert sessions.is_open(token)
    assert not written
    clock.now += DEFAULT_LIMITS.resolution
    assert sessions.is_known(token)
    assert not written
    assert sessions.is_open(token)
    assert len(written) == 1
