"""Plain text: pages if it has form feeds, else sections."""

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


def read(path: Path, on_progress: ProgressCallback, _limits: ExtractionLimits) -> ExtractedDocument:
    """Read the pages or sections of a text file. Raises EmptyError."""
    raw = decode(path.read_bytes())
    if not raw.strip():
        raise EmptyError(f"{path.name}: the file is empty; there is nothing to add")
    if PAGE_BREAK not in raw.strip("\f\n\r "):
        vocabulary = document_words([raw]) if "\n" in raw.strip() else ()
        blocks = sections.paragraph_blocks(clean_page(raw, vocabulary))
        return ExtractedDocument(PLAIN_TEXT.media_type, paged=False, pages=sections.build_sections(blocks))
    texts = raw.rstrip().removesuffix(PAGE_BREAK).split(PAGE_BREAK)
    return ExtractedDocument(PLAIN_TEXT.media_type, paged=True, pages=pages.build_pages(texts, on_progress=on_progress))
