"""The interface of OCR engines."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from PIL.Image import Image


@runtime_checkable
class OcrEngine(Protocol):
    """An engine that recognizes the text of page images."""

    def recognize(self, image: "Image", languages: Sequence[str]) -> str:
        """Return the raw text of a page image, lines separated by LF.

        `languages` are ISO 639-1 codes, likeliest first.
        """
        ...
