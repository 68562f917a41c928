"""Line breaking: hyphenation, justification, and the boxes that fill a page."""

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
MAX_STRETCH = 0.5  # share of a space by which spaces may be widened before a word is hyphenated
NOTE_SIZE, NOTE_RISE = 0.62, 0.36


def register_fonts() -> None:
    """Register the project's fonts with reportlab."""
    for suffix in set(FACES.values()):
        registerFont(TTFont(FONT + suffix, Path(__file__).parent / "fonts" / f"{FONT}{suffix}.ttf"))


def missing_letters(text: str) -> str:
    """Return the letters of `text` that a face of the font lacks."""
    faces = [set(getFont(FONT + suffix).face.charToGlyph) for suffix in FACES.values()]
    return "".join(sorted(letter for letter in set(text) - {"\n"} if any(ord(letter) not in face for face in faces)))


class Box(Protocol):
    """An element of a column.

    It has a height in points and the footnotes that it refers to, and can be drawn.
    """

    @property
    def height(self) -> float: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the box with its upper left corner at x, y."""


@dataclass(frozen=True, slots=True)
class Style:
    """The style of a block, with lengths in points.

    `indent` is that of the first line and of the others.
    """

    size: float = 10
    leading: float = 13.4
    before: float = 0
    indent: tuple[float, float] = (0, 0)
    align: str = "justify"
    face: str = "regular"
    keep: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words; in justified lines `slack` is distributed over its spaces."""

    words: tuple[Word, ...]
    style: Style
    indent: float
    slack: float
    before: float = 0
    keep: int = 0

    @property
    def height(self) -> float:
        """The leading plus the space before."""
        return self.style.leading + self.before

    @property
    def notes(self) -> tuple[str, ...]:
        """The numbers of the footnotes that the line refers to."""
        return tuple(run.text for word in self.words for run in word if run.face == "note")

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the words, with real spaces between them."""
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
    """A table row: the left edge and the lines of each cell.

    `rules` is whether there is a rule above and below.
    """

    cells: tuple[tuple[float, tuple[Line, ...]], ...]
    width: float
    rules: tuple[bool, bool] = (False, False)
    notes: tuple[str, ...] = field(default=())

    @property
    def height(self) -> float:
        """The height of the tallest cell, with padding."""
        return max(sum(line.height for line in lines) for _, lines in self.cells) + 5

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw the rules and the cells."""
        canvas.setLineWidth(0.6)
        for has_rule, at in zip(self.rules, (y, y - self.height), strict=True):
            if has_rule:
                canvas.line(x, at, x + self.width, at)
        for left, lines in self.cells:
            top = y - 2
            for line in lines:
                line.draw(canvas, x + left, top)
                top -= line.height


def width(word: Word, size: float) -> float:
    """Return the width of a word in points."""
    return sum(
        float(stringWidth(run.text, FONT + FACES[run.face], size * (NOTE_SIZE if run.face == "note" else 1)))
        for run in word
    )


@cache
def _patterns(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=PATTERNS[language], left=2, right=3)


def syllables(word: str, language: str) -> list[int]:
    """Return the offsets of syllable breaks.

    A Turkic syllable starts with at most one consonant.
    """
    if language in PATTERNS:
        return list(_patterns(language).positions(word))
    vowel = [letter in VOWELS for letter in word]
    starts = {at if vowel[at - 1] else at - 1 for at in range(1, len(word)) if vowel[at]}
    return sorted(at for at in starts if 2 <= at <= len(word) - 2 and any(vowel[:at]))


def break_points(word: Word, language: str) -> list[tuple[int, str]]:
    """Return the offsets where a word may be broken, and the hyphen to add.

    A compound breaks at its own hyphens only.
    """
    text = "".join(run.text for run in word)
    hard = [(match.end(), "") for match in HARD.finditer(text)]
    if hard or not language:
        return hard
    return [(match.start() + at, "-") for match in LETTERS.finditer(text) for at in syllables(match[0], language)]


def break_word(word: Word, at: int, hyphen: str) -> tuple[Word, Word]:
    """Break a word after `at` letters."""
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
    """Break words into lines of `measure` points.

    Hyphenate by the rules of `language`, or not at all if it is empty.
    """
    space = width((Run(" ", "regular"),), style.size)
    left = deque(text)
    done: list[Line] = []
    while left:
        indent = style.indent[bool(done)]
        line: list[Word] = []
        room = measure - indent
        while left and width(left[0], style.size) + (space if line else 0) <= room + 0.01:
            room -= width(left[0], style.size) + (space if line else 0)
            line.append(left.popleft())
        if left and (not line or room > MAX_STRETCH * space * max(1, len(line) - 1)):
            room = _fill(line, left, room, style, language)
        if not line:
            line.append(left.popleft())
        justified = style.align != "justify" or bool(left)
        first = not done
        done.append(
            Line(tuple(line), style, indent, max(0, room) if justified else 0, style.before if first else 0, style.keep)
        )
    return done


def _fill(line: list[Word], left: deque[Word], room: float, style: Style, language: str) -> float:
    """Move the longest fitting part of the next word to the end of the line.

    Returns the remaining room.
    """
    space = width((Run(" ", "regular"),), style.size) if line else 0
    for at, hyphen in reversed(break_points(left[0], language)):
        head, tail = break_word(left[0], at, hyphen)
        rest = room - space - width(head, style.size)
        if rest >= 0:
            line.append(head)
            left[0] = tail
            return rest
    return room
