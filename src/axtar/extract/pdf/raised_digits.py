"""Raised small digits after words on a PDF page, such as the numbers of footnotes.

The text layer has them as if they belonged to the word, and sometimes without the blank that follows.
"""

import ctypes
import re
from typing import Any

from axtar.extract.cleanup.raised_digits import raise_digits

_CANDIDATE = re.compile(r"(?<=[^\W\d_][^\W\d_])[.,;:!?)”»]?(\d{1,3})(?!\d)")
_MAX_CANDIDATES = 1_000  # of a page
_RAISED_SIZE = 0.85  # of the size of the letter before
_RAISED_BY = 0.1  # of the same


def mark_raised_digits(text: str, text_page: Any) -> str:  # noqa: ANN401 - pypdfium2 has no types
    """Write raised digits after a word as superscripts; each character remains at its place.

    `text` is that of a `pypdfium2.PdfTextPage`.
    """
    marked, end = [], 0
    for number, match in enumerate(_CANDIDATE.finditer(text)):
        if number >= _MAX_CANDIDATES:
            break
        if _is_raised(text, match.start(1), match.start() - 1, text_page):
            marked += [text[end : match.start(1)], raise_digits(match.group(1))]
            end = match.end(1)
    return "".join((*marked, text[end:])) if marked else text


def _is_raised(text: str, digit: int, letter: int, text_page: Any) -> bool:  # noqa: ANN401 - pypdfium2 has no types
    """Whether a digit is smaller and stands higher than the letter before it.

    The indices are those of PDFium, unless its text lacks characters.
    """
    import pypdfium2.raw as pdfium

    if any(pdfium.FPDFText_GetUnicode(text_page, at) != ord(text[at]) for at in (digit, letter)):
        return False
    size, usual = (pdfium.FPDFText_GetFontSize(text_page, at) for at in (digit, letter))
    x, y, base = ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, digit, x, y)
    pdfium.FPDFText_GetCharOrigin(text_page, letter, x, base)
    return bool(0 < size < _RAISED_SIZE * usual) and y.value > base.value + _RAISED_BY * usual
