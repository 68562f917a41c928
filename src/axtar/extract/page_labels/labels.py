"""What is printed on every page, as far as that is certain.

What the file itself says its labels are is checked against the numbers that stand on its pages: a label is what a reader of
the paper sees.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from axtar.extract.page_labels.candidates import Folio, folios
from axtar.extract.page_labels.numerals import DIGITS, numeral, write
from axtar.extract.page_labels.sequences import Run, alone, is_serious, runs, unrivalled

_STRONG = 4  # numbers that outweigh what the file says
# A label that may stand on paper: a number after at most two letters, or a letter. "Cover" and "Sec1:3" stand on none.
_LABEL = re.compile(r"([^\W\d_]{0,2}[-–. ]?|\d{1,3}[-–.])(\d+)|(?i:[ivxlc]+)|([A-Za-z])\3*")

Labels = list[str | None]


class _Range(NamedTuple):
    """Neighbouring pages whose labels the file counts on from one first number."""

    style: str
    offset: int
    pages: dict[int, str]

    @property
    def counts_only(self) -> bool:
        """Whether the labels are 1, 2, 3 … from the first page on: programs fill that in."""
        return self.style == DIGITS and self.offset == 0


def verified_labels(given: Sequence[str | None], texts: Sequence[str]) -> Labels:
    """The labels that a file gives, as far as its pages bear them out, else what is printed, else None.

    Where most programs would have filled in the same labels (1, 2, 3 …) the pages must agree; other labels are believed
    when nothing printed speaks against them. Where print and file differ, a long sequence in print is believed, and
    otherwise neither.
    """
    found = folios(texts)
    every = list(runs(found))
    serious = [run for run in every if is_serious(run, len(found))]
    believed = unrivalled(every, found)
    seen = _labels(believed, found)
    labels: Labels = [None if label else mine for label, mine in zip(given, seen, strict=True)]
    silent: list[_Range] = []
    wrong = False
    for span in _ranges(given):
        agreeing = any(_agrees(run, span) for run in (believed if span.counts_only else serious))
        against = [run for run in believed if not _agrees(run, span) and _meets(run, span)]
        if against:
            wrong = wrong or not agreeing
            if agreeing or span.counts_only or any(len(run.pages) >= _STRONG for run in against):
                _fill(labels, {page: seen[page - 1] for page in span.pages})
        elif agreeing:
            _fill(labels, {page: seen[page - 1] or label for page, label in span.pages.items()})
        elif not (span.counts_only or any(_meets(run, span) for run in serious)):
            silent.append(span)
    for span in () if wrong else silent:  # who errs on some pages is not believed on others
        _fill(labels, span.pages)
    return labels


def _labels(believed: Iterable[Run], found: dict[int, list[Folio]]) -> Labels:
    """The numbers as printed. Pages without one between two that have one get theirs by counting; others do not.

    Neither does a page with another number on a line for itself.
    """
    labels: Labels = [None] * len(found)
    for run in believed:
        like = run.pages[run.first].number
        for page in range(run.first, run.last + 1):
            if page in run.pages:
                labels[page - 1] = run.pages[page].number.text
            elif not alone(found[page]):
                labels[page - 1] = write(page + run.offset, like)
    return labels


def _fill(labels: Labels, pages: Mapping[int, str | None]) -> None:
    for page, label in pages.items():
        labels[page - 1] = label


def _agrees(run: Run, span: _Range) -> bool:
    return _meets(run, span) and (run.style.lower(), run.offset) == (span.style.lower(), span.offset)


def _meets(run: Run, span: _Range) -> bool:
    return not run.pages.keys().isdisjoint(span.pages)


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
