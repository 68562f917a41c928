"""Words into lines: hyphenation at line ends, justification, and the boxes that a page is filled with."""

import re
from collections import deque
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol

import pyphen
from reportlab.pdfbase.pdfmetrics import getFont, registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from resources.samples.markup import Run, Word

FACES = {"regular": "", "bold": "-Bold", "italic": "-Italic", "note": ""}
FONT = "DejaVuSerifCondensed"
PATTERNS = {"en": "en_GB", "ru": "ru_RU"}
VOWELS = frozenset("aeıioöuüəâîûаеыиоөуүәёэюяAEIİOÖUÜƏÂÎÛАЕЫИОӨУҮӘЁЭЮЯ")
LETTERS = re.compile(r"[^\W\d_]{5,}")
HARD = re.compile(r"(?<=\w)[-–/](?=\w)")
LOOSE = 0.5  # spaces wider by more than this part of their width: hyphenate
NOTE_SIZE, NOTE_RISE = 0.62, 0.36


def register() -> None:
    """Make the project's fonts known to reportlab."""
    for suffix in set(FACES.values()):
        registerFont(TTFont(FONT + suffix, Path(__file__).parent / "fonts" / f"{FONT}{suffix}.ttf"))


def missing(text: str) -> str:
    """Letters of `text` that a face of the font lacks."""
    faces = [set(getFont(FONT + suffix).face.charToGlyph) for suffix in FACES.values()]
    return "".join(sorted(letter for letter in set(text) - {"\n"} if any(ord(letter) not in face for face in faces)))


class Box(Protocol):
    """What stands in a column: its height in points, the footnotes that it calls for, and how to draw it."""

    @property
    def height(self) -> float: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw with the upper left corner at x, y."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a block is set; `indent` holds that of the first line and of the others; lengths in points."""

    size: float = 10
    leading: float = 13.4
    before: float = 0
    indent: tuple[float, float] = (0, 0)
    align: str = "justify"
    face: str = "regular"
    keep: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line of words; `slack` is what its spaces share when it is justified."""

    words: tuple[Word, ...]
    style: Style
    indent: float
    slack: float
    before: float = 0
    keep: int = 0

    @property
    def height(self) -> float:
        """The leading and the space before."""
        return self.style.leading + self.before

    @property
    def notes(self) -> tuple[str, ...]:
        """Numbers of the notes called for in this line."""
        return tuple(run.text for word in self.words for run in word if run.face == "note")

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the words, with the spaces between them as real spaces."""
        size = self.style.size
        start = x + self.indent + (self.slack / 2 if self.style.align == "center" else 0)
        text = canvas.beginText(start, y - self.before - size)
        gaps = len(self.words) - 1
        text.setWordSpace(self.slack / gaps if self.style.align == "justify" and gaps else 0)
        for number, word in enumerate(self.words):
            for place, run in enumerate(word):
                raised = run.face == "note"
                text.setFont(FONT + FACES[run.face], size * (NOTE_SIZE if raised else 1))
                text.setRise(size * NOTE_RISE if raised else 0)
                text.textOut((" " if number and not place else "") + run.text)
        canvas.drawText(text)


@dataclass(frozen=True, slots=True)
class Row:
    """A table row: for each cell its left edge and its lines; a rule above or below where wanted."""

    cells: tuple[tuple[float, tuple[Line, ...]], ...]
    width: float
    rules: tuple[bool, bool] = (False, False)
    notes: tuple[str, ...] = field(default=())

    @property
    def height(self) -> float:
        """The tallest cell and a little air."""
        return max(sum(line.height for line in lines) for _, lines in self.cells) + 5

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw rules and cells."""
        canvas.setLineWidth(0.6)
        for wanted, at in zip(self.rules, (y, y - self.height), strict=True):
            if wanted:
                canvas.line(x, at, x + self.width, at)
        for left, lines in self.cells:
            top = y - 2
            for line in lines:
                line.draw(canvas, x + left, top)
                top -= line.height


def width(word: Word, size: float) -> float:
    """The width of a word in points."""
    return sum(
        float(stringWidth(run.text, FONT + FACES[run.face], size * (NOTE_SIZE if run.face == "note" else 1)))
        for run in word
    )


@cache
def _patterns(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=PATTERNS[language], left=2, right=3)


def syllables(word: str, language: str) -> list[int]:
    """Where a word may be parted. Turkic syllables are regular: a vowel takes one consonant before it, if there is one."""
    if language in PATTERNS:
        return list(_patterns(language).positions(word))
    vowel = [letter in VOWELS for letter in word]
    starts = {at if vowel[at - 1] else at - 1 for at in range(1, len(word)) if vowel[at]}
    return sorted(at for at in starts if 2 <= at <= len(word) - 2 and any(vowel[:at]))


def cuts(word: Word, language: str) -> list[tuple[int, str]]:
    """Where a word may end a line, and the hyphen to add there. A compound breaks at its own hyphens only."""
    text = "".join(run.text for run in word)
    hard = [(match.end(), "") for match in HARD.finditer(text)]
    if hard or not language:
        return hard
    return [(match.start() + at, "-") for match in LETTERS.finditer(text) for at in syllables(match[0], language)]


def parted(word: Word, at: int, hyphen: str) -> tuple[Word, Word]:
    """A word cut after `at` letters."""
    head: list[Run] = []
    tail: list[Run] = []
    for run in word:
        here = max(0, min(at, len(run.text)))
        head += [Run(run.text[:here], run.face)] * bool(here)
        tail += [Run(run.text[here:], run.face)] * (here < len(run.text))
        at -= len(run.text)
    head[-1] = Run(head[-1].text + hyphen, head[-1].face)
    return tuple(head), tuple(tail)


def wrap(text: list[Word], measure: float, style: Style, language: str) -> list[Line]:
    """Break words into lines of `measure` points; hyphenate in `language`, or not at all if it is empty."""
    space = width((Run(" ", "regular"),), style.size)
    left = deque(text)
    done: list[Line] = []
    while left:
        indent = style.indent[bool(done)]
        taken: list[Word] = []
        room = measure - indent
        while left and width(left[0], style.size) + (space if taken else 0) <= room + 0.01:
            room -= width(left[0], style.size) + (space if taken else 0)
            taken.append(left.popleft())
        if left and (not taken or room > LOOSE * space * max(1, len(taken) - 1)):
            room = _fill(taken, left, room, style, language)
        if not taken:
            taken.append(left.popleft())
        justified = style.align != "justify" or bool(left)
        first = not done
        done.append(
            Line(
                tuple(taken), style, indent, max(0, room) if justified else 0, style.before if first else 0, style.keep
            )
        )
    return done


def _fill(taken: list[Word], left: deque[Word], room: float, style: Style, language: str) -> float:
    """Move the longest part of the next word that fits to the end of the line; the room that remains."""
    space = width((Run(" ", "regular"),), style.size) if taken else 0
    for at, hyphen in reversed(cuts(left[0], language)):
        head, tail = parted(left[0], at, hyphen)
        rest = room - space - width(head, style.size)
        if rest >= 0:
            taken.append(head)
            left[0] = tail
            return rest
    return room
