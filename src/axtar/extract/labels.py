"""The printed page numbers. A wrong number is worse than none: only a consistent sequence is believed.

A number belongs to the sequence when number − physical page is the same on page after page. A year in a running head
fails that, and so do footnote signs, table cells and chapter numbers. What the file itself says its labels are is checked
against that: a label is what a reader of the paper sees.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from axtar.extract.folios import Folio, folios
from axtar.extract.numerals import DIGITS, numeral, write

_YEARS = range(1400, 2101)
_SILENCE = 10  # pages without a number that end a sequence
_STRONG = 4  # numbers that outweigh what the file says
# A label that may stand on paper: a number after at most two letters, or a letter. "Cover" and "Sec1:3" stand on none.
_LABEL = re.compile(r"([^\W\d_]{0,2}[-–. ]?|\d{1,3}[-–.])(\d+)|(?i:[ivxlc]+)|([A-Za-z])\3*")

Labels = list[str | None]


class _Run(NamedTuple):
    """Pages whose numbers keep the same distance from the physical page."""

    style: str
    offset: int
    pages: dict[int, Folio]

    @property
    def first(self) -> int:
        return min(self.pages)

    @property
    def last(self) -> int:
        return max(self.pages)


class _Range(NamedTuple):
    """Neighbouring pages whose labels the file counts on from one first number."""

    style: str
    offset: int
    pages: dict[int, str]

    @property
    def counts_only(self) -> bool:
        """Whether the labels are 1, 2, 3 … from the first page on: programs fill that in."""
        return self.style == DIGITS and self.offset == 0


# ------------------------------------------------------------------ what is printed
def printed(texts: Sequence[str]) -> Labels:
    """For every page of raw text the number printed on it, as printed; None where none can be believed.

    Pages without a number between two that have one get theirs by counting; those before the first and after the last
    do not, nor those with another number.
    """
    found = folios(texts)
    return _labels(_unrivalled(_dense(found), found), found)


def _labels(runs: Iterable[_Run], found: dict[int, list[Folio]]) -> Labels:
    labels: Labels = [None] * len(found)
    for run in runs:
        like = run.pages[run.first].number
        for page in range(run.first, run.last + 1):
            if page in run.pages:
                labels[page - 1] = run.pages[page].number.text
            elif not _alone(found[page]):
                labels[page - 1] = write(page + run.offset, like)
    return labels


def _unrivalled(dense: list[_Run], found: dict[int, list[Folio]]) -> list[_Run]:
    """The sequences that have their pages for themselves; none where most numbers that we see are something else."""
    runs = [run for run in dense if not any(_rivals(run, other) for other in dense)]
    numbered = sum(bool(_alone(page)) for page in found.values())
    return runs if 2 * sum(len(run.pages) for run in runs) > numbered else []


def _dense(found: dict[int, list[Folio]]) -> list[_Run]:
    """The sequences with enough numbers. One of "3 of 12", which may count a copy's sheets, yields to any other."""
    runs = [run for run in _runs(found) if _is_dense(run, found)]
    proper = [run for run in runs if not all(folio.total for folio in run.pages.values())]
    return proper or runs


def _runs(found: dict[int, list[Folio]]) -> Iterator[_Run]:
    """All sequences, each split where it is silent for so long that it may not be one."""
    offsets: dict[tuple[str, int], dict[int, Folio]] = defaultdict(dict)
    for page, numbers in found.items():
        for folio in numbers:
            pages = offsets[folio.number.style, folio.number.value - page]
            if page not in pages or folio.alone > pages[page].alone:
                pages[page] = folio
    for (style, offset), pages in offsets.items():
        run: dict[int, Folio] = {}
        for page in sorted(pages):
            if run and page - max(run) > _SILENCE:
                yield _Run(style, offset, run)
                run = {}
            run[page] = pages[page]
        yield _Run(style, offset, run)


