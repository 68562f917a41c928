"""Parser for the markup of the samples' sources.

A source is UTF-8 text: lines `key: value`, a line `---`, then blocks separated by empty lines:

    # Title              ## Heading           a paragraph of *italic*, **bold** and noted[^1] words
    - a hanging entry    | a | table |        [^1]: the note, at the foot of its column
    % a byline           = a table's caption
    :::abstract en       the blocks that follow are an abstract in this language, up to :::
    :::columns           the rest of the page is in two columns
    :::body              a new page; printed numbers are Arabic from here on, Roman before
"""

import re
from dataclasses import dataclass
from pathlib import Path

RUN = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*]+)\*|\[\^(?P<note>\d+)\]|(?P<regular>[^*\[]+|\[)")
NOTE = re.compile(r"\[\^(\d+)\]: (.*)", re.DOTALL)
PREFIXES = (("# ", "title"), ("## ", "heading"), ("- ", "entry"), ("% ", "byline"), ("= ", "caption"))


@dataclass(frozen=True, slots=True)
class Run:
    """Letters in one face: regular, bold, italic or note.

    A note is the superscript number of a footnote.
    """

    text: str
    face: str


Word = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a source.

    `kind`: title, byline, heading, paragraph, abstract, entry, caption, table (`text` is its rows), columns or body.
    """

    kind: str
    language: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A source file: `settings` from its header, `blocks` in order, footnotes by number."""

    settings: dict[str, str]
    blocks: tuple[Block, ...]
    notes: dict[str, str]


def words(text: str, face: str = "regular") -> list[Word]:
    """Parse marked-up text into words; unmarked letters are in `face`."""
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
    """Parse a table into rows of cells."""
    return [[cell.strip() for cell in line.strip("| ").split("|")] for line in block.text.split("\n")]


def read(path: Path, language: str) -> Source:
    """Parse the source at `path`; blocks outside abstracts are in `language`."""
    head, body = path.read_text(encoding="utf-8").split("\n---\n", 1)
    settings = dict(line.split(": ", 1) for line in head.split("\n"))
    blocks: list[Block] = []
    notes: dict[str, str] = {}
    block_language, plain = language, "paragraph"
    for chunk in re.split(r"\n\s*\n", body.strip()):
        if note := NOTE.match(chunk):
            notes[note[1]] = join_lines(note[2])
        elif chunk.startswith(":::abstract"):
            block_language, plain = chunk.split()[1], "abstract"
        elif chunk == ":::":
            block_language, plain = language, "paragraph"
        elif chunk.startswith(":::"):
            blocks.append(Block(chunk[3:].strip(), block_language))
        elif chunk.startswith("|"):
            blocks.append(Block("table", block_language, chunk))
        else:
            prefix, kind = next((pair for pair in PREFIXES if chunk.startswith(pair[0])), ("", plain))
            blocks.append(Block(kind, block_language, join_lines(chunk.removeprefix(prefix))))
    return Source(settings, tuple(blocks), notes)


def join_lines(text: str) -> str:
    """Join the lines of a source."""
    return " ".join(text.split("\n")).strip()
