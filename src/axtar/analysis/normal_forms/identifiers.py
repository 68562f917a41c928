"""ISBN, ISSN and DOI in one form each.

An ISBN has thirteen digits, an ISSN eight, and a DOI no prefix.
"""

import re
from collections.abc import Iterator

from axtar.model import Token

_SEPARATOR = "[-‐‑–—]"
_GAP = f"(?:{_SEPARATOR}| )?"
_NUMBER_START = r"(?<![\w.,])(?<!\d[-–])"
_ISBN = re.compile(
    rf"(?P<label>\bISBN(?:[- ]?1[03])?:?\s{{0,2}})?{_NUMBER_START}"
    rf"(?P<number>(?:97[89]{_GAP})?\d(?:{_GAP}\d){{8}}{_GAP}[\dXx])(?!\w)",
    re.IGNORECASE,
)
_ISSN = re.compile(
    rf"(?P<label>\b[ep]?-?ISSN(?:-?L)?:?\s{{0,2}})?{_NUMBER_START}"
    rf"(?P<number>\d{{4}}{_SEPARATOR}?\d{{3}}[\dX])(?!\w|{_SEPARATOR}\d)",
    re.IGNORECASE,
)
_DOI = re.compile(
    r"(?:\bdoi:?\s{0,2}|(?:https?://)?(?:dx\.)?doi\.org/)?(10\.\d{4,9}/[^\s\"<>“”«»]{1,200})", re.IGNORECASE
)
_AFTER_DOI = ".,;:!?'’)]}"
_EIGHT_DIGITS = re.compile(r"\d(?:\D?\d){6}")


def identifier_terms(text: str) -> Iterator[Token]:
    """Yield the identifiers of a text in their normal forms, with the spans of their labels."""
    if _EIGHT_DIGITS.search(text):
        for match in _ISBN.finditer(text):
            if isbn := _isbn(match["number"], is_labelled=bool(match["label"])):
                yield Token(isbn, match.start(), match.end())
        for match in _ISSN.finditer(text):
            issn = _without_separators(match["number"])
            if match["label"] or _is_divisible(issn):
                yield Token(issn.lower(), match.start(), match.end())
    if "10." in text:
        for match in _DOI.finditer(text):
            doi = match[1].rstrip(_AFTER_DOI)
            yield Token(doi.lower(), match.start(), match.start(1) + len(doi))


def _without_separators(number: str) -> str:
    return "".join(filter(str.isalnum, number)).upper()


def _isbn(number: str, *, is_labelled: bool) -> str:
    """Return an ISBN with thirteen digits.

    The last one is computed, since it is often misprinted. The result is "" for ten digits that neither a label nor the
    check digit shows to be one.
    """
    digits = _without_separators(number)
    if len(digits) == 13:
        return _with_check_digit(digits[:12]) if digits.startswith(("978", "979")) else ""
    is_isbn = is_labelled or (" " not in number and _is_divisible(digits))
    return _with_check_digit(f"978{digits[:9]}") if is_isbn else ""


def _is_divisible(digits: str) -> bool:
    """Whether the check digit of an ISBN of ten digits or of an ISSN is right.

    The weighted sum of all digits is then a multiple of eleven.
    """
    values = (10 if digit == "X" else int(digit) for digit in digits)
    return sum(weight * value for weight, value in zip(range(len(digits), 0, -1), values, strict=True)) % 11 == 0


def _with_check_digit(digits: str) -> str:
    total = sum((3 if place % 2 else 1) * int(digit) for place, digit in enumerate(digits))
    return f"{digits}{-total % 10}"
