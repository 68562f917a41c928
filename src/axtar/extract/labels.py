"""Printed page numbers. A wrong number is worse than none: only a consistent sequence is believed.

A number belongs to the sequence when number − physical page is the same on page after page. A year in a running head
fails that, and so do footnote signs, table cells and chapter numbers.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_ALONE = re.compile(r"\W{0,4}(?:(\d{1,4})|([ivxlc]{1,8}|[IVXLC]{1,8}))\W{0,4}")
_HEAD_EDGES = re.compile(r"^(\d{1,4})\s|\s(\d{1,4})$")
_FOOT_EDGE = re.compile(r"\s(\d{1,4})$")  # at the foot a number that begins a line is a footnote's
_HEAD = 150  # characters of the longest running head
_ROMAN = re.compile("(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_LINES = 2
_YEARS = range(1400, 2101)


class _Found(NamedTuple):
    """A number near a page's edge: `alone` on its line, or at an end of a running head."""

    value: int
    text: str
    style: str
    alone: bool


class _Run(NamedTuple):
    """Pages whose numbers keep the same distance from the physical page."""

    style: str
    offset: int
    pages: dict[int, _Found]

    @property
    def first(self) -> int:
        return min(self.pages)

    @property
    def last(self) -> int:
        return max(self.pages)


def printed(texts: Sequence[str]) -> list[str | None]:
    """For every page of raw text the number printed on it, as printed; None where none can be believed.

    Pages without a number between two that have one get theirs by counting; those before the first and after the last
    do not.
    """
    found = _found(texts)
    labels: list[str | None] = [None] * len(texts)
    dense = [run for run in _runs(found) if _dense(run, len(texts))]
    runs = [run for run in dense if not any(_rivals(run, other) for other in dense)]
    numbered = sum(any(number.alone for number in numbers) for numbers in found.values())
    if 2 * sum(len(run.pages) for run in runs) <= numbered:
        return labels  # most numbers that we see are something else
    for run in runs:
        for page in range(run.first, run.last + 1):
            labels[page - 1] = run.pages[page].text if page in run.pages else _write(page + run.offset, run)
    return labels


def set_apart(text: str, label: str | None) -> str:
    """The raw text of a page with an empty line between its body and the first or last line, if that bears the label.

    A running head is no part of the sentence that the page goes on with.
    """
    if not label:
        return text
    first, *rest = text.strip().split("\n")
    if rest and _bears(first, label):
        return "\n".join([first, "", *rest])
    if rest and _bears(rest[-1], label):
        return "\n".join([first, *rest[:-1], "", rest[-1]])
    return text


def _bears(line: str, label: str) -> bool:
    words = line.split()
    return len(line) <= _HEAD and bool(words) and label in (words[0], words[-1])


def _runs(found: dict[int, list[_Found]]) -> Iterable[_Run]:
    """All sequences, each split where it is silent for so long that it may not be one."""
    offsets: dict[tuple[str, int], dict[int, _Found]] = defaultdict(dict)
    for page, numbers in found.items():
        for number in numbers:
            best = offsets[number.style, number.value - page].get(page)
            if best is None or number.alone > best.alone:
                offsets[number.style, number.value - page][page] = number
    for (style, offset), pages in offsets.items():
        run: dict[int, _Found] = {}
        for page in sorted(pages):
            if run and page - max(run) > 10:
                yield _Run(style, offset, run)
                run = {}
            run[page] = pages[page]
        yield _Run(style, offset, run)


def _dense(run: _Run, count: int) -> bool:
    """Whether there are enough of them: three, or two in a short document; four where none stands alone on its line."""
    numbers = run.pages.values()
    span = run.last - run.first + 1
    alone = sum(number.alone for number in numbers)
    enough = 2 if alone >= 2 and (count <= 3 or run.style != "1") else 3 if alone else 4
    if all(number.value in _YEARS for number in numbers):
        return False
    return len(numbers) >= enough and 10 * len(numbers) >= 6 * span


def _rivals(run: _Run, other: _Run) -> bool:
    """Whether another sequence on the same pages is about as long: then one of them numbers something else."""
    overlap = other is not run and run.first <= other.last and other.first <= run.last
    return overlap and len(other.pages) >= 0.8 * len(run.pages)


def _found(texts: Sequence[str]) -> dict[int, list[_Found]]:
    """What may be a page number in the first two lines and the last one of every page (footnotes stand above it).

    Lines that most pages have in common, such as a journal's address at the foot, are passed over.
    """
    lines = [[line.strip() for line in text.splitlines() if line.strip()] for text in texts]
    edges = Counter(line for page in lines for line in {*page[:_LINES], *page[-_LINES:]} if not _ALONE.fullmatch(line))
    fixed = {line for line, count in edges.items() if 2 * count > max(len(texts), 4)}
    found = {}
    for number, page in enumerate(lines, start=1):
        head = [line for line in page[: _LINES if len(page) > 2 * _LINES else 1] if line not in fixed]
        foot = [line for line in page[-_LINES:] if line not in fixed][-1:]
        found[number] = [
            *(number for line in head for number in _in_line(line, _HEAD_EDGES)),
            *(number for line in foot for number in _in_line(line, _FOOT_EDGE)),
        ]
    return found


def _in_line(line: str, edges: re.Pattern[str]) -> Iterable[_Found]:
    alone = _ALONE.fullmatch(line)
    if alone and alone.group(1):
        yield _Found(int(alone.group(1)), alone.group(1), "1", alone=True)
    elif alone and _ROMAN.fullmatch(alone.group(2)):
        roman = alone.group(2)
        yield _Found(_roman(roman), roman, "i" if roman.islower() else "I", alone=True)
    elif len(line) <= _HEAD:
        for match in edges.finditer(line):
            digits = "".join(match.groups(""))
            yield _Found(int(digits), digits, "1", alone=False)


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in text.lower()]
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def _write(value: int, run: _Run) -> str:
    if run.style == "1":
        return str(value)
    tens = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")[value // 10 % 10]
    roman = "c" * (value // 100) + tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[value % 10]
    return roman if run.style == "i" else roman.upper()
