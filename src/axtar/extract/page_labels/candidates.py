"""Candidates for page numbers: the numerals in the first and last lines of every page."""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from axtar import tables
from axtar.extract.page_labels.numerals import UPPER, Numeral, parse_numeral
from axtar.progress import Beat, beating, ignore_beat

LONGEST_HEAD = 150
"""Characters of the longest running head."""

_LINES = 2  # at either end of a page
_EDGE_LENGTH = 4 * LONGEST_HEAD  # characters examined at either end of a page
_FRAME = r"[-–—―−‒·•|~<>«»\[\]\s]{0,4}"  # what surrounds a page number; round brackets surround an equation's
_NUMBER = r"(\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})"
_ALONE = re.compile(rf"{_FRAME}{_NUMBER}{_FRAME}")
_WITH_WORD = re.compile(rf"{_FRAME}([^\W\d_]+)[.:]?\s*{_NUMBER}{_FRAME}|{_FRAME}{_NUMBER}[.|\s]+([^\W\d_]+)\.?{_FRAME}")
_WITH_TOTAL = re.compile(
    rf"{_FRAME}(?:([^\W\d_]+)[.:]?\s*)?(\d{{1,4}})\s*(?:/|of|из)\s*(\d{{1,4}}){_FRAME}", re.IGNORECASE
)
_AT_START = re.compile(r"(\d{1,4}|[ivxlc]{1,8}|[IVXLC]{2,8})\s+(.+)")
_AT_END = re.compile(r"(.+)\s(\d{1,4}|[ivxlc]{1,8}|[IVXLC]{2,8})")
_WORD = re.compile(r"[^\W\d_]+|[№§#]")
_DIGIT = re.compile(r"\d+")


class Candidate(NamedTuple):
    """A numeral near a page's edge.

    `rest` is the rest of its line without digits, empty if the numeral has the line to itself. `side` is the end of the running
    head at which it stands, −1 or 1; `may_be_note` means that a footnote's number would stand there too; `total` is the number
    of pages printed with it ("3 of 12").
    """

    number: Numeral
    rest: str = ""
    side: int = 0
    may_be_note: bool = False
    total: int = 0

    @property
    def is_alone(self) -> bool:
        """Whether it has a line to itself."""
        return not self.rest


def find_candidates(texts: Sequence[str], beat: Beat = ignore_beat) -> dict[int, list[Candidate]]:
    """Find the candidates of every page, in its first two lines and its last line.

    Footnotes stand above the last line. Lines that most pages have in common, such as a journal's address at the foot, are
    ignored.
    """
    lines = [edge_lines(text) for text in beating(texts, beat)]
    counts = Counter(
        line
        for page in beating(lines, beat)
        for line in {*page[:_LINES], *page[-_LINES:]}
        if not _ALONE.fullmatch(line)
    )
    common = {line for line, count in counts.items() if 2 * count > max(len(texts), 4)}
    candidates = {}
    for number, page in enumerate(beating(lines, beat), start=1):
        head = [line for line in page[: _LINES if len(page) > 2 * _LINES else 1] if line not in common]
        foot = [line for line in page[-_LINES:] if line not in common][-1:]
        candidates[number] = [
            *(candidate for line in head if len(line) <= LONGEST_HEAD for candidate in _in_head(line)),
            *(candidate for line in foot if len(line) <= LONGEST_HEAD for candidate in _in_foot(line)),
        ]
    return candidates


def edge_lines(text: str) -> list[str]:
    """Return the lines near both ends of a page that are not blank."""
    parts = text.splitlines() if len(text) < 2 * _EDGE_LENGTH else _edges(text)
    return [line for part in parts if (line := part.strip())]


def _distinct(page: list[str]) -> set[str]:
    """Return the lines of a page in which a number is looked for, each once."""
    return {*page[:_LINES], *page[-_LINES:]}


def _edges(text: str) -> list[str]:
    return [*text[:_EDGE_LENGTH].splitlines()[:-1], *text[-_EDGE_LENGTH:].splitlines()[1:]]


def _in_head(line: str) -> Iterator[Candidate]:
    for candidate in _whole_line(line):
        if candidate.number.style != UPPER:  # at the head that is the number of a chapter or a poem
            yield candidate
    yield from _at_start(line)
    yield from _at_end(line)


def _in_foot(line: str) -> Iterator[Candidate]:
    yield from _whole_line(line)
    yield from (candidate._replace(may_be_note=True) for candidate in _at_start(line))
    yield from _at_end(line)


def _whole_line(line: str) -> Iterator[Candidate]:
    """Yield the numeral that fills a line, by itself or with the word for "page"."""
    if alone := _ALONE.fullmatch(line):
        number = parse_numeral(alone.group(1))
        if number:
            yield Candidate(number)
    elif with_word := _WITH_WORD.fullmatch(line):
        word_before, second, first, word_after = with_word.groups()
        number = parse_numeral(second or first)
        if number and _plain(word_before or word_after) in _page_words():
            yield Candidate(number)
    elif with_total := _WITH_TOTAL.fullmatch(line):
        word, digits, total = with_total.groups()
        number = parse_numeral(digits)
        if number and (word is None or _plain(word) in _page_words()):
            yield Candidate(number, total=int(total))


def _at_start(line: str) -> Iterator[Candidate]:
    if match := _AT_START.fullmatch(line):
        yield from _next_to_text(match.group(1), match.group(2), -1)


def _at_end(line: str) -> Iterator[Candidate]:
    if match := _AT_END.fullmatch(line):
        yield from _next_to_text(match.group(2), match.group(1), 1)


def _next_to_text(digits: str, rest: str, side: int) -> Iterator[Candidate]:
    """Yield the numeral at one end of a running head.

    Yields nothing if the word next to it shows that it counts something else.
    """
    number, words = parse_numeral(digits), _WORD.findall(rest)
    if not number or not any(len(word) > 2 for word in words):
        return
    nearest = words[0 if side < 0 else -1]
    adjacent = rest.startswith(nearest) if side < 0 else rest.rstrip(".,: ").endswith(nearest)
    if adjacent and _plain(nearest) in _number_words():
        return
    yield Candidate(number, " ".join(_DIGIT.sub("", rest).casefold().split()), side)


@functools.cache
def _page_words() -> frozenset[str]:
    return frozenset(_words_by_kind()["page"])


@functools.cache
def _number_words() -> frozenset[str]:
    """Return the words and signs next to a number that is not a page's.

    Examples: "Chapter 5", "12 May", "Həsənov, s. 12", "№ 4".
    """
    return frozenset("№§#").union(word for words in _words_by_kind().values() for word in words)


@functools.cache
def _words_by_kind() -> dict[str, list[str]]:
    words: dict[str, list[str]] = defaultdict(list)
    for kind, line in tables.rows(__package__, "number_words.tsv"):
        words[kind] += map(_plain, line.split())
    return words


def _plain(word: str) -> str:
    """Return a word in lower case, with one kind of i."""
    return word.casefold().replace("i\u0307", "i").replace("ı", "i")
