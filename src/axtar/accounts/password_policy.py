"""Which new passwords are accepted: long enough, and none that is guessed first.

There are no rules of composition, which make passwords worse; see docs/decisions/0012-passwords.md.
"""

import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from axtar.errors import UsageError

MIN_LENGTH, MAX_LENGTH = 8, 1024  # characters
ESTIMATED_LENGTH = 32  # characters that zxcvbn reads; its work grows much faster than the length
MIN_GUESSES = 10_000
MIN_GUESSES_OF_VARIATIONS = 1_000_000
OWN_LIST = "user_inputs"  # zxcvbn's name of the words that it is given


def normalized(password: str) -> str:
    """Return a password in the form that is hashed: NFC, as RFC 8265 prepares passwords.

    One keyboard sends ş as one character, another as two; a space of any width is a space. What is too long for a password is
    cut, since the work of normalizing grows with the square of a sequence of combining marks.
    """
    cut = password[: 4 * MAX_LENGTH]
    spaced = "".join(" " if unicodedata.category(character) == "Zs" else character for character in cut)
    return unicodedata.normalize("NFC", spaced)


def require_acceptable(password: str) -> None:
    """Raise UsageError, with the reason, if a normalized password must not be used."""
    if len(password) < MIN_LENGTH:
        reason = f"A password must have at least {MIN_LENGTH} characters."
    elif len(password) > MAX_LENGTH:
        reason = f"A password must have at most {MAX_LENGTH} characters."
    elif any(0xD800 <= ord(character) <= 0xDFFF for character in password):
        reason = "The password is not valid text. Type it in a terminal, or send it as UTF-8."
    elif is_common(password):
        reason = "This password is among the first to be guessed. Choose another, such as three unrelated words."
    else:
        return
    raise UsageError(f"{reason} The password was not changed.")


def is_common(password: str) -> bool:
    """Whether a password, or a variation of a common one, is guessed within a few attempts.

    Examples: `password1`, `P@ssw0rd`, `12345678`, `qwertyuiop`, `şifrə2024`, `йцукенгш`.
    """
    from zxcvbn import zxcvbn  # its lists take a tenth of a second

    found: dict[str, Any] = zxcvbn(password[:ESTIMATED_LENGTH], user_inputs=list(_own_list()))
    guesses = int(found["guesses"])
    is_variation = any(match.get("dictionary_name") in {"passwords", OWN_LIST} for match in found["sequence"])
    return guesses < MIN_GUESSES or (is_variation and guesses < MIN_GUESSES_OF_VARIATIONS)


@cache
def _own_list() -> tuple[str, ...]:
    lines = files("axtar.accounts").joinpath("data", "common_passwords.txt").read_text("utf8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))
