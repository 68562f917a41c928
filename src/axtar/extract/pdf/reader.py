"""PDF files, read by PDFium; what PDFium cannot open is repaired by pikepdf (qpdf) and read again.

PDFium is not thread-safe: whatever calls it in this process holds `PDFIUM`.
"""

import io
import logging
import re
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from axtar import media_types
from axtar.errors import CorruptError, EmptyError, EncryptedError, ExtractionError, NotFoundError
from axtar.extract.cleanup.characters import repair_characters
from axtar.extract.page_labels import pages
from axtar.extract.pdf.text_layer import Layer, doubts, has_text, layer
from axtar.model import ExtractedDocument, Record
from axtar.progress import ProgressCallback

PDFIUM = threading.RLock()

_JUNK = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel).*|untitled.*|(?:document|belge|документ|sənəd|doc|slide|presentation)\W*\d*"
    r"|anonymous|unspecified|unknown|none|null|admin(?:istrator)?|user|owner|pc|hp|acer|asus|lenovo|dell|windows.*|\W*\d*\W*"
    r"|.*\.(?:docx?|rtf|odt|pdf|indd?|qxd|p65|pmd|tex|dvi|pptx?|xlsx?|cdr|tiff?|jpe?g))",
    re.IGNORECASE,
)
_log = logging.getLogger(__name__)


def read(path: Path, on_progress: ProgressCallback) -> ExtractedDocument:
    """Every page's text with its number and printed label.

    A page that fails is empty and named in the warnings. Raises EncryptedError, CorruptError, or EmptyError.
    """
    with opened(path) as (document, mended):
        count = len(document)
        layers, failed = [], []
        for number in range(1, count + 1):
            on_progress(number, 2 * count)
            try:
                layers.append(_layer(document, number))
            except _pdfium_error() as error:
                _log.info("%s: page %d: %s", path.name, number, error)
                layers.append(Layer())
                failed.append(number)
        explicit = _explicit_labels(document, count)
        record = _record(document)
    if failed and len(failed) == count:
        raise CorruptError(
            f"{path.name}: none of its {count} pages can be read; the file is damaged, please get it again"
        )
    if not has_text(layers):
        raise EmptyError(f"{path.name}: no text: it seems to be a scan; run it through OCR first and add the result")
    damage = ["the file is damaged: it was read as far as it could be repaired; please get it again"] if mended else []
    return ExtractedDocument(
        media_types.PDF.media_type,
        paged=True,
        pages=pages.build_pages([one.text for one in layers], explicit, on_progress),
        record=record,
        warnings=(*damage, *doubts(layers, failed)),
    )


@contextmanager
def opened(path: Path) -> Iterator[tuple[Any, bool]]:
    """The file as a `pypdfium2.PdfDocument`, and whether it had to be repaired (in memory).

    Raises EncryptedError, CorruptError or EmptyError.
    """
    document, mended = _open(path)
    try:
        yield document, mended
    finally:
        with PDFIUM:
            document.close()


@contextmanager
def opened_page(path: Path, number: int) -> Iterator[Any]:
    """One page as a `pypdfium2.PdfPage`, with PDFium locked. Raises NotFoundError beside what `opened` raises."""
    with PDFIUM, opened(path) as (document, _):
        if not 1 <= number <= len(document):
            raise NotFoundError(f"{path.name} has no page {number}: its pages are 1 to {len(document)}")
        try:
            page = document[number - 1]
        except _pdfium_error() as error:
            raise CorruptError(f"{path.name}: page {number} is damaged and cannot be shown") from error
        with closing(page):
            yield page


def _pdfium_error() -> type[Exception]:
    import pypdfium2  # 60 ms, and only needed once a PDF is read

    error: type[Exception] = pypdfium2.PdfiumError
    return error


def _open(path: Path) -> tuple[Any, bool]:
    import pypdfium2

    with PDFIUM:
        try:
            return pypdfium2.PdfDocument(path), False
        except pypdfium2.PdfiumError as error:
            # Its reason cannot be trusted: for a file without pages it is that of the file before.
            _log.info("%s: %s", path.name, error)
        try:
            return pypdfium2.PdfDocument(_repaired(path)), True
        except pypdfium2.PdfiumError as error:
            raise _corrupt(path) from error


def _repaired(path: Path) -> bytes:
    """The file from its `%PDF` on, with a table of contents (xref) made by qpdf from the objects that are still there."""
    import pikepdf  # 100 ms, and few files need it

    data = path.read_bytes()
    mended = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data[max(0, data.find(b"%PDF")) :]), suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                raise EmptyError(f"{path.name}: a PDF without a single page; please get the file again")
            pdf.save(mended)
    except pikepdf.PasswordError as error:
        raise EncryptedError(f"{path.name}: wants a password; save a copy without one and add that") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:  # qpdf reports some damage in its own ways
        raise _corrupt(path) from error
    return mended.getvalue()


def _corrupt(path: Path) -> ExtractionError:
    return CorruptError(f"{path.name}: a damaged PDF that could not be repaired; please get the file again")


def _layer(document: Any, number: int) -> Layer:  # noqa: ANN401 - pypdfium2 has no types
    with PDFIUM, closing(document[number - 1]) as page:
        return layer(page)


def _explicit_labels(document: Any, count: int) -> list[str | None]:  # noqa: ANN401 - pypdfium2 has no types
    """The labels that the file itself gives; PDFium, unlike others, invents none."""
    with PDFIUM:
        return [document.get_page_label(number).strip() or None for number in range(count)]


def _record(document: Any) -> Record:  # noqa: ANN401 - pypdfium2 has no types
    with PDFIUM:
        title, author = (document.get_metadata_value(key) for key in ("Title", "Author"))
    record: dict[str, Any] = {}
    if title := _said(title):
        record["title"] = title
    if authors := [name for part in author.split(";") if (name := _said(part))]:
        record["author"] = [{"literal": name} for name in authors]
    return record  # no year: a file says when it was made, and the scan of an old book is new


def _said(value: str) -> str:
    """A title or a name as the file gives it; "" for what a program filled in."""
    value = " ".join(repair_characters(value).split())
    return value if 3 <= len(value) <= 300 and not _JUNK.fullmatch(value) else ""
