"""The text layer of a PDF page, and its quality.

Scans have no text layer, and some fonts do not map their glyphs to letters.
"""

import ctypes
import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from axtar.extract.limits import ExtractionLimits
from axtar.extract.pdf import raised_digits

_STAMP_LENGTH = 100  # characters; a scan may have a stamp over it, such as the address of an archive
_MAX_IMAGES = 1_000  # examined per page
_COVERED = 0.5  # of a page's area
_SAMPLE_LENGTH = 500  # characters from the middle of a page
# Controls, private-use and replacement characters: glyphs without a letter. PDFium's line-end hyphens are not among them.
_UNMAPPED = re.compile("[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_MAX_UNMAPPED = 0.02  # of a page's characters; bullets are fewer
# Capitals and signs inside words: a font whose glyphs are mapped to wrong letters.
_SCRAMBLED = re.compile(r"[A-ZА-ЯЁ](?<=[a-zа-яё].)|[{}\\|@^~<>=+*#$%&;!?](?<=[^\W\d_].)[^\W\d_]")
_MAX_SCRAMBLED = 0.04  # of a sample; a manual of a programming language has .017
_UNREADABLE = (
    "could not be read, because reading took too long or crashed; save the file again with another program, and add it"
)
_DIGITS = re.compile(r"\d+")


class TextLayer(NamedTuple):
    """The raw text of a page.

    `scanned`: images cover the page and it has hardly any text. `garbled`: letters are missing, or differ from those that
    the page shows.
    """

    text: str = ""
    scanned: bool = False
    garbled: bool = False


def read_text_layer(page: Any, limits: ExtractionLimits) -> TextLayer:  # noqa: ANN401 - pypdfium2 has no types
    """Read the text layer of a `pypdfium2.PdfPage`."""
    text_page = page.get_textpage()
    try:
        count = min(text_page.count_chars(), limits.page_characters)
        text = raised_digits.mark_raised_digits(str(text_page.get_text_range(count=count)), text_page)
    finally:
        text_page.close()
    return TextLayer(text, len(text) < _STAMP_LENGTH and _is_covered(page), _is_garbled(text, count))


def _is_garbled(text: str, count: int) -> bool:
    missing = count - len(text)
    if missing > 0:
        missing = count - len(text.encode("utf-16-le")) // 2  # PDFium counts UTF-16 code units
    middle = max(0, len(text) - _SAMPLE_LENGTH) // 2
    sample = text[middle : middle + _SAMPLE_LENGTH]
    if missing > _MAX_UNMAPPED * count or len(_UNMAPPED.findall(sample)) > _MAX_UNMAPPED * len(sample):
        return True
    return len(_SCRAMBLED.findall(sample)) > max(_MAX_SCRAMBLED * len(sample), 4)


def _is_covered(page: Any) -> bool:  # noqa: ANN401 - pypdfium2 has no types
    """Whether images cover most of a page; a scanner may have cut its image into stripes."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = sides = [ctypes.c_float() for _ in range(4)]
    area = 0.0
    images = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    for image in itertools.islice(images, _MAX_IMAGES):
        if pdfium.FPDFPageObj_GetBounds(image, *sides):
            area += abs((right.value - left.value) * (top.value - bottom.value))
    page_left, page_bottom, page_right, page_top = page.get_mediabox()
    return bool(area > _COVERED * abs((page_right - page_left) * (page_top - page_bottom)))


def has_text(layers: Sequence[TextLayer]) -> bool:
    """Whether a file has more than scanned pages that have no text or all the same stamp."""
    texts = {_DIGITS.sub("", layer.text).strip() for layer in layers}
    return any(texts) and not (len(texts) == 1 < len(layers) and all(layer.scanned for layer in layers))


def layer_warnings(layers: Sequence[TextLayer], failed: Collection[int], limits: ExtractionLimits) -> Iterator[str]:
    """Describe the pages with problems.

    `failed` are the numbers of those that could not be read.
    """
    numbers = defaultdict(list)
    for number, layer in enumerate(layers, start=1):
        if number in limits.unreadable_pages:
            problem = _UNREADABLE
        else:
            problem = "could not be read" if number in failed else _problem(layer, limits)
        numbers[problem].append(number)
    return (f"page {page_ranges(pages)}: {problem}" for problem, pages in numbers.items() if problem)


def _problem(layer: TextLayer, limits: ExtractionLimits) -> str:
    if layer.scanned:
        return "scanned, with no or hardly any text; run the file through OCR and add the result"
    if not layer.text.strip():
        return "blank"
    if layer.garbled:
        return "the fonts do not map all glyphs to letters, so that some words cannot be found; OCR may help"
    return f"cut after {limits.page_characters} characters" if len(layer.text) >= limits.page_characters else ""


def page_ranges(numbers: Iterable[int]) -> str:
    """Format ascending numbers, joining consecutive ones.

    >>> page_ranges([1, 3, 4, 5])
    '1, 3–5'
    """
    groups: list[list[int]] = []
    for number in numbers:
        if groups and groups[-1][-1] == number - 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return ", ".join(f"{group[0]}–{group[-1]}" if len(group) > 1 else str(group[0]) for group in groups)
