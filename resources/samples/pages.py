"""Page layout: columns, footnotes, running heads, printed page numbers."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from resources.samples import lines, markup
from resources.samples.lines import Box, Line, Row, Style
from resources.samples.markup import Block, Source

WIDTH, HEIGHT = 420.0, 595.0  # A5 in points
SIDE, TOP, BOTTOM, GUTTER = 46.0, 66.0, 56.0, 14.0
FULL = WIDTH - 2 * SIDE
HEAD, FOOT = HEIGHT - 44, 32.0
NOTES_GAP = 9.0  # between the text and its footnotes, with a short rule
STYLES = {
    "title": Style(15, 19.5, align="center", face="bold"),
    "byline": Style(10, 24, before=5, align="center", face="italic"),
    "heading": Style(10.5, 14, before=11, align="left", face="bold", keep=2),
    "paragraph": Style(indent=(14, 0)),
    "abstract": Style(8.6, 11.4, before=7),
    "narrow": Style(9, 12, indent=(11, 0)),
    "caption": Style(8.6, 13, before=9, align="left", face="italic", keep=3),
    "entry": Style(9, 11.8, before=2, indent=(0, 14), align="left"),
    "cell": Style(8.4, 10.6, align="left"),
    "label": Style(8.4, 10.6, align="left", face="bold"),
    "note": Style(8, 10.2),
    "imprint": Style(7.4, 9.2, face="italic"),
}
HYPHENATED = {"paragraph", "narrow", "abstract", "note"}
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def roman(number: int) -> str:
    """Format a number below 40 in lowercase Roman numerals."""
    for value, letters in ROMAN:
        if number >= value:
            return letters + roman(number - value)
    return ""


def set_lines(text: str, kind: str, measure: float, language: str) -> list[Line]:
    """Set marked-up text in lines, in the style of a kind of block."""
    style = STYLES[kind]
    return lines.wrap(markup.words(text, style.face), measure, style, language if kind in HYPHENATED else "")


def set_table(block: Block, measure: float) -> Iterator[Row]:
    """Set a table; the first row is its header.

    Columns fit their longest word; the rest of the width is distributed by their longest cell.
    """
    cells = markup.rows(block)
    columns = list(zip(*cells, strict=True))
    least = [
        max(lines.width(word, 8.4) for cell in column for word in markup.words(cell, "bold")) + 8 for column in columns
    ]
    weights = [max(len(cell) for cell in column) for column in columns]
    spare = measure - sum(least)
    widths = [low + spare * weight / sum(weights) for low, weight in zip(least, weights, strict=True)]
    lefts = [sum(widths[:place]) for place in range(len(widths))]
    for number, row in enumerate(cells):
        kind = "cell" if number else "label"
        cell_lines = [tuple(set_lines(cell, kind, wide - 8, "")) for cell, wide in zip(row, widths, strict=True)]
        rules = (not number, not number or number == len(cells) - 1)
        yield Row(tuple(zip(lefts, cell_lines, strict=True)), measure, rules)


def boxes(block: Block, measure: float) -> Iterable[Box]:
    """Set a block as boxes."""
    if block.kind == "table":
        return set_table(block, measure)
    kind = "narrow" if block.kind == "paragraph" and measure < FULL else block.kind
    return set_lines(block.text, kind, measure, block.language)


class Typesetter:
    """Fills the pages of one document, column by column.

    Footnotes are at the foot of the column that refers to them.
    """

    def __init__(self, path: Path, source: Source, record: dict[str, Any]) -> None:
        """Begin the document at `path`."""
        self.source, self.record, self.language = source, record, str(record["language"])
        self.canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=1)
        self.canvas.setTitle(record["title"])
        self.canvas.setAuthor("; ".join(f"{name['given']} {name['family']}" for name in record["author"]))
        self.canvas.setSubject(record["note"])
        self.arabic = "front" not in source.settings
        self.printed = int(source.settings["first" if self.arabic else "front"]) - 1
        self.imprint = set_lines(record["note"], "imprint", FULL, "")
        self.physical, self.columns = 0, 1
        self.y = self.ceiling = self.floor = 0.0  # of the current column
        self.open_page()

    @property
    def measure(self) -> float:
        """The width of a column."""
        return (FULL - GUTTER * (self.columns - 1)) / self.columns

    @property
    def left(self) -> float:
        """The left edge of the column."""
        return SIDE + self.column * (self.measure + GUTTER)

    def typeset(self) -> None:
        """Typeset all blocks and save the file."""
        for block in self.source.blocks:
            if block.kind == "columns":
                notes = self.height(self.foot)
                self.close_column()
                self.floor += notes
                self.columns, self.ceiling = 2, self.y - 8
                self.open_column(0)
            elif block.kind == "body":
                self.close_page()
                self.arabic, self.printed = True, int(self.source.settings["first"]) - 1
                self.open_page()
            else:
                self.place(list(boxes(block, self.measure)))
        self.close_page()
        self.canvas.save()

    def place(self, content: list[Box]) -> None:
        """Place boxes in the column, and in the next ones when it is full."""
        keep = max((getattr(box, "keep", 0) for box in content), default=0) * STYLES["paragraph"].leading
        for box in content:
            notes = [line for number in box.notes for line in self.note(number)]
            need = box.height + keep
            while self.y < HEIGHT - TOP and self.y - need - self.height([*self.foot, *notes]) < self.floor:
                self.advance()
            if self.y == self.ceiling and isinstance(box, Line):
                box = replace(box, before=0)  # noqa: PLW2901 - the same line, without the space above
            self.foot += notes
            box.draw(self.canvas, self.left, self.y)
            self.y -= box.height
            keep = 0

    def note(self, number: str) -> list[Line]:
        """Set a footnote in lines."""
        return set_lines(f"[^{number}] {self.source.notes[number]}", "note", self.measure, self.language)

    def height(self, notes: list[Line]) -> float:
        """Return the height of footnotes in a column."""
        return sum(line.height for line in notes) + NOTES_GAP * bool(notes)

    def advance(self) -> None:
        """Continue in the next column, or on the next page after the last column."""
        self.close_column()
        if self.column + 1 < self.columns:
            self.open_column(self.column + 1)
        else:
            self.close_page()
            self.open_page()

    def open_column(self, column: int) -> None:
        """Begin a column, below any text that spans all columns."""
        self.column, self.y = column, self.ceiling
        self.foot: list[Line] = []

    def close_column(self) -> None:
        """Draw the footnotes of the column."""
        y = self.floor + self.height(self.foot)
        if self.foot:
            self.canvas.setLineWidth(0.5)
            self.canvas.line(self.left, y - 4, self.left + 60, y - 4)
        for line in self.foot:
            line.draw(self.canvas, self.left, y - NOTES_GAP)
            y -= line.height
        self.foot = []

    def open_page(self) -> None:
        """Begin a page with its number and running head; the first also has the imprint."""
        self.physical, self.printed = self.physical + 1, self.printed + 1
        self.ceiling, self.floor = HEIGHT - TOP, BOTTOM
        if self.source.settings.get("labels") == "yes":
            style = "ARABIC" if self.arabic else "ROMAN_LOWER"
            self.canvas.addPageLabel(self.physical - 1, style=style, start=self.printed)
        self.draw_head()
        if self.physical == 1:
            self.floor += self.height(self.imprint)
        self.open_column(0)

    def close_page(self) -> None:
        """Finish the page; the first one with the imprint."""
        self.close_column()
        y = BOTTOM - NOTES_GAP + self.height(self.imprint)
        for line in self.imprint if self.physical == 1 else ():
            line.draw(self.canvas, SIDE, y)
            y -= line.height
        if self.numbered_below:
            self.canvas.setFont(lines.FONT, 9)
            self.canvas.drawCentredString(WIDTH / 2, FOOT, self.number)
        self.canvas.showPage()

    @property
    def number(self) -> str:
        """The page number as printed."""
        return str(self.printed) if self.arabic else roman(self.printed)

    @property
    def numbered_below(self) -> bool:
        """Whether the number is at the foot.

        It always is on the first page; on others, the setting of the source decides.
        """
        return self.physical == 1 or self.source.settings["number"] == "foot"

    def draw_head(self) -> None:
        """Draw the running head, with the page number unless it is at the foot."""
        year = self.record["issued"]["date-parts"][0][0]
        volume = " ".join(str(self.record[key]) for key in ("container-title", "volume") if key in self.record)
        first, even = self.physical == 1, self.printed % 2 == 0
        self.canvas.setFont(lines.FONT + "-Italic", 8.5)
        self.canvas.drawCentredString(
            WIDTH / 2, HEAD, f"{volume} ({year})" if first or even else self.source.settings["head"]
        )
        self.canvas.setFont(lines.FONT, 9)
        if not self.numbered_below and even:
            self.canvas.drawString(SIDE, HEAD, self.number)
        elif not self.numbered_below:
            self.canvas.drawRightString(WIDTH - SIDE, HEAD, self.number)
