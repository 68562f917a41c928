"""Verification of passwords within limits."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from axtar.accounts import passwords
from axtar.accounts.authenticator import Attempt, Authenticator, Outcome
from axtar.accounts.throttle import LoginThrottle


class Store:
    """Settings that contain a hash."""

    def get(self, _key: str) -> str | None:
        """Return the hash of any setting."""
        return "a hash"

    def set(self, key: str, value: str) -> None:
        """Store nothing."""


@pytest.fixture
def verified(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The passwords of which a hash was computed; only `right` is right."""
    verified: list[str] = []

    def is_password(_store: passwords.SettingsStore, password: str) -> bool:
        verified.append(password)
        return password == "right"

    monkeypatch.setattr(passwords, "is_password", is_password)
    return verified


def test_five_wrong_passwords_delay_the_sixth_at_this_address_only(verified: list[str]) -> None:
    """Even the right one has to wait, and costs no hash meanwhile."""
    now = [0.0]
    authenticator = Authenticator(Store(), LoginThrottle(clock=lambda: now[0]))
    for _ in range(4):
        assert authenticator.attempt("wrong", "10.0.0.1") == Attempt(Outcome.WRONG)
    assert authenticator.attempt("wrong", "10.0.0.1") == Attempt(Outcome.WRONG, 5)
    assert authenticator.attempt("right", "10.0.0.1") == Attempt(Outcome.THROTTLED, 5)
    assert len(verified) == 5
    assert authenticator.attempt("right", "10.0.0.2") == Attempt(Outcome.RIGHT)
    now[0] += 5
    assert authenticator.attempt("right", "10.0.0.1") == Attempt(Outcome.RIGHT)
    assert authenticator.attempt("wrong", "10.0.0.1") == Attempt(Outcome.WRONG)


def test_forty_logins_at_once_compute_two_hashes_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The others are refused at once, while the two are still computed."""
    computing = threading.Semaphore(0)
    refused = threading.Event()

    def is_password(_store: passwords.SettingsStore, _password: str) -> bool:
        computing.release()
        assert refused.wait(60)
        return True

    monkeypatch.setattr(passwords, "is_password", is_password)
    authenticator = Authenticator(Store(), LoginThrottle())
    with ThreadPoolExecutor(2) as pool:
        first = [pool.submit(authenticator.attempt, "right", f"10.0.0.{number}") for number in range(2)]
        for _ in first:
            assert computing.acquire(timeout=60)
        others = [authenticator.attempt("right", f"10.0.1.{number}") for number in range(38)]
        refused.set()
        assert {attempt.result().outcome for attempt in first} == {Outcome.RIGHT}
    assert set(others) == {Attempt(Outcome.BUSY, 1)}
    assert authenticator.attempt("right", "10.0.1.1").outcome is Outcome.RIGHT


def test_a_failure_of_the_verification_frees_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error does not use up one of the two places."""

    def fail(_store: passwords.SettingsStore, _password: str) -> bool:
        raise MemoryError

    monkeypatch.setattr(passwords, "is_password", fail)
    authenticator = Authenticator(Store(), LoginThrottle())
    for number in range(5):
        with pytest.raises(MemoryError):
            authenticator.attempt("right", f"10.0.0.{number}")
