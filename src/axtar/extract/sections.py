"""Cutting text that has no pages into sections, so that a passage is never a whole book."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from axtar.model import Page

LENGTH = 3_000
"""Characters of the longest section: about a printed page."""

_SHORT = LENGTH // 3  # a heading begins a new section when the one before has at least so much
_SENTENCE = re.compile(r"[.!?…][\"'”’»)]*\s+")
_HEADING = re.compile(r"#{1,6}\s|(?:[IVXLC]+|\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+[^\W\d_]")


class Block(NamedTuple):
    """A paragraph, or a heading: what a section may begin with."""

    text: str
    heading: bool = False


def pages(blocks: Iterable[Block]) -> tuple[Page, ...]:
    """Sections of at most `LENGTH` characters, beginning at headings where they can, else at paragraphs."""
    return tuple(Page(number, None, text) for number, text in enumerate(_cut(blocks), start=1))


def blocks(text: str) -> Iterator[Block]:
    """The paragraphs of a cleaned plain text; a heading is a short line, numbered, marked with # or all in capitals."""
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield Block(paragraph, _is_heading(paragraph))


def _is_heading(paragraph: str) -> bool:
    if len(paragraph) > 120 or "\n" in paragraph or paragraph.endswith((".", ";", ",", ":")):
        return False
    return bool(_HEADING.match(paragraph)) or (paragraph.isupper() and len(paragraph) > 3)


def _cut(blocks: Iterable[Block]) -> Iterator[str]:
    section: list[str] = []
    length = 0
    for block in blocks:
        for text in _pieces(block.text):
            full = length + len(text) > LENGTH
            if section and (full or (block.heading and length >= _SHORT)):
                yield "\n\n".join(section)
                section, length = [], 0
            section.append(text)
            length += len(text) + 2
    if section:
        yield "\n\n".join(section)


def _pieces(text: str) -> Iterator[str]:
    """A paragraph that is no longer than a section, or its pieces: cut after a sentence, else at a blank, else anywhere."""
    text = text.strip()
    while len(text) > LENGTH:
        ends = [match.end() for match in _SENTENCE.finditer(text, LENGTH // 2, LENGTH)]
        end = ends[-1] if ends else text.rfind("\n", 1, LENGTH) + 1 or text.rfind(" ", 1, LENGTH) + 1 or LENGTH
        yield text[:end].rstrip()
        text = text[end:].lstrip()
    if text:
        yield text
