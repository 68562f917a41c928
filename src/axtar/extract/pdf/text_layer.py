"""The text layer of a PDF's page, and whether it can be one: scans have none, and some fonts do not say their letters."""

import ctypes
import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

MAX_CHARACTERS = 400_000
"""What is read of one page: a poster holds 50,000; more is a trick or an accident and would take memory and time."""

_HARDLY = 100  # characters of a stamp over a scan, such as an archive's address
_PICTURES = 1_000  # that are looked at on one page
_COVERED = 0.5  # of a page
_SAMPLE = 500  # characters from the middle of a page
# Controls, private and replaced characters: glyphs that stand for no letter. PDFium's line-end hyphens are none of them.
_NAMELESS = re.compile("[\x00\x01\x03-\x08\x0e-\x1f\x7f-\x9f\ue000-\uf8ff\ufffd]")
_LOST = 0.02  # of a page's characters; bullets are fewer
# Capitals and signs inside words, as of a font whose letters are given wrong names.
_SCRAMBLED = re.compile(r"[A-ZА-ЯЁ](?<=[a-zа-яё].)|[{}\\|@^~<>=+*#$%&;!?](?<=[^\W\d_].)[^\W\d_]")
_GARBLED = 0.04  # of a sample; a manual of a programming language has .017
_DIGIT = re.compile(r"\d+")


class Layer(NamedTuple):
    """A page's raw text. `scanned`: a picture covers the page and there is hardly any text.

    `garbled`: letters are missing, or are not those that one sees.
    """

    text: str = ""
    scanned: bool = False
    garbled: bool = False


def layer(page: Any) -> Layer:  # noqa: ANN401 - pypdfium2 has no types
    """The text layer of a `pypdfium2.PdfPage`."""
    written = page.get_textpage()
    try:
        count = min(written.count_chars(), MAX_CHARACTERS)
        text = str(written.get_text_range(count=count))
    finally:
        written.close()
    return Layer(text, len(text) < _HARDLY and _is_covered(page), _is_garbled(text, count))


def _is_garbled(text: str, count: int) -> bool:
    missing = count - len(text)
    if missing > 0:
        missing = count - len(text.encode("utf-16-le")) // 2  # that is how PDFium counts
    middle = max(0, len(text) - _SAMPLE) // 2
    sample = text[middle : middle + _SAMPLE]
    if missing > _LOST * count or len(_NAMELESS.findall(sample)) > _LOST * len(sample):
        return True
    return len(_SCRAMBLED.findall(sample)) > max(_GARBLED * len(sample), 4)


def _is_covered(page: Any) -> bool:  # noqa: ANN401 - pypdfium2 has no types
    """Whether pictures cover most of a page; a scanner may have cut it into stripes."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = sides = [ctypes.c_float() for _ in range(4)]
    area = 0.0
    pictures = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    for picture in itertools.islice(pictures, _PICTURES):
        if pdfium.FPDFPageObj_GetBounds(picture, *sides):
            area += abs((right.value - left.value) * (top.value - bottom.value))
    left_, bottom_, right_, top_ = page.get_mediabox()
    return bool(area > _COVERED * abs((right_ - left_) * (top_ - bottom_)))


def has_text(layers: Sequence[Layer]) -> bool:
    """Whether there is more than pictures of pages, each with the same stamp or none."""
    said = {_DIGIT.sub("", one.text).strip() for one in layers}
    return any(said) and not (len(said) == 1 < len(layers) and all(one.scanned for one in layers))


def doubts(layers: Sequence[Layer], failed: Collection[int]) -> Iterator[str]:
    """What a librarian should know of the pages; `failed` are the numbers of those that could not be read."""
    said = defaultdict(list)
    for number, one in enumerate(layers, start=1):
        said[_doubt(one) if number not in failed else "could not be read"].append(number)
    return (f"page {spans(pages)}: {doubt}" for doubt, pages in said.items() if doubt)


def _doubt(one: Layer) -> str:
    if one.scanned:
        return "scanned, with no or hardly any text; run the file through OCR and add the result"
    if not one.text.strip():
        return "blank"
    if one.garbled:
        return "the file does not say which letters stand there, so that words will be missed; OCR may help"
    return f"cut after {MAX_CHARACTERS} characters" if len(one.text) >= MAX_CHARACTERS else ""


def spans(numbers: Iterable[int]) -> str:
    """Ascending numbers with neighbours taken together.

    >>> spans([1, 3, 4, 5])
    '1, 3–5'
    """
    groups: list[list[int]] = []
    for number in numbers:
        if groups and groups[-1][-1] == number - 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return ", ".join(f"{group[0]}–{group[-1]}" if len(group) > 1 else str(group[0]) for group in groups)
