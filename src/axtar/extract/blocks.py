"""Blocks of text: paragraphs, headings and tables, as formats without pages have them."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from axtar.extract.cleanup.characters import repair_characters
from axtar.extract.cleanup.dehyphenation import JoinedText, document_words

LINE_BREAK = "\v"
"""A line break that is part of a block's text; plain ones only wrap the lines of its source."""


class Block(NamedTuple):
    """A paragraph, or a heading, at which a section may begin."""

    text: str
    is_heading: bool = False


def clean_blocks(blocks: Collection[Block]) -> list[Block]:
    """Repair the characters of blocks and join their lines.

    LINE_BREAK becomes a line end, empty blocks are dropped.
    """
    divided = any("-\n" in block.text for block in blocks)
    vocabulary = document_words(block.text for block in blocks) if divided else frozenset[str]()
    return [Block(text, block.is_heading) for block in blocks if (text := _clean(block.text, vocabulary))]


def _clean(text: str, vocabulary: Collection[str]) -> str:
    lines = (_join(repair_characters(part).split("\n"), vocabulary) for part in text.split(LINE_BREAK))
    return "\n".join(line for line in lines if line)


def _join(lines: Iterable[str], vocabulary: Collection[str]) -> str:
    joined = JoinedText(vocabulary)
    for line in map(str.strip, lines):
        if joined.is_empty:
            joined.append(*filter(None, [line]))
        else:
            joined.join(line)
    return joined.text()
