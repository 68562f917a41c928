"""A PDF page as printed: its image, and the boxes of words on it."""

import ctypes
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from axtar.errors import CorruptError
from axtar.extract.limits import DEFAULT_LIMITS, ExtractionLimits
from axtar.extract.pdf.alignment import align
from axtar.extract.pdf.document import open_page

_RESOLUTION = 1 << 20  # pixels of the imaginary page on which positions are computed, before they become fractions
_SAME_LINE_OVERLAP = 0.5  # of the lower box's height
_SAME_LINE_GAP = 0.05  # of the page's width

Box = tuple[float, float, float, float]
"""Left, top, right, bottom as fractions (0 to 1) of the page as it is shown, from its top left corner."""


def render(path: Path, number: int, width_px: int, limits: ExtractionLimits = DEFAULT_LIMITS) -> bytes:
    """Render a page as PNG, rotated and cropped as a viewer shows it.

    The image is `width_px` wide, or less if the limits require it.
    """
    with open_page(path, number) as page:
        width, height = page.get_size()
        if not (width > 0 and height > 0):
            raise CorruptError(f"{path.name}: page {number} has no size and cannot be shown")
        scale = min(max(1, width_px) / width, (limits.image_pixels / width / height) ** 0.5)
        if min(width, height) * scale < 1:
            raise CorruptError(f"{path.name}: page {number} is {width:.0f} × {height:.0f} points and cannot be shown")
        image = io.BytesIO()
        bitmap = page.render(scale=scale)
        bitmap.to_pil().save(image, "PNG", compress_level=3)
        bitmap.close()
    return image.getvalue()


def boxes(path: Path, number: int, spans: Sequence[tuple[int, int]], text: str) -> list[Box]:
    """Locate spans of a page's cleaned `text`.

    Returns a box for each line of each span, in the order of the spans.
    """
    if not spans:
        return []
    import pypdfium2.raw as pdfium

    with open_page(path, number) as page:
        text_page = page.get_textpage()
        try:
            count = text_page.count_chars()
            raw = "".join(chr(pdfium.FPDFText_GetUnicode(text_page, index)) for index in range(count))
            origins = align(raw, text)
            return [
                box
                for start, end in spans
                for first, last in _raw_range(origins[start:end])
                for box in _merge_on_line(_rectangles(page, text_page, first, last - first + 1))
            ]
        finally:
            text_page.close()


def _raw_range(origins: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last raw index of a span, if it has any.

    One range is enough, because what clean-up drops has no box.
    """
    known = [index for index in origins if index >= 0]
    if known:
        yield known[0], known[-1]


def _rectangles(page: Any, text_page: Any, index: int, count: int) -> Iterator[Box]:  # noqa: ANN401 - pypdfium2 has no types
    import pypdfium2.raw as pdfium

    sides = [ctypes.c_double() for _ in range(4)]
    for number in range(pdfium.FPDFText_CountRects(text_page, index, count)):
        if pdfium.FPDFText_GetRect(text_page, number, *sides):
            left, top, right, bottom = (side.value for side in sides)
            corners = [_to_shown(page, left, top), _to_shown(page, right, bottom)]
            yield (
                min(x for x, _ in corners),
                min(y for _, y in corners),
                max(x for x, _ in corners),
                max(y for _, y in corners),
            )


def _to_shown(page: Any, x: float, y: float) -> tuple[float, float]:  # noqa: ANN401 - pypdfium2 has no types
    """Convert a point in the page's own coordinates to fractions of the page as shown.

    A page is shown rotated and cropped.
    """
    import pypdfium2.raw as pdfium

    right, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, _RESOLUTION, _RESOLUTION, 0, x, y, right, down)
    return _fraction(right.value), _fraction(down.value)


def _fraction(position: int) -> float:
    return round(min(max(position / _RESOLUTION, 0.0), 1.0), 5)


def _merge_on_line(rectangles: Iterator[Box]) -> list[Box]:
    """Merge rectangles that touch on one line: PDFium splits them where the font changes."""
    lines: list[Box] = []
    for box in rectangles:
        if lines and _on_one_line(lines[-1], box):
            last = lines.pop()
            lines.append((min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3])))
        else:
            lines.append(box)
    return lines


def _on_one_line(first: Box, second: Box) -> bool:
    overlap = min(first[3], second[3]) - max(first[1], second[1])
    lower = min(first[3] - first[1], second[3] - second[1])
    return overlap > _SAME_LINE_OVERLAP * lower and second[0] - first[2] < _SAME_LINE_GAP
