"""Where numbers stand that may be those of pages (folios): at the head and the foot of every page's text."""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from importlib import resources
from typing import NamedTuple

from axtar.extract.page_labels.numerals import UPPER, Numeral, numeral

HEAD = 150
"""Characters of the longest running head."""

_LINES = 2
_NEAR = 4 * HEAD  # characters at either end of a page that are looked at
_FRAME = r"[-–—―−‒·•|~<>«»\[\]\s]{0,4}"  # what is set around a page number; round brackets are an equation's
_NUMBER = r"(\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})"
_ALONE = re.compile(rf"{_FRAME}{_NUMBER}{_FRAME}")
_NAMED = re.compile(rf"{_FRAME}([^\W\d_]+)[.:]?\s*{_NUMBER}{_FRAME}|{_FRAME}{_NUMBER}[.|\s]+([^\W\d_]+)\.?{_FRAME}")
_OF = re.compile(rf"{_FRAME}(?:([^\W\d_]+)[.:]?\s*)?(\d{{1,4}})\s*(?:/|of|из)\s*(\d{{1,4}}){_FRAME}", re.IGNORECASE)
_FIRST = re.compile(r"(\d{1,4}|[ivxlc]{1,8}|[IVXLC]{2,8})\s+(.+)")
_LAST = re.compile(r"(.+)\s(\d{1,4}|[ivxlc]{1,8}|[IVXLC]{2,8})")
_WORD = re.compile(r"[^\W\d_]+|[№§#]")
_DIGIT = re.compile(r"\d+")


class Folio(NamedTuple):
    """A number near a page's edge, and what else stands in its line: `rest` without digits, empty where it is alone.

    `side` is the end of the running head that it stands at, −1 or 1; `note` says that a footnote's would stand there, too;
    `total` are the pages that it says there are ("3 of 12").
    """

    number: Numeral
    rest: str = ""
    side: int = 0
    note: bool = False
    total: int = 0

    @property
    def alone(self) -> bool:
        """Whether nothing else stands in its line."""
        return not self.rest


def folios(texts: Sequence[str]) -> dict[int, list[Folio]]:
    """What may be a page number in the first two lines and the last one of every page (footnotes stand above it).

    Lines that most pages have in common, such as a journal's address at the foot, are passed over.
    """
    lines = [edges(text) for text in texts]
    often = Counter(line for page in lines for line in {*page[:_LINES], *page[-_LINES:]} if not _ALONE.fullmatch(line))
    fixed = {line for line, count in often.items() if 2 * count > max(len(texts), 4)}
    found = {}
    for number, page in enumerate(lines, start=1):
        head = [line for line in page[: _LINES if len(page) > 2 * _LINES else 1] if line not in fixed]
        foot = [line for line in page[-_LINES:] if line not in fixed][-1:]
        found[number] = [
            *(folio for line in head if len(line) <= HEAD for folio in _in_head(line)),
            *(folio for line in foot if len(line) <= HEAD for folio in _in_foot(line)),
        ]
    return found


def edges(text: str) -> list[str]:
    """The lines near a page's two ends that hold something."""
    parts = text.splitlines() if len(text) < 2 * _NEAR else _near(text)
    return [line for part in parts if (line := part.strip())]


def _near(text: str) -> list[str]:
    return [*text[:_NEAR].splitlines()[:-1], *text[-_NEAR:].splitlines()[1:]]


def _in_head(line: str) -> Iterator[Folio]:
    for folio in _whole(line):
        if folio.number.style != UPPER:  # there it is a chapter's, or a poem's
            yield folio
    yield from _at_start(line)
    yield from _at_end(line)


def _in_foot(line: str) -> Iterator[Folio]:
    yield from _whole(line)
    yield from (folio._replace(note=True) for folio in _at_start(line))
    yield from _at_end(line)


def _whole(line: str) -> Iterator[Folio]:
    """The number that fills a line, by itself or with the word for "page"."""
    if alone := _ALONE.fullmatch(line):
        found = numeral(alone.group(1))
        if found:
            yield Folio(found)
    elif named := _NAMED.fullmatch(line):
        word, after, before, unit = named.groups()
        found = numeral(after or before)
        if found and _plain(word or unit) in _words("page"):
            yield Folio(found)
    elif counted := _OF.fullmatch(line):
        word, number, total = counted.groups()
        found = numeral(number)
        if found and (word is None or _plain(word) in _words("page")):
            yield Folio(found, total=int(total))


def _at_start(line: str) -> Iterator[Folio]:
    if match := _FIRST.fullmatch(line):
        yield from _beside(match.group(1), match.group(2), -1)


def _at_end(line: str) -> Iterator[Folio]:
    if match := _LAST.fullmatch(line):
        yield from _beside(match.group(2), match.group(1), 1)


def _beside(digits: str, rest: str, side: int) -> Iterator[Folio]:
    """The number at one end of a running head, unless the next word says that it counts something else."""
    number, words = numeral(digits), _WORD.findall(rest)
    if not number or not any(len(word) > 2 for word in words):
        return
    near = words[0 if side < 0 else -1]
    touches = rest.startswith(near) if side < 0 else rest.rstrip(".,: ").endswith(near)
    if touches and _plain(near) in _counting():
        return
    yield Folio(number, " ".join(_DIGIT.sub("", rest).casefold().split()), side)


@functools.cache
def _words(what: str) -> frozenset[str]:
    return frozenset(_table()[what])


@functools.cache
def _counting() -> frozenset[str]:
    """Words and signs beside a number that is no page's: "Chapter 5", "12 May", "Həsənov, s. 12", "№ 4"."""
    return frozenset("№§#").union(word for words in _table().values() for word in words)


@functools.cache
def _table() -> dict[str, list[str]]:
    table = resources.files("axtar.extract.page_labels").joinpath("counted.tsv").read_text(encoding="utf-8")
    found: dict[str, list[str]] = defaultdict(list)
    for line in table.splitlines():
        if not line.startswith("#"):
            what, words = line.split("\t")
            found[what] += map(_plain, words.split())
    return found


def _plain(word: str) -> str:
    """A word without case, and with one kind of i."""
    return word.casefold().replace("i\u0307", "i").replace("ı", "i")
