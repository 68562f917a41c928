"""Numerals on pages: decimal digits of any script, and Roman numerals."""

import re
from typing import NamedTuple

DIGITS, LOWER, UPPER = "1", "i", "I"
"""The styles of numerals."""

_ROMAN = re.compile("(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_MAX_DIGITS = 9
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
_ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")


class Numeral(NamedTuple):
    """A number, its text and its style."""

    value: int
    text: str
    style: str


def parse_numeral(text: str) -> Numeral | None:
    """Parse a numeral; return None if the text is not one.

    Roman numerals must be below 400, in letters of one case. Digits must be at most nine.

    >>> parse_numeral("xiv")
    Numeral(value=14, text='xiv', style='i')
    """
    if text.isdecimal() and len(text) <= _MAX_DIGITS:
        return Numeral(int(text), text, DIGITS)
    hundreds = re.match("c{0,3}", text, re.IGNORECASE)
    if not text or not (text.islower() or text.isupper()) or not hundreds:
        return None
    if not _ROMAN.fullmatch(text, hundreds.end()):
        return None
    values = [_VALUES[letter] for letter in text.lower()]
    value = sum(-digit if digit < after else digit for digit, after in zip(values, [*values[1:], 0], strict=True))
    return Numeral(value, text, LOWER if text.islower() else UPPER)


def format_numeral(value: int, like: Numeral) -> str:
    """Format a number in the style and script of another numeral.

    If that has leading zeros, its width is used as well. Roman numerals must be below 400.

    >>> format_numeral(15, parse_numeral("009"))
    '015'
    """
    if like.style != DIGITS:
        roman = "c" * (value // 100) + _TENS[value // 10 % 10] + _ONES[value % 10]
        return roman if like.style == LOWER else roman.upper()
    zero = ord(like.text[0]) - int(like.text[0])
    width = len(like.text) if like.text[0] == chr(zero) else 0
    return "".join(chr(zero + int(digit)) for digit in str(value).zfill(width))
