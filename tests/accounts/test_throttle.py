"""Throttling of failed logins."""

from axtar.accounts.throttle import LoginThrottle


def test_logins_are_blocked_after_several_failures_until_the_window_has_passed() -> None:
    """The fifth failure blocks; a minute after the first of them logins are possible again."""
    now = [1000.0]
    throttle = LoginThrottle(max_failures=5, window_seconds=60, clock=lambda: now[0])
    for _ in range(5):
        assert not throttle.is_blocked()
        throttle.record_failure()
    assert throttle.is_blocked()
    now[0] += 59.9
    assert throttle.is_blocked()
    now[0] += 0.1
    assert not throttle.is_blocked()


def test_failures_spread_over_more_than_the_window_do_not_block() -> None:
    """Only failures within the window count."""
    now = [0.0]
    throttle = LoginThrottle(max_failures=3, window_seconds=60, clock=lambda: now[0])
    for _ in range(10):
        now[0] += 31
        throttle.record_failure()
        assert not throttle.is_blocked()


def test_a_successful_login_clears_the_failures() -> None:
    """After a reset the count starts anew."""
    throttle = LoginThrottle(max_failures=1)
    throttle.record_failure()
    assert throttle.is_blocked()
    throttle.reset()
    assert not throttle.is_blocked()
