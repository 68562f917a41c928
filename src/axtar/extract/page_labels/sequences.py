"""Sequences of numbers that keep the same distance from the physical page, as page numbers do.

A year in a running head fails that, and so do footnote signs, table cells and chapter numbers. A wrong number is worse than
none: only a dense sequence without a rival is believed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from axtar.extract.page_labels.candidates import Folio
from axtar.extract.page_labels.numerals import DIGITS

_YEARS = range(1400, 2101)
_SILENCE = 10  # pages without a number that end a sequence


class Run(NamedTuple):
    """Pages whose numbers keep the same distance from the physical page."""

    style: str
    offset: int
    pages: dict[int, Folio]

    @property
    def first(self) -> int:
        """The physical number of the first page."""
        return min(self.pages)

    @property
    def last(self) -> int:
        """The physical number of the last page."""
        return max(self.pages)

    @property
    def counts_sheets(self) -> bool:
        """Whether the numbers say of how many they are."""
        return all(folio.total for folio in self.pages.values())

    @property
    def may_be_years(self) -> bool:
        """Whether every number could be a year: an almanac has one a page."""
        return all(folio.number.value in _YEARS for folio in self.pages.values())


def unrivalled(every: list[Run], found: dict[int, list[Folio]]) -> list[Run]:
    """The believable sequences that have their pages for themselves; none where most numbers that we see are something else."""
    dense = [run for run in every if _is_dense(run, found)]
    # "3 of 12" may count a copy's sheets: it yields to any other.
    proper = [run for run in dense if not run.counts_sheets] or dense
    serious = [run for run in every if is_serious(run, len(found)) and (run in proper or not run.counts_sheets)]
    single = [run for run in proper if not any(_rivals(run, other) for other in serious)]
    numbered = sum(bool(alone(page)) for page in found.values())
    return single if 2 * sum(len(run.pages) for run in single) > numbered else []


def runs(found: dict[int, list[Folio]]) -> Iterator[Run]:
    """All sequences, each split where it is silent for so long that it may not be one."""
    offsets: dict[tuple[str, int], dict[int, Folio]] = defaultdict(dict)
    for page, numbers in found.items():
        for folio in numbers:
            pages = offsets[folio.number.style, folio.number.value - page]
            if page not in pages or folio.alone > pages[page].alone:
                pages[page] = folio
    for (style, offset), seen in offsets.items():
        run: dict[int, Folio] = {}
        pages = _without_notes(seen)
        for page in sorted(pages):
            if run and page - next(reversed(run)) > _SILENCE:
                yield Run(style, offset, run)
                run = {}
            run[page] = pages[page]
        yield Run(style, offset, run)


def _without_notes(pages: dict[int, Folio]) -> dict[int, Folio]:
    """Numbers that begin a line at the foot are pages' where every other page has its number at that corner, else footnotes'."""
    others = {page: folio for page, folio in pages.items() if not folio.note}
    return others if 5 * len(others) > 3 * len(pages) else pages


def _is_dense(run: Run, found: dict[int, list[Folio]]) -> bool:
    """Whether there are enough of them, on most of their pages: three; two suffice for Roman ones, and in a
    short file, where they are all that there is."""
    numbers = run.pages.values()
    if run.may_be_years:
        return False
    if 10 * len(numbers) < 6 * (run.last - run.first + 1):
        return False
    if any(folio.total and folio.total < folio.number.value for folio in numbers):
        return False
    lonely = sum(folio.alone for folio in numbers)
    if not lonely:
        return _is_running(run)
    pages = run.pages if run.style != DIGITS else found
    short = len(found) <= 3 or run.style != DIGITS
    return len(numbers) >= (2 if short and lonely == sum(len(alone(found[page])) for page in pages) else 3)


def alone(page: list[Folio]) -> set[int]:
    """The numbers of a page that have a line for themselves."""
    return {folio.number.value for folio in page if folio.alone}


def _is_running(run: Run) -> bool:
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


def is_serious(run: Run, count: int) -> bool:
    """Whether numbers count with the pages so often that they may be those of the pages, though we do not believe it."""
    seen = sum(not folio.note for folio in run.pages.values())
    return not run.may_be_years and seen >= (2 if count <= 4 else 3) and 10 * seen >= 4 * (run.last - run.first + 1)


def _rivals(run: Run, other: Run) -> bool:
    """Whether another sequence on the same pages is half as long: then one of them numbers something else."""
    overlap = other is not run and run.first <= other.last and other.first <= run.last
    return overlap and 2 * len(other.pages) >= len(run.pages)
