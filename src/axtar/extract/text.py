"""Plain text: pages where it has form feeds, else sections."""

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


def read(path: Path, on_progress: ProgressCallback, _limits: ExtractionLimits) -> ExtractedDocument:
    """The file's pages or sections. Raises EmptyError."""
    raw = decode(path.read_bytes())
    if not raw.strip():
        raise EmptyError(f"{path.name}: is empty; nothing to add")
    known = document_words([raw]) if "\n" in raw.strip() else ()
    if "\f" not in raw.strip("\f\n\r "):
        whole = sections.pages(sections.blocks(clean_page(raw, known)))
        return ExtractedDocument(PLAIN_TEXT.media_type, paged=False, pages=whole)
    parts = raw.rstrip().removesuffix("\f").split("\f")
    return ExtractedDocument(PLAIN_TEXT.media_type, paged=True, pages=pages.build_pages(parts, on_progress=on_progress))
