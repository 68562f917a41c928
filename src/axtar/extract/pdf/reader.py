"""PDF files: the text and labels of their pages, and the title and authors in metadata."""

import logging
import re
from contextlib import closing
from pathlib import Path
from typing import Any

from axtar import media_types
from axtar.errors import CorruptError, EmptyError
from axtar.extract.cleanup.characters import repair_characters
from axtar.extract.limits import ExtractionLimits
from axtar.extract.page_labels import pages
from axtar.extract.pdf.document import PDFIUM_LOCK, open_document, pdfium_error
from axtar.extract.pdf.text_layer import TextLayer, has_text, layer_warnings, read_text_layer
from axtar.model import ExtractedDocument, Record
from axtar.progress import ProgressCallback

# Titles and authors that programs fill in.
_PLACEHOLDER = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel).*|untitled.*|(?:document|belge|документ|sənəd|doc|slide|presentation)\W*\d*"
    r"|anonymous|unspecified|unknown|none|null|admin(?:istrator)?|user|owner|pc|hp|acer|asus|lenovo|dell|windows.*|\W*\d*\W*"
    r"|.*\.(?:docx?|rtf|odt|pdf|indd?|qxd|p65|pmd|tex|dvi|pptx?|xlsx?|cdr|tiff?|jpe?g))",
    re.IGNORECASE,
)
_log = logging.getLogger(__name__)


def read(path: Path, on_progress: ProgressCallback, limits: ExtractionLimits) -> ExtractedDocument:
    """Read the text of every page, with its number and printed label.

    A page that cannot be read is empty and named in the warnings. Progress while pages are read is the number of the page, of
    twice as many steps (`parallel` finds a page that crashes or hangs by it). Raises EncryptedError, CorruptError, or EmptyError.
    """
    with open_document(path) as (document, repaired):
        count = len(document)
        layers: list[TextLayer] = []
        failed: set[int] = set()
        for number in range(1, count + 1):
            on_progress(number, 2 * count)
            try:
                layers.append(
                    TextLayer() if number in limits.unreadable_pages else _text_layer(document, number, limits)
                )
            except (pdfium_error(), MemoryError) as error:
                _log.info("%s: page %d: %s", path.name, number, error)
                layers.append(TextLayer())
                failed.add(number)
        labels = _embedded_labels(document, count, on_progress)
        record = _record(document)
    if len(failed | limits.unreadable_pages) == count:
        raise CorruptError(
            f"{path.name}: none of its {count} pages can be read; the file is damaged: obtain another copy and add that"
        )
    if not has_text(layers):
        raise EmptyError(f"{path.name}: no text; it seems to be a scan: run it through OCR and add the result")
    damage = (
        ["the file is damaged; it was read as far as it could be repaired: obtain another copy"] if repaired else []
    )
    return ExtractedDocument(
        media_types.PDF.media_type,
        paged=True,
        pages=pages.build_pages([layer.text for layer in layers], labels, on_progress),
        record=record,
        warnings=(*damage, *layer_warnings(layers, failed, limits)),
    )


def _text_layer(document: Any, number: int, limits: ExtractionLimits) -> TextLayer:  # noqa: ANN401 - pypdfium2 has no types
    with PDFIUM_LOCK, closing(document[number - 1]) as page:
        return read_text_layer(page, limits)


def _embedded_labels(
    document: Any,  # noqa: ANN401 - pypdfium2 has no types
    count: int,
    on_progress: ProgressCallback,
) -> list[str | None]:
    """Return the page labels in the file; unlike other libraries, PDFium invents none.

    Two hundred thousand of them take longer than a worker may be silent.
    """
    labels = []
    with PDFIUM_LOCK:
        for number in range(count):
            on_progress(count + 1, 2 * count)
            labels.append(document.get_page_label(number).strip() or None)
    return labels


def _record(document: Any) -> Record:  # noqa: ANN401 - pypdfium2 has no types
    with PDFIUM_LOCK:
        title, author = (document.get_metadata_value(key) for key in ("Title", "Author"))
    record: dict[str, Any] = {}
    if title := _metadata_text(title):
        record["title"] = title
    if authors := [name for part in author.split(";") if (name := _metadata_text(part))]:
        record["author"] = [{"literal": name} for name in authors]
    return record  # no year: metadata has the date of the file, and the scan of an old book is new


def _metadata_text(value: str) -> str:
    """Return a title or a name without odd characters; "" for placeholders."""
    value = " ".join(repair_characters(value).split())
    return value if 3 <= len(value) <= 300 and not _PLACEHOLDER.fullmatch(value) else ""
