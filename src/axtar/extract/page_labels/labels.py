"""The label of every page: what is printed on it, as far as that is certain.

Labels embedded in the file are checked against the numbers printed on its pages: a label is what a reader of the paper sees.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from axtar.extract.page_labels.candidates import find_candidates
from axtar.extract.page_labels.numerals import DIGITS, format_numeral, parse_numeral
from axtar.extract.page_labels.sequences import (
    Candidates,
    PageSequence,
    accepted_sequences,
    find_sequences,
    is_plausible,
    lone_numbers,
)
from axtar.progress import Beat, beating, ignore_beat

_STRONG = 4  # printed numbers that outweigh embedded labels
# A label that may be printed: a number after at most two letters, or a letter. "Cover" and "Sec1:3" are printed nowhere.
_PRINTABLE = re.compile(r"([^\W\d_]{0,2}[-–. ]?|\d{1,3}[-–.])(\d+)|(?i:[ivxlc]+)|([A-Za-z])\3*")

Labels = list[str | None]
"""The label of every page, or None."""


class _LabelRange(NamedTuple):
    """Consecutive pages whose embedded labels count on from a first number."""

    style: str
    offset: int
    pages: dict[int, str]

    @property
    def is_default(self) -> bool:
        """Whether the labels are 1, 2, 3 … from the first page on, the default of many programs."""
        return self.style == DIGITS and self.offset == 0


def verified_labels(embedded: Sequence[str | None], texts: Sequence[str], beat: Beat = ignore_beat) -> Labels:
    """Return the embedded labels that the pages confirm, else the printed numbers, else None.

    Labels that programs fill in (1, 2, 3 …) need printed numbers that agree; others are accepted if no printed number
    contradicts them. If both differ, a long printed sequence is accepted, otherwise neither.
    """
    candidates = find_candidates(texts, beat)
    sequences = list(find_sequences(candidates, beat))
    plausible = [sequence for sequence in beating(sequences, beat) if is_plausible(sequence, len(candidates))]
    accepted = accepted_sequences(sequences, candidates, beat)
    printed = _printed_labels(beating(accepted, beat), candidates)
    labels: Labels = [None if label else number for label, number in zip(embedded, printed, strict=True)]
    accepted_at, plausible_at = _by_page(beating(accepted, beat)), _by_page(beating(plausible, beat))
    unconfirmed: list[_LabelRange] = []
    contradicted = False
    for span in beating(_label_ranges(beating(embedded, beat)), beat):
        accepted_here, plausible_here = _on_pages(span, accepted_at), _on_pages(span, plausible_at)
        agrees = any(_agrees(sequence, span) for sequence in (accepted_here if span.is_default else plausible_here))
        contradicting = [sequence for sequence in accepted_here if not _agrees(sequence, span)]
        if contradicting:
            contradicted = contradicted or not agrees
            if agrees or span.is_default or any(len(sequence.pages) >= _STRONG for sequence in contradicting):
                _assign(labels, {page: printed[page - 1] for page in span.pages})
        elif agrees:
            _assign(labels, {page: printed[page - 1] or label for page, label in span.pages.items()})
        elif not (span.is_default or plausible_here):
            unconfirmed.append(span)
    for span in () if contradicted else unconfirmed:  # a file that is wrong on some pages is not trusted on others
        _assign(labels, span.pages)
    return labels


def _printed_labels(sequences: Iterable[PageSequence], candidates: Candidates) -> Labels:
    """Return the numbers as printed, and fill in pages between two that have one.

    A page is not filled in if another number has a line to itself there.
    """
    labels: Labels = [None] * len(candidates)
    for sequence in sequences:
        like = sequence.pages[sequence.first].number
        for page in range(sequence.first, sequence.last + 1):
            if page in sequence.pages:
                labels[page - 1] = sequence.pages[page].number.text
            elif not lone_numbers(candidates[page]):
                labels[page - 1] = format_numeral(page + sequence.offset, like)
    return labels


def _assign(labels: Labels, pages: Mapping[int, str | None]) -> None:
    for page, label in pages.items():
        labels[page - 1] = label


def _agrees(sequence: PageSequence, span: _LabelRange) -> bool:
    return (sequence.style.lower(), sequence.offset) == (span.style.lower(), span.offset)


def _by_page(sequences: Iterable[PageSequence]) -> dict[int, list[PageSequence]]:
    """Map each page to the sequences that have a number on it."""
    by_page: dict[int, list[PageSequence]] = defaultdict(list)
    for sequence in sequences:
        for page in sequence.pages:
            by_page[page].append(sequence)
    return by_page


def _on_pages(span: _LabelRange, by_page: Mapping[int, list[PageSequence]]) -> list[PageSequence]:
    """Return the sequences that have a number on one of the pages of a range."""
    found = {id(sequence): sequence for page in span.pages for sequence in by_page.get(page, ())}
    return list(found.values())


def _label_ranges(embedded: Iterable[str | None]) -> list[_LabelRange]:
    """Group the labels that may be printed. Letters before the number are part of the style."""
    ranges: list[_LabelRange] = []
    for page, label in enumerate(embedded, start=1):
        match = _PRINTABLE.fullmatch(label or "")
        if not label or not match:
            continue
        number = parse_numeral(match.group(2) or label)
        style = (match.group(1) or "") + (number.style if number else "letter")
        offset = number.value - page if number else 0
        last = ranges[-1] if ranges else None
        if last and (last.style, last.offset) == (style, offset) and page - 1 in last.pages:
            last.pages[page] = label
        else:
            ranges.append(_LabelRange(style, offset, {page: label}))
    return ranges
