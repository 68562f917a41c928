"""Sequences of numbers at a constant distance from the physical page numbers.

Page numbers form such sequences; years in running heads, footnote signs, table cells and chapter numbers do not. A wrong page
number is worse than none: only a dense sequence without a rival is accepted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from axtar.extract.page_labels.candidates import Candidate
from axtar.extract.page_labels.numerals import DIGITS
from axtar.progress import Beat, beating, ignore_beat

Candidates = dict[int, list[Candidate]]
"""The candidates of every page, by its physical number."""

_YEARS = range(1400, 2101)
_MAX_GAP = 10  # pages without a number; more end a sequence


class PageSequence(NamedTuple):
    """Numbers of one style at a constant offset from the physical numbers of their pages.

    The pages are in order.
    """

    style: str
    offset: int
    pages: dict[int, Candidate]

    @property
    def first(self) -> int:
        """The physical number of the first page."""
        return next(iter(self.pages))

    @property
    def last(self) -> int:
        """The physical number of the last page."""
        return next(reversed(self.pages))

    @property
    def has_totals(self) -> bool:
        """Whether every number is printed with a total ("3 of 12")."""
        return all(candidate.total for candidate in self.pages.values())

    @property
    def may_be_years(self) -> bool:
        """Whether every number could be a year: an almanac has one a page."""
        return all(candidate.number.value in _YEARS for candidate in self.pages.values())


def accepted_sequences(
    sequences: list[PageSequence], candidates: Candidates, beat: Beat = ignore_beat
) -> list[PageSequence]:
    """Return the dense sequences without a rival on their pages.

    Empty if most lone numbers belong to no such sequence.
    """
    numbers_alone = {page: len(lone_numbers(numbers)) for page, numbers in beating(candidates.items(), beat)}
    total_alone = sum(numbers_alone.values())
    dense = [
        sequence
        for sequence in beating(sequences, beat)
        if _is_dense(
            sequence,
            len(candidates),
            total_alone if sequence.style == DIGITS else sum(numbers_alone[page] for page in sequence.pages),
        )
    ]
    # "3 of 12" may count the sheets of a copy: such a sequence yields to any other.
    proper = [sequence for sequence in dense if not sequence.has_totals] or dense
    known = set(map(id, proper))
    plausible = [
        sequence
        for sequence in beating(sequences, beat)
        if is_plausible(sequence, len(candidates)) and (id(sequence) in known or not sequence.has_totals)
    ]
    longest_at = _longest_by_page(beating(plausible, beat))
    unrivalled = [sequence for sequence in beating(proper, beat) if not _has_rival(sequence, longest_at)]
    numbered = sum(map(bool, numbers_alone.values()))
    return unrivalled if 2 * sum(len(sequence.pages) for sequence in unrivalled) > numbered else []


def find_sequences(candidates: Candidates, beat: Beat = ignore_beat) -> Iterator[PageSequence]:
    """Find all sequences, each split where too many pages in a row have no number."""
    by_offset: dict[tuple[str, int], dict[int, Candidate]] = defaultdict(dict)
    for page, numbers in beating(candidates.items(), beat):
        for candidate in numbers:
            pages = by_offset[candidate.number.style, candidate.number.value - page]
            if page not in pages or candidate.is_alone > pages[page].is_alone:
                pages[page] = candidate
    for (style, offset), members in beating(by_offset.items(), beat):
        part: dict[int, Candidate] = {}
        pages = _without_notes(members)
        for page in sorted(pages):
            if part and page - next(reversed(part)) > _MAX_GAP:
                yield PageSequence(style, offset, part)
                part = {}
            part[page] = pages[page]
        yield PageSequence(style, offset, part)


def _without_notes(pages: dict[int, Candidate]) -> dict[int, Candidate]:
    """Drop numbers that may be those of footnotes, if enough others remain.

    If too few remain, every other page has its number at that corner.
    """
    others = {page: candidate for page, candidate in pages.items() if not candidate.may_be_note}
    return others if 5 * len(others) > 3 * len(pages) else pages


def _is_dense(sequence: PageSequence, page_count: int, all_lone: int) -> bool:
    """Whether a sequence has numbers on most of its pages, and enough of them.

    `all_lone`: how many numbers have a line to themselves where those of the sequence might stand.

    Three are enough; two if they are Roman, or in a short file if it has no other lone numbers.
    """
    numbers = sequence.pages.values()
    if sequence.may_be_years:
        return False
    if 10 * len(numbers) < 6 * (sequence.last - sequence.first + 1):
        return False
    if any(candidate.total and candidate.total < candidate.number.value for candidate in numbers):
        return False
    alone = sum(candidate.is_alone for candidate in numbers)
    if not alone:
        return _is_in_running_heads(sequence)
    short = page_count <= 3 or sequence.style != DIGITS
    return len(numbers) >= (2 if short and alone == all_lone else 3)


def lone_numbers(page: list[Candidate]) -> set[int]:
    """Return the numbers of a page that have a line to themselves."""
    return {candidate.number.value for candidate in page if candidate.is_alone}


def _is_in_running_heads(sequence: PageSequence) -> bool:
    """Whether the numbers of a sequence stand in running heads.

    Running heads repeat, or their numbers alternate between left and right. "Lesson 4" on one page and "Lesson 5" on the next
    are no running heads, but "The Lesson 4" is one, and so is "Lesson 4" together with "5 A Book of Lessons". Six alternating
    numbers are enough if every page has a head of its own, as in a dictionary.
    """
    heads = Counter(candidate.rest for candidate in sequence.pages.values() if not candidate.may_be_note)
    repeated = [rest for rest, count in heads.items() if count > 1]
    if sum(heads[rest] for rest in repeated) >= 4 and (len(repeated) > 1 or " " in repeated[0]):
        return True
    sides = {(page % 2, candidate.side) for page, candidate in sequence.pages.items()}
    return len(sequence.pages) >= 6 and len(sides) == 2 and len({side for _, side in sides}) == 2


def is_plausible(sequence: PageSequence, page_count: int) -> bool:
    """Whether a sequence may be that of the pages, even if it is not accepted."""
    numbers = sum(not candidate.may_be_note for candidate in sequence.pages.values())
    enough = numbers >= (2 if page_count <= 4 else 3) and 10 * numbers >= 4 * (sequence.last - sequence.first + 1)
    return enough and not sequence.may_be_years


def _longest_by_page(sequences: Iterable[PageSequence]) -> dict[int, list[PageSequence]]:
    """Map each page to the two longest of the sequences that it lies in.

    A dense sequence has at most two pages and a half for each number, so that this takes time by the number of pages.
    """
    longest: dict[int, list[PageSequence]] = defaultdict(list)
    for sequence in sequences:
        for page in range(sequence.first, sequence.last + 1):
            longest[page].append(sequence)
            longest[page].sort(key=lambda other: -len(other.pages))
            del longest[page][2:]
    return longest


def _has_rival(sequence: PageSequence, longest_at: Mapping[int, list[PageSequence]]) -> bool:
    """Whether another sequence on the same pages is at least half as long.

    One of the two then numbers something else.
    """
    return any(
        other is not sequence and 2 * len(other.pages) >= len(sequence.pages)
        for page in range(sequence.first, sequence.last + 1)
        for other in longest_at.get(page, ())
    )
