"""A PDF's page as printed: its picture, and where on it a span of its text stands."""

import ctypes
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from axtar.errors import CorruptError
from axtar.extract.pdf.alignment import align
from axtar.extract.pdf.reader import opened_page

MAX_PIXELS = 16_000_000
"""48 MB while it is drawn; enough for A4 at 400 dpi."""

_FINE = 1 << 20  # positions are asked for on a page of so many pixels, and given as fractions of it

Box = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions (0 to 1) of the page as it is shown, from its top left corner."""


def render(path: Path, number: int, width_px: int) -> bytes:
    """The page as PNG, turned and cropped as a viewer shows it, `width_px` wide or less if that were over `MAX_PIXELS`."""
    with opened_page(path, number) as page:
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            raise CorruptError(f"{path.name}: page {number} has no size and cannot be shown")
        scale = min(max(1, width_px) / width, (MAX_PIXELS / width / height) ** 0.5)
        if min(width, height) * scale < 1:
            raise CorruptError(f"{path.name}: page {number} is {width:.0f} × {height:.0f} points and cannot be shown")
        picture = io.BytesIO()
        bitmap = page.render(scale=scale)
        bitmap.to_pil().save(picture, "PNG", compress_level=3)
        bitmap.close()
    return picture.getvalue()


def boxes(path: Path, number: int, spans: Sequence[tuple[int, int]], text: str) -> list[Box]:
    """Where the spans of the page's cleaned `text` stand, in the order of the spans: a box for each line of each."""
    if not spans:
        return []
    import pypdfium2.raw as pdfium

    with opened_page(path, number) as page:
        written = page.get_textpage()
        try:
            count = written.count_chars()
            raw = "".join(chr(pdfium.FPDFText_GetUnicode(written, index)) for index in range(count))
            origin = align(raw, text)
            return [
                box
                for start, end in spans
                for first, last in _stretches(origin[start:end])
                for box in _lines(_rectangles(page, written, first, last - first + 1))
            ]
        finally:
            written.close()


def _stretches(origins: list[int]) -> Iterator[tuple[int, int]]:
    """First and last raw index of a span: one stretch, as what cleaning drops in between (line ends) has no box."""
    known = [index for index in origins if index >= 0]
    if known:
        yield known[0], known[-1]


def _rectangles(page: Any, written: Any, index: int, count: int) -> Iterator[Box]:  # noqa: ANN401 - pypdfium2 has no types
    import pypdfium2.raw as pdfium

    sides = [ctypes.c_double() for _ in range(4)]
    for number in range(pdfium.FPDFText_CountRects(written, index, count)):
        if pdfium.FPDFText_GetRect(written, number, *sides):
            left, top, right, bottom = (side.value for side in sides)
            corners = [_shown(page, left, top), _shown(page, right, bottom)]
            yield (
                min(x for x, _ in corners),
                min(y for _, y in corners),
                max(x for x, _ in corners),
                max(y for _, y in corners),
            )


def _shown(page: Any, x: float, y: float) -> tuple[float, float]:  # noqa: ANN401 - pypdfium2 has no types
    """A point of the page's own space on the page as it is shown: turned, cropped, from the top left."""
    import pypdfium2.raw as pdfium

    right, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _FINE, _FINE, 0, x, y, right, down)
    return _fraction(right.value), _fraction(down.value)


def _fraction(position: int) -> float:
    return round(min(max(position / _FINE, 0.0), 1.0), 5)


def _lines(rectangles: Iterator[Box]) -> list[Box]:
    """Rectangles that touch on one line as one: PDFium parts them where the font changes."""
    lines: list[Box] = []
    for box in rectangles:
        if lines and _on_one_line(lines[-1], box):
            last = lines.pop()
            box = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))  # noqa: PLW2901 - it grows
        lines.append(box)
    return lines


def _on_one_line(first: Box, second: Box) -> bool:
    overlap = min(first[3], second[3]) - max(first[1], second[1])
    return overlap > 0.5 * min(first[3] - first[1], second[3] - second[1]) and second[0] - first[2] < 0.05
