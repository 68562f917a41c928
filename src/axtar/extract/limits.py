"""Limits on what a file may cost, handed to the readers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ExtractionLimits:
    """What one page may cost.

    `page_characters`: characters read; a poster has 50,000, and more is a trick or an accident. `image_pixels`: pixels of a
    rendered page; 16 million take 48 MB, and are enough for A4 at 400 dpi.
    """

    page_characters: int = 400_000
    image_pixels: int = 16_000_000


DEFAULT_LIMITS = ExtractionLimits()
