"""Which new passwords are accepted."""

import subprocess
import sys

import pytest

from axtar.accounts.password_policy import is_common, require_acceptable
from axtar.errors import UsageError

COMMON = (
    "password", "password1", "P@ssw0rd", "12345678", "1234567890", "qwertyuiop", "iloveyou", "aaaaaaaa", "1q2w3e4r", "letmein123",
    "administrator", "changeme1", "librarian", "axtaraxtar", "Kitabxana1", "şifrə2024", "parolparol", "Şifre123", "fenerbahce",
    "kütüphane1", "йцукенгш", "пароль123", "библиотека", "Azerbaijan1", "shusha1992", "азәрбајҹан",
)  # fmt: skip
GOOD = (
    "pomegranate",
    "walnut-trees",
    "correcthorsebatterystaple",
    "xK3_9vbnQW",
    "üç nar ağacı",
    "орех и дорога",
    "        x y z q w v",
)


@pytest.mark.parametrize("password", COMMON)
def test_a_common_password_is_refused(password: str) -> None:
    """So are its variations, in all our languages."""
    with pytest.raises(UsageError, match="first to be guessed"):
        require_acceptable(password)


@pytest.mark.parametrize("password", GOOD)
def test_a_password_needs_no_capitals_digits_or_signs(password: str) -> None:
    """There are no rules of composition."""
    require_acceptable(password)


def test_a_password_has_a_shortest_and_a_longest_length() -> None:
    """The error names the limit."""
    with pytest.raises(UsageError, match="at least 8"):
        require_acceptable("xK3_9vb")
    with pytest.raises(UsageError, match="at most 1024"):
        require_acceptable("walnut-trees " * 100)
    require_acceptable(("walnut-trees " * 100)[:1024])


def test_a_password_is_text() -> None:
    """Bytes of another encoding would not be the same on the page."""
    with pytest.raises(UsageError, match="UTF-8"):
        require_acceptable("walnut\udcfftrees")


def test_only_the_beginning_of_a_long_password_is_estimated() -> None:
    """The estimate of a pattern that is long grows with more than its length; only a hang would fail here."""
    assert is_common("aaaaaaaa" * 100)
    assert not is_common("4@8({[<369&#!1|0$57+%2" * 40)


def test_the_lists_are_loaded_when_a_password_is_set() -> None:
    """Not when the server or the command line starts."""
    program = "import sys, axtar.web, axtar.accounts.passwords; print('zxcvbn' in sys.modules)"
    started = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert started.stdout == "False\n"
