"""The raw texts of a file's pages to pages: labelled, freed of what is printed around them, cleaned."""

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from axtar.extract.cleanup.characters import expand_pdfium_hyphens
from axtar.extract.cleanup.dehyphenation import document_words
from axtar.extract.cleanup.paragraphs import clean_page
from axtar.extract.page_labels.candidates import HEAD, edges
from axtar.extract.page_labels.labels import verified_labels
from axtar.model import Page
from axtar.progress import ProgressCallback, ignore_progress

_LINES = 2  # of a running head or foot
_TIMES = 3  # that it has to be seen
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_LETTER = re.compile(r"[^\W\d_]")
_BROKEN = re.compile(r"(?<=[^\W\d_])[-‐‑\u00ad¬]$")


class _Leaf(NamedTuple):
    """A page's raw text between its running head and foot."""

    head: str
    body: str
    foot: str


def build_pages(
    raw: Sequence[str],
    given: Sequence[str | None] | None = None,
    on_progress: ProgressCallback = ignore_progress,
) -> tuple[Page, ...]:
    """The pages of raw texts, with the labels that the file gives, if it gives any, checked against what is printed.

    A running head or foot is no part of the sentence that it interrupts, and a word that is cut at the end of a page stands
    whole on the page where it begins.
    """
    texts = [expand_pdfium_hyphens(text) for text in raw]  # a page number may follow such a hyphen
    labels = verified_labels(given or [None] * len(raw), texts)
    known = document_words(raw)
    running = _running(texts)
    leaves = [_leaf(text, label, running) for text, label in zip(texts, labels, strict=True)]
    found = []
    for number, (label, leaf) in enumerate(zip(labels, _whole(leaves), strict=True), start=1):
        on_progress(len(raw) + number, 2 * len(raw))
        found.append(Page(number, label, clean_page("\n\n".join(filter(None, leaf)), known)))
    return tuple(found)


def _running(texts: Sequence[str]) -> Collection[str]:
    """What running heads and feet say, without their numbers."""
    times: Counter[str] = Counter()
    for text in texts:
        lines = edges(text)
        times.update({_said(line) for line in (*lines[:_LINES], *lines[-_LINES:]) if len(line) <= HEAD})
    return {said for said, count in times.items() if count >= _TIMES and _LETTER.search(said)}


def _said(line: str) -> str:
    return " ".join(_NUMBER.sub("", line.casefold()).split())


def _leaf(text: str, label: str | None, running: Collection[str]) -> _Leaf:
    def around(lines: list[str]) -> int:
        """How many of the outermost lines bear the label or run through the book."""
        count = 0
        for line in lines[:_LINES]:
            words = line.split() if len(line) <= HEAD and not _BROKEN.search(line[-2:]) else []
            if not words or not (label in (words[0], words[-1]) or _said(line) in running):
                break
            count += 1
        return count

    lines = text.strip().split("\n")
    first = around(lines[:-1])
    last = len(lines) - around(lines[: max(first, 0) : -1])
    return _Leaf(*("\n".join(part).strip() for part in (lines[:first], lines[first:last], lines[last:])))


def _whole(leaves: list[_Leaf]) -> list[_Leaf]:
    """The leaves, with every word that is cut at the end of one taken over from the next, if that goes on in small letters.

    The two halves stay parted by hyphen and line end, for `clean_page` to join.
    """
    whole = leaves.copy()
    for place, (leaf, after) in enumerate(itertools.pairwise(leaves)):
        rest = after.body.split(None, 1) if _BROKEN.search(leaf.body[-2:]) else []
        if rest and rest[0][0].islower() and not _BROKEN.search(rest[0]):
            whole[place] = whole[place]._replace(body=f"{whole[place].body}\n{rest[0]}")
            whole[place + 1] = after._replace(body=after.body[len(rest[0]) :].lstrip())
    return whole
