"""Plain text: pages if it has form feeds, else sections."""

from collections.abc import Iterator
from pathlib import Path

from axtar.errors import EmptyError
from axtar.extract import sections
from axtar.extract.cleanup.dehyphenation import document_words
from axtar.extract.cleanup.encoding import decode
from axtar.extract.cleanup.paragraphs import clean_page
from axtar.extract.limits import ExtractionLimits
from axtar.extract.page_labels import pages
from axtar.media_types import PLAIN_TEXT
from axtar.model import ExtractedDocument
from axtar.progress import ProgressCallback

PAGE_BREAK = "\f"


_CHUNK = 1_000_000  # characters that are cleaned at a time


def read(path: Path, on_progress: ProgressCallback, limits: ExtractionLimits) -> ExtractedDocument:
    """Read the pages or sections of a text file. Raises EmptyError."""
    raw = decode(path.read_bytes())
    if not raw.strip():
        raise EmptyError(f"{path.name}: the file is empty; there is nothing to add")
    texts = raw.rstrip().removesuffix(PAGE_BREAK).split(PAGE_BREAK)
    # A form feed in a text of longer "pages" than any printed one is none of a page.
    if PAGE_BREAK not in raw.strip("\f\n\r ") or max(map(len, texts)) > limits.page_characters:
        vocabulary = document_words([raw]) if "\n" in raw.strip() else ()
        blocks = (block for part in _parts(raw) for block in sections.paragraph_blocks(clean_page(part, vocabulary)))
        return ExtractedDocument(PLAIN_TEXT.media_type, paged=False, pages=sections.build_sections(blocks))
    return ExtractedDocument(PLAIN_TEXT.media_type, paged=True, pages=pages.build_pages(texts, on_progress=on_progress))


def _parts(text: str) -> Iterator[str]:
    """Yield a text in parts of _CHUNK characters, if possible divided between paragraphs.

    Cleaning makes several copies of what it is given.
    """
    start = 0
    while len(text) - start > _CHUNK:
        ends = (text.rfind(mark, start + 1, start + _CHUNK) for mark in ("\n\n", "\n", " "))
        end = next((end for end in ends if end > start), start + _CHUNK)
        yield text[start:end]
        start = end
    yield text[start:]
