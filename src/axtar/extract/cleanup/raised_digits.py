"""Raised digits, such as the number of a footnote: superscripts are no part of a word."""

import re

_NUMBERS = re.compile(r"\s*\d{1,3}(?:\s*[,;–-]\s*\d{1,3}){0,9}\s*")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def raise_digits(text: str) -> str:
    """Write the digits of a raised text as superscripts; one with other letters stays as it is.

    >>> raise_digits("12, 13")
    '¹², ¹³'
    """
    return text.translate(_SUPERSCRIPTS) if _NUMBERS.fullmatch(text) else text
