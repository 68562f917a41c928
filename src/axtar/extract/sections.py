"""Sections: the pages of documents that have none, so that a passage is never a whole book."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from axtar.errors import EmptyError
from axtar.extract.blocks import Block, clean_blocks
from axtar.media_types import FileFormat
from axtar.model import ExtractedDocument, Page, Record

MAX_LENGTH = 3_000
"""Characters of the longest section: about a printed page."""

_MIN_LENGTH = MAX_LENGTH // 3  # of a section before a heading begins the next
_MAX_HEADING_LENGTH = 120
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*\s+")
_HEADING_START = re.compile(r"#{1,6}\s|(?:[IVXLC]+|\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+[^\W\d_]")


def document_in_sections(
    path: Path, file_format: FileFormat, blocks: Collection[Block], record: Record
) -> ExtractedDocument:
    """Clean blocks and build a document of sections from them.

    Raises EmptyError if they have no text.
    """
    clean = clean_blocks(blocks)
    if not clean:
        raise EmptyError(f"{path.name}: the file has no text; there is nothing to add")
    return ExtractedDocument(file_format.media_type, paged=False, pages=build_sections(clean), record=record)


def build_sections(blocks: Iterable[Block]) -> tuple[Page, ...]:
    """Divide blocks into sections of at most MAX_LENGTH characters.

    Sections begin at headings if possible, else at paragraphs.
    """
    return tuple(Page(number, None, text) for number, text in enumerate(_section_texts(blocks), start=1))


def paragraph_blocks(text: str) -> Iterator[Block]:
    """Yield the paragraphs of clean plain text.

    A heading is a short line, numbered, marked with # or in capitals.
    """
    for paragraph in text.split("\n\n"):
        if paragraph.strip():
            yield Block(paragraph, _is_heading(paragraph))


def _is_heading(paragraph: str) -> bool:
    if len(paragraph) > _MAX_HEADING_LENGTH or "\n" in paragraph or paragraph.endswith((".", ";", ",", ":")):
        return False
    return bool(_HEADING_START.match(paragraph)) or (paragraph.isupper() and len(paragraph) > 3)


def _section_texts(blocks: Iterable[Block]) -> Iterator[str]:
    section: list[str] = []
    length = 0
    for block in blocks:
        for text in _pieces(block.text):
            full = length + len(text) > MAX_LENGTH
            if section and (full or (block.is_heading and length >= _MIN_LENGTH)):
                yield "\n\n".join(section)
                section, length = [], 0
            section.append(text)
            length += len(text) + 2
    if section:
        yield "\n\n".join(section)


def _pieces(text: str) -> Iterator[str]:
    """Yield a paragraph in pieces no longer than a section.

    It is cut after a sentence, else at a line end or a space, else anywhere.
    """
    text = text.strip()
    start = 0
    while len(text) - start > MAX_LENGTH:
        window = text[start : start + MAX_LENGTH]
        ends = [match.end() for match in _SENTENCE_END.finditer(window, MAX_LENGTH // 2)]
        line_end, space = window.rfind("\n", 1) + 1, window.rfind(" ", 1) + 1
        end = ends[-1] if ends else line_end or space or MAX_LENGTH
        yield window[:end].rstrip()
        start += end
        while text[start].isspace():
            start += 1
    if start < len(text):
        yield text[start:]
