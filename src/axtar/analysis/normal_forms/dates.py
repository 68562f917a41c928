"""Dates as year-month-day, from the ways in which the four languages write them."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from axtar.analysis.fold import fold
from axtar.analysis.lowercase import lower
from axtar.analysis.tables import rows
from axtar.model import Token

_CACHED_WORDS = 1 << 12
_YEAR = re.compile(r"\d{4}")
_SEPARATORS = (".", "/", "-", ". ")
_DAYS, _MONTHS = 31, 12
_REACH = 5  # tokens between a year and the day after it: 1991-ci il oktyabrın 18-də
_ORDINAL_ENDINGS = ("th", "st", "nd", "rd")


def date_terms(tokens: Sequence[Token], text: str) -> Iterator[Token]:
    """Yield a term for each date of a text, and one for its month and year."""
    if not _YEAR.search(text):
        return
    for place, token in enumerate(tokens):
        if len(token.text) != 4 or not token.text.isdecimal() or not token.text.isascii():
            continue
        if date := _in_digits(tokens, place, text) or _before_year(tokens, place) or _after_year(tokens, place):
            month, day, first, last = date
            start, end = tokens[first].start, tokens[last].end
            if day:
                yield Token(f"{token.text}-{month:02}-{day:02}", start, end)
            yield Token(f"{token.text}-{month:02}", start, end)


Date = tuple[int, int, int, int]
"""Month, day (0 for none), and the places of the first and the last token."""


def _in_digits(tokens: Sequence[Token], place: int, text: str) -> Date | None:
    """Read 14.07.1922, 14/07/1922 or 1922-07-14; 07/14/1922 only where it can be nothing else."""
    if place >= 2 and (numbers := _numbers(tokens[place - 2 : place + 1], text)):
        day, month, _ = numbers
        if month > _MONTHS >= day and text[tokens[place - 2].end] == "/":
            day, month = month, day
        return (month, day, place - 2, place) if 0 < month <= _MONTHS and 0 < day <= _DAYS else None
    if (numbers := _numbers(tokens[place : place + 3], text)) and text[tokens[place].end] in "-.":
        _, month, day = numbers
        return (month, day, place, place + 2) if 0 < month <= _MONTHS and 0 < day <= _DAYS else None
    return None


def _numbers(tokens: Sequence[Token], text: str) -> list[int]:
    """Return three numbers with the same separator between them, else nothing."""
    if len(tokens) < 3 or not all(token.text.isdecimal() and len(token.text) <= 4 for token in tokens):
        return []
    first, second, third = tokens
    separator = text[first.end : second.start]
    if separator not in _SEPARATORS or separator != text[second.end : third.start]:
        return []
    return [int(token.text) for token in tokens]


def _before_year(tokens: Sequence[Token], place: int) -> Date | None:
    """Read 14 July 1922, July 14, 1922 and July 1922."""
    at = _skip(tokens, place - 1, -1)
    if at < 0:
        return None
    if month := _month(tokens[at].text):
        before = _skip(tokens, at - 1, -1)
        day = _day(tokens[before].text) if before >= 0 else 0
        return month, day, before if day else at, place
    day = _day(tokens[at].text)
    before = _skip(tokens, at - 1, -1)
    month = _month(tokens[before].text) if day and before >= 0 else 0
    return (month, day, before, place) if month else None


def _after_year(tokens: Sequence[Token], place: int) -> Date | None:
    """Read 1922-ci il iyulun 14-də."""
    at = _skip(tokens, place + 1, 1)
    if at >= len(tokens) or not (month := _month(tokens[at].text)) or at == place + 1:
        return None
    after = _skip(tokens, at + 1, 1)
    day = _day(tokens[after].text) if after < len(tokens) else 0
    return month, day, place, after if day else at


def _skip(tokens: Sequence[Token], place: int, step: int) -> int:
    """Return the next place whose word is none of those between the parts of a date."""
    for _ in range(_REACH):
        if not 0 <= place < len(tokens) or tokens[place].text not in _between():
            break
        place += step
    return place


def _day(word: str) -> int:
    digits = word[:-2] if word.endswith(_ORDINAL_ENDINGS) else word
    if not (digits.isdecimal() and digits.isascii() and len(digits) <= 2):
        return 0
    return int(digits) if 0 < int(digits) <= _DAYS else 0


@lru_cache(_CACHED_WORDS)
def _month(word: str) -> int:
    """Return the number of the month that a word names, in any case; 0 if it names none."""
    lowered = fold(lower(word, "und"))
    if len(lowered) < 3 or len(lowered) > 14:
        return 0
    if number := _stems().get(lowered):
        return number
    for cut in range(2, len(lowered)):
        if lowered[cut:] in _endings() and (number := _stems().get(lowered[:cut] + "*")):
            return number
    return 0


@cache
def _between() -> frozenset[str]:
    """Return the words that may stand between the parts of a date."""
    return frozenset(next(words for kind, words in rows("months.tsv") if kind == "between").split())


@cache
def _stems() -> dict[str, int]:
    """Map the folded stems of data/months.tsv to their months.

    Those that take endings are listed with their asterisk too.
    """
    stems: dict[str, int] = {}
    months = [row for row in rows("months.tsv") if row[0].isdecimal()]
    for number, words in months:
        for word in words.split():
            stems[fold(word)] = stems[fold(word.rstrip("*"))] = int(number)
    return stems


@cache
def _endings() -> frozenset[str]:
    return frozenset(fold(ending) for (endings,) in rows("month_endings.tsv") for ending in endings.split())
