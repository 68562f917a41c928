"""Throttling of logins by address."""

from itertools import pairwise

import pytest

from axtar.accounts.throttle import LoginThrottle, ThrottleLimits


class Clock:
    """Seconds that a test sets."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """A clock."""
    return Clock()


@pytest.fixture
def throttle(clock: Clock) -> LoginThrottle:
    """A throttle with the default limits."""
    return LoginThrottle(clock=clock)


def _fail(throttle: LoginThrottle, address: str, times: int = 1) -> None:
    for _ in range(times):
        throttle.record_attempt(address)


def test_the_first_failures_cost_nothing_and_the_fifth_some_seconds(throttle: LoginThrottle, clock: Clock) -> None:
    """After the delay the next attempt is possible."""
    _fail(throttle, "10.0.0.1", 4)
    assert throttle.seconds_to_wait("10.0.0.1") == 0
    _fail(throttle, "10.0.0.1")
    assert throttle.seconds_to_wait("10.0.0.1") == 5
    clock.now += 4.5
    assert throttle.seconds_to_wait("10.0.0.1") == 1
    clock.now += 0.5
    assert throttle.seconds_to_wait("10.0.0.1") == 0


def test_another_address_never_waits(throttle: LoginThrottle) -> None:
    """However often one address fails, the librarian can log in at another."""
    _fail(throttle, "10.0.0.1", 10_000)
    assert throttle.seconds_to_wait("10.0.0.1") > 0
    assert throttle.seconds_to_wait("10.0.0.2") == 0


def test_the_delay_grows_and_is_bounded(throttle: LoginThrottle, clock: Clock) -> None:
    """It doubles up to five minutes, so that no address is locked out for ever."""
    delays = []
    for _ in range(5000):
        _fail(throttle, "10.0.0.1")
        delays.append(throttle.seconds_to_wait("10.0.0.1"))
        clock.now += delays[-1]
    assert delays[3:10] == [0, 5, 10, 20, 40, 80, 160]
    assert all(former <= later for former, later in pairwise(delays))
    assert delays[-1] == 300


def test_failures_are_forgotten_after_an_hour_and_after_a_success(throttle: LoginThrottle, clock: Clock) -> None:
    """The count begins anew."""
    _fail(throttle, "10.0.0.1", 10)
    clock.now += 3601
    _fail(throttle, "10.0.0.1")
    assert throttle.seconds_to_wait("10.0.0.1") == 0
    _fail(throttle, "10.0.0.1", 10)
    throttle.record_success("10.0.0.1")
    assert throttle.seconds_to_wait("10.0.0.1") == 0


def test_memory_is_bounded(clock: Clock) -> None:
    """The addresses whose failures are oldest are forgotten first."""
    throttle = LoginThrottle(ThrottleLimits(free=1, addresses=100), clock)
    for number in range(1000):
        clock.now += 0.001
        _fail(throttle, f"10.0.{number // 256}.{number % 256}")
    assert len(throttle._failures) == 100
    assert throttle.seconds_to_wait("10.0.3.231") > 0
    assert throttle.seconds_to_wait("10.0.0.0") == 0
