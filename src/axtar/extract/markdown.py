"""Markdown: its text without markup; the title is the first heading of the first level."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from axtar.extract.blocks import LINE_BREAK, Block
from axtar.extract.cleanup.characters import repair_characters
from axtar.extract.cleanup.encoding import decode
from axtar.extract.html import html_blocks
from axtar.extract.limits import ExtractionLimits
from axtar.extract.sections import document_in_sections
from axtar.media_types import MARKDOWN
from axtar.model import ExtractedDocument
from axtar.progress import ProgressCallback

_LONGEST_PARAGRAPH = 20_000  # characters whose markup is read
# Quotations and lists in more levels than markdown-it reads: it drops the text inside.
_DEEP_NESTING = re.compile(r"^[ \t]*+(?:>[ \t]*+|[-*+][ \t]++){20,}+", re.MULTILINE)
_INLINE = {"softbreak": "\n", "hardbreak": LINE_BREAK, "html_inline": ""}


def read(path: Path, _on_progress: ProgressCallback, _limits: ExtractionLimits) -> ExtractedDocument:
    """Read the text of a Markdown file. Raises EmptyError."""
    from markdown_it import MarkdownIt  # 40 ms, and few files need it

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.core.ruler.at("inline", _parse_inline)
    tokens = parser.parse(_DEEP_NESTING.sub("", decode(path.read_bytes())))
    title = next((token for before, token in pairwise(tokens) if before.tag == "h1"), None)
    record = {"title": repair_characters(_inline_text(title))} if title else {}
    return document_in_sections(path, MARKDOWN, list(_blocks(tokens)), record)


def _parse_inline(state: Any) -> None:  # noqa: ANN401 - markdown-it's state
    """Parse the markup inside blocks; a longer block than any paragraph is plain text.

    In some of them markdown-it compares each bracket with all others.
    """
    from markdown_it.token import Token

    for token in state.tokens:
        if token.type == "inline" and len(token.content) > _LONGEST_PARAGRAPH:
            token.children = [Token("text", "", 0, content=token.content)]
        elif token.type == "inline":
            token.children = []
            state.md.inline.parse(token.content, state.md, state.env, token.children)


def _blocks(tokens: list[Any]) -> Iterator[Block]:
    rows: list[list[str]] = []
    for before, token in pairwise([None, *tokens]):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "table_close":
            yield Block(LINE_BREAK.join("\t".join(row) for row in rows))
            rows = []
        elif token.type == "inline" and rows:
            rows[-1].append(_inline_text(token))
        elif token.type == "inline":
            yield Block(_inline_text(token), before.type == "heading_open")
        elif token.type in {"fence", "code_block"}:
            yield Block(token.content.rstrip("\n").replace("\n", LINE_BREAK))
        elif token.type == "html_block":
            yield from html_blocks(token.content)


def _inline_text(token: Any) -> str:  # noqa: ANN401 - markdown-it's token
    return "".join(_INLINE.get(child.type, child.content) for child in token.children or ())
