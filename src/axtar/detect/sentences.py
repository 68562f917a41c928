"""Sentence splitting: sentences, headings and list items of a page."""

import re
from functools import cache
from typing import NamedTuple

from axtar.detect.tables import read

_STOPS = ".!?…؟۔։"  # with the Persian, Urdu and Armenian ones
# Possessive, and only at the start of a run: a run of stops that no blank follows is read once, not from each of its stops.
_BOUNDARY = re.compile(rf"(?<![{_STOPS}])[{_STOPS}]++[\"'»”’)\]]*+\s+|\n\s*")
_LIST_ITEM = re.compile(r"[-–—•●▪*]\s|\(?\d{1,3}[.)\]]\s|\[\d")
_LATIN, _CYRILLIC = re.compile("[A-Za-zÀ-ɏə]"), re.compile("[Ѐ-ӿ]")
_FULL_LINE = 0.7  # a line shorter than this share of the page's longest may end a paragraph


class Sentence(NamedTuple):
    """A span of text without blanks at its ends.

    `starts_paragraph` is also true at the start of a list item or a heading.
    """

    start: int
    end: int
    starts_paragraph: bool


def split_sentences(text: str) -> list[Sentence]:
    """Split a text into sentences, headings and list items, in order; only blanks are left out."""
    longest = max(map(len, text.split("\n")), default=0)
    sentences: list[Sentence] = []
    start, starts_paragraph, line_start = len(text) - len(text.lstrip()), True, 0
    for boundary in _BOUNDARY.finditer(text, start):
        gap, end = boundary.group(), boundary.end()
        newline = gap.find("\n")
        line = text[line_start : boundary.start() + newline] if newline >= 0 else ""
        if newline >= 0:
            line_start = end
        continues = text[end : end + 1].islower()
        stop = gap[0] in _STOPS and not continues and not (gap[0] == "." and _is_abbreviation(text, boundary.start()))
        paragraph = newline >= 0 and (
            gap.count("\n") > 1
            or _changes_script(line, _rest_of_line(text, end))
            or _LIST_ITEM.match(text, end) is not None
            or (not continues and len(line) < _FULL_LINE * longest)
        )
        if paragraph or stop:
            sentences.append(Sentence(start, start + len(text[start:end].rstrip()), starts_paragraph))
            start, starts_paragraph = end, paragraph
    end = len(text.rstrip())
    if end > start:
        sentences.append(Sentence(start, end, starts_paragraph))
    return sentences


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(read("abbreviations.txt").split())


def _is_abbreviation(text: str, stop: int) -> bool:
    """Whether the full stop at `stop` ends an abbreviation or an initial."""
    start = stop
    while start and text[start - 1].isalpha():
        start -= 1
    word = text[start:stop]
    return len(word) == 1 or word.lower() in _abbreviations()


def _changes_script(line: str, next_line: str) -> bool:
    """Whether one of two lines is all Latin and the other all Cyrillic."""
    scripts = [(bool(_LATIN.search(text)), bool(_CYRILLIC.search(text))) for text in (line, next_line)]
    return sorted(scripts) == [(False, True), (True, False)]


def _rest_of_line(text: str, start: int) -> str:
    """Return the text from `start` to the end of its line."""
    end = text.find("\n", start)
    return text[start:end] if end >= 0 else text[start:]
