"""Building of pages from raw texts: labels, running heads and feet, clean text."""

import itertools
import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from axtar.extract.cleanup.characters import expand_pdfium_hyphens
from axtar.extract.cleanup.dehyphenation import document_words
from axtar.extract.cleanup.paragraphs import clean_page
from axtar.extract.page_labels.candidates import LONGEST_HEAD, edge_lines
from axtar.extract.page_labels.labels import verified_labels
from axtar.model import Page
from axtar.progress import Beat, ProgressCallback, beating, ignore_progress

_HEAD_LINES = 2  # of a running head or foot, at most
_REPETITIONS = 3  # that make a line a running head
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_LETTER = re.compile(r"[^\W\d_]")
_DIVIDED = re.compile(r"(?<=[^\W\d_])[-‐‑\u00ad¬]$")


class _PageParts(NamedTuple):
    """The raw text of a page: its running head, its body and its running foot."""

    head: str
    body: str
    foot: str


def build_pages(
    raw: Sequence[str],
    embedded_labels: Sequence[str | None] | None = None,
    on_progress: ProgressCallback = ignore_progress,
) -> tuple[Page, ...]:
    """Build the pages of raw texts.

    Labels embedded in the file are verified against the printed numbers. A running head or foot becomes a paragraph of its own,
    and a word divided between two pages is whole on the first.
    """

    def beat() -> None:
        on_progress(len(raw) + 1, 2 * len(raw))

    texts = [expand_pdfium_hyphens(text) for text in beating(raw, beat)]  # a page number may follow such a hyphen
    labels = verified_labels(embedded_labels or [None] * len(raw), texts, beat)
    vocabulary = document_words(raw, beat)
    running = _running_heads(texts, beat)
    parts = [_split(text, label, running) for text, label in beating(zip(texts, labels, strict=True), beat)]
    pages = []
    for number, (label, page) in enumerate(zip(labels, _join_divided_words(parts, beat), strict=True), start=1):
        on_progress(len(raw) + number, 2 * len(raw))
        pages.append(Page(number, label, clean_page("\n\n".join(filter(None, page)), vocabulary)))
    return tuple(pages)


def _running_heads(texts: Sequence[str], beat: Beat) -> Collection[str]:
    """Find the running heads and feet, without their numbers."""
    counts: Counter[str] = Counter()
    for text in beating(texts, beat):
        lines = edge_lines(text)
        counts.update(
            {
                _without_numbers(line)
                for line in (*lines[:_HEAD_LINES], *lines[-_HEAD_LINES:])
                if len(line) <= LONGEST_HEAD
            }
        )
    return {line for line, count in counts.items() if count >= _REPETITIONS and _LETTER.search(line)}


def _without_numbers(line: str) -> str:
    return " ".join(_NUMBER.sub("", line.casefold()).split())


def _split(text: str, label: str | None, running: Collection[str]) -> _PageParts:
    def count_running(lines: list[str]) -> int:
        """Count the lines from the edge that contain the label or are running heads."""
        count = 0
        for line in lines[:_HEAD_LINES]:
            words = line.split() if len(line) <= LONGEST_HEAD and not _DIVIDED.search(line[-2:]) else []
            if not words or not (label in (words[0], words[-1]) or _without_numbers(line) in running):
                break
            count += 1
        return count

    lines = text.strip().split("\n")
    first = count_running(lines[:-1])
    last = len(lines) - count_running(lines[: max(first, 0) : -1])
    return _PageParts(*("\n".join(part).strip() for part in (lines[:first], lines[first:last], lines[last:])))


def _join_divided_words(pages: list[_PageParts], beat: Beat) -> list[_PageParts]:
    """Move the second half of a word divided between two pages to the first page.

    It is moved only if it is in lower case. A hyphen and a line end remain between the halves, for `clean_page` to join.
    """
    joined = pages.copy()
    for index, (page, following) in enumerate(beating(itertools.pairwise(pages), beat)):
        rest = following.body.split(None, 1) if _DIVIDED.search(page.body[-2:]) else []
        if rest and rest[0][0].islower() and not _DIVIDED.search(rest[0]):
            joined[index] = joined[index]._replace(body=f"{joined[index].body}\n{rest[0]}")
            joined[index + 1] = following._replace(body=following.body[len(rest[0]) :].lstrip())
    return joined