def _is_dense(run: _Run, found: dict[int, list[Folio]]) -> bool:
    """Whether there are enough of them, on most of their pages: three; two suffice for Roman ones, and in a
    short file, where they are all that there is."""
    numbers = run.pages.values()
    if all(folio.number.value in _YEARS for folio in numbers):
        return False
    if 10 * len(numbers) < 6 * (run.last - run.first + 1):
        return False
    if any(folio.total and folio.total < folio.number.value for folio in numbers):
        return False
    alone = sum(folio.alone for folio in numbers)
    if not alone:
        return _is_running(run)
    pages = run.pages if run.style != DIGITS else found
    short = len(found) <= 3 or run.style != DIGITS
    return len(numbers) >= (2 if short and alone == sum(len(_alone(found[page])) for page in pages) else 3)


def _alone(page: list[Folio]) -> set[int]:
    return {folio.number.value for folio in page if folio.alone}


def _is_running(run: _Run) -> bool:
    """Whether these numbers stand in running heads: those repeat themselves, or their numbers change sides with the pages.

    "Lesson 4" on one page and "Lesson 5" on the next is no running head, but "The Lesson 4" is, and "Lesson 4" beside
    "5 A Book of Lessons". Six that change sides are enough where every page has a head of its own, as in a dictionary.
    """
    heads = Counter(folio.rest for folio in run.pages.values() if not folio.note)
    again = [rest for rest, count in heads.items() if count > 1]
    if sum(heads[rest] for rest in again) >= 4 and (len(again) > 1 or " " in again[0]):
        return True
    sides = {(page % 2, folio.side) for page, folio in run.pages.items()}
    return len(run.pages) >= 6 and len(sides) == 2 and len({side for _, side in sides}) == 2


def _rivals(run: _Run, other: _Run) -> bool:
    """Whether another sequence on the same pages is about as long: then one of them numbers something else."""
    overlap = other is not run and run.first <= other.last and other.first <= run.last
    return overlap and len(other.pages) >= 0.8 * len(run.pages)


# ------------------------------------------------------------------ what the file says
def checked(given: Sequence[str | None], texts: Sequence[str]) -> Labels:
    """The labels that a file gives, as far as its pages bear them out, else what is printed, else None.

    Where most programs would have filled in the same labels (1, 2, 3 …) the pages must agree; other labels are believed
    when nothing printed speaks against them. Where print and file differ, a long sequence in print is believed, and
    otherwise neither.
    """
    found = folios(texts)
    dense = _dense(found)
    runs = _unrivalled(dense, found)
    seen = _labels(runs, found)
    labels: Labels = [None if label else mine for label, mine in zip(given, seen, strict=True)]
    silent: list[_Range] = []
    wrong = False
    for span in _ranges(given):
        agreeing = [run for run in dense if _agrees(run, span)]
        against = [run for run in runs if run not in agreeing and not run.pages.keys().isdisjoint(span.pages)]
        if against:
            wrong = wrong or not agreeing
            if agreeing or span.counts_only or any(len(run.pages) >= _STRONG for run in against):
                _fill(labels, {page: seen[page - 1] for page in span.pages})
        elif agreeing:
            _fill(labels, {page: seen[page - 1] or label for page, label in span.pages.items()})
        elif not span.counts_only:
            silent.append(span)
    for span in () if wrong else silent:  # who errs on some pages is not believed on others
        _fill(labels, span.pages)
    return labels


def _fill(labels: Labels, pages: Mapping[int, str | None]) -> None:
    for page, label in pages.items():
        labels[page - 1] = label


def _agrees(run: _Run, span: _Range) -> bool:
    same = (run.style.lower(), run.offset) == (span.style.lower(), span.offset)
    return same and not run.pages.keys().isdisjoint(span.pages)


def _ranges(given: Sequence[str | None]) -> list[_Range]:
    """The labels that may stand on paper. One with letters before its number belongs to a style of its own."""
    ranges: list[_Range] = []
    for page, label in enumerate(given, start=1):
        match = _LABEL.fullmatch(label or "")
        if not label or not match:
            continue
        number = numeral(match.group(2) or label)
        style = (match.group(1) or "") + (number.style if number else "letter")
        offset = number.value - page if number else 0
        last = ranges[-1] if ranges else None
        if last and (last.style, last.offset) == (style, offset) and page - 1 in last.pages:
            last.pages[page] = label
        else:
            ranges.append(_Range(style, offset, {page: label}))
    return ranges
