"""Limits on the cost of reading a file, passed to the readers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExtractionLimits:
    """Limits on the cost of one page, and the pages that are beyond them.

    `page_characters`: characters read; a poster has 50,000, and more is a trick or an accident. `image_pixels`: pixels of a
    rendered page; 16 million take 48 MB, and are enough for A4 at 400 dpi. `unreadable_pages`: numbers of pages that are known to
    hang or crash their reader, and are left empty.
    """

    page_characters: int = 400_000
    image_pixels: int = 16_000_000
    unreadable_pages: frozenset[int] = frozenset()


DEFAULT_LIMITS = ExtractionLimits()
