"""A page's text into sentences."""

import re
from functools import cache
from typing import NamedTuple

from axtar.detect.tables import read

_STOPS = ".!?…؟۔։"  # with the Persian, Urdu and Armenian ones
_BORDER = re.compile(rf"[{_STOPS}]+[\"'»”’)\]]*\s+|\n\s*")
_ITEM = re.compile(r"[-–—•●▪*]\s|\(?\d{1,3}[.)\]]\s|\[\d")
_LATIN, _CYRILLIC = re.compile("[A-Za-zÀ-ɏə]"), re.compile("[Ѐ-ӿ]")
_LINE_SHARE = 0.7  # a line shorter than this part of the page's longest may end a paragraph


class Sentence(NamedTuple):
    """A span of text without blanks at its ends; `opens` where a paragraph or a line of its own begins with it."""

    start: int
    end: int
    opens: bool


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(read("abbreviations.txt").split())


def _abbreviated(text: str, point: int) -> bool:
    """Whether the full stop at `point` belongs to an abbreviation or an initial."""
    start = point
    while start and text[start - 1].isalpha():
        start -= 1
    word = text[start:point]
    return len(word) == 1 or word.lower() in _abbreviations()


def _changes_script(last: str, line: str) -> bool:
    """Whether of two lines one is wholly in Latin and the other wholly in Cyrillic letters."""
    scripts = [(bool(_LATIN.search(one)), bool(_CYRILLIC.search(one))) for one in (last, line)]
    return sorted(scripts) == [(False, True), (True, False)]


def _line(text: str, start: int) -> str:
    """What is left of a line."""
    end = text.find("\n", start)
    return text[start:end] if end >= 0 else text[start:]


def split_sentences(text: str) -> list[Sentence]:
    """Sentences, headings and lines of lists, in order; together they hold all of the text but blanks."""
    longest = max(map(len, text.split("\n")), default=0)
    sentences: list[Sentence] = []
    start, opens, line = len(text) - len(text.lstrip()), True, 0
    for border in _BORDER.finditer(text, start):
        gap, end = border.group(), border.end()
        newline = gap.find("\n")
        last = text[line : border.start() + newline]
        if newline >= 0:
            line = end
        goes_on = text[end : end + 1].islower()
        stop = gap[0] in _STOPS and not goes_on and not (gap[0] == "." and _abbreviated(text, border.start()))
        paragraph = newline >= 0 and (
            gap.count("\n") > 1
            or _changes_script(last, _line(text, end))
            or _ITEM.match(text, end) is not None
            or (not goes_on and len(last) < _LINE_SHARE * longest)
        )
        if paragraph or stop:
            sentences.append(Sentence(start, start + len(text[start:end].rstrip()), opens))
            start, opens = end, paragraph
    end = len(text.rstrip())
    if end > start:
        sentences.append(Sentence(start, end, opens))
    return sentences
