"""The markup of the samples' sources, read into blocks.

A source is UTF-8 text: lines `key: value`, a line `---`, then blocks parted by empty lines:

    # Title              ## Heading           a paragraph of *italic*, **bold** and noted[^1] words
    - a hanging entry    | a | table |        [^1]: the note, set at the foot of its column
    % a byline           = a table's caption
    :::abstract en       the blocks that follow are an abstract in this language, up to :::
    :::columns           all that follows stands in two columns
    :::body              a new page; printed numbers are arabic from here on (roman before)
"""

import re
from dataclasses import dataclass
from pathlib import Path

RUN = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*]+)\*|\[\^(?P<note>\d+)\]|(?P<regular>[^*\[]+|\[)")
NOTE = re.compile(r"\[\^(\d+)\]: (.*)", re.DOTALL)
PREFIXES = (("# ", "title"), ("## ", "heading"), ("- ", "entry"), ("% ", "byline"), ("= ", "caption"))


@dataclass(frozen=True, slots=True)
class Run:
    """Letters in one face: regular, bold, italic or note (the raised number of a footnote)."""

    text: str
    face: str


Word = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A title, byline, heading, paragraph, abstract, entry, caption, table (`text` is its rows), columns or body mark."""

    kind: str
    language: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A source file: `settings` from its first lines, `blocks` in order, footnotes by their number."""

    settings: dict[str, str]
    blocks: tuple[Block, ...]
    notes: dict[str, str]


def words(text: str, face: str = "regular") -> list[Word]:
    """The words of marked-up text; `face` is what unmarked letters are set in."""
    done: list[Word] = []
    word: list[Run] = []
    for match in RUN.finditer(text):
        marked = match.lastgroup or "regular"
        pieces = match[marked].split(" ")
        for number, piece in enumerate(pieces):
            if number and word:
                done.append(tuple(word))
                word = []
            if piece:
                word.append(Run(piece, face if marked == "regular" else marked))
    return [*done, tuple(word)] if word else done


def rows(block: Block) -> list[list[str]]:
    """The cells of a table, row by row."""
    return [[cell.strip() for cell in line.strip("| ").split("|")] for line in block.text.split("\n")]


def read(path: Path, language: str) -> Source:
    """Read the source at `path`; `language` is that of its blocks outside abstracts."""
    head, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
    settings = dict(line.split(": ", 1) for line in head.split("\n"))
    blocks: list[Block] = []
    notes: dict[str, str] = {}
    spoken, plain = language, "paragraph"
    for chunk in re.split(r"\n\s*\n", body.strip()):
        if note := NOTE.match(chunk):
            notes[note[1]] = joined(note[2])
        elif chunk.startswith(":::abstract"):
            spoken, plain = chunk.split()[1], "abstract"
        elif chunk == ":::":
            spoken, plain = language, "paragraph"
        elif chunk.startswith(":::"):
            blocks.append(Block(chunk[3:].strip(), spoken))
        elif chunk.startswith("|"):
            blocks.append(Block("table", spoken, chunk))
        else:
            prefix, kind = next((pair for pair in PREFIXES if chunk.startswith(pair[0])), ("", plain))
            blocks.append(Block(kind, spoken, joined(chunk.removeprefix(prefix))))
    return Source(settings, tuple(blocks), notes)


def joined(text: str) -> str:
    """Lines of a source as one line."""
    return " ".join(text.split("\n")).strip()
