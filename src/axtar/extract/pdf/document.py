"""Opening of PDF files with PDFium.

A file that PDFium cannot open is repaired by pikepdf (qpdf) and opened again.

PDFium is not thread-safe: code of this process that calls it holds `PDFIUM_LOCK`.
"""

import io
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from axtar.errors import CorruptError, EmptyError, EncryptedError, NotFoundError

PDFIUM_LOCK = threading.RLock()

_log = logging.getLogger(__name__)


def pdfium_error() -> type[Exception]:
    """Return the exception that PDFium's binding raises."""
    import pypdfium2  # 60 ms, and only needed once a PDF is read

    error: type[Exception] = pypdfium2.PdfiumError
    return error


def repair(path: Path) -> bytes:
    """Return a PDF repaired by qpdf, from its `%PDF` on.

    The cross-reference table is rebuilt from the objects still there. Raises EncryptedError, CorruptError or EmptyError.
    """
    import pikepdf  # 100 ms, and few files need it

    data = path.read_bytes()
    repaired = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data[max(0, data.find(b"%PDF")) :]), suppress_warnings=True) as pdf:
            if not len(pdf.pages):
                raise EmptyError(f"{path.name}: the PDF has no pages; obtain another copy and add that")
            pdf.save(repaired)
    except pikepdf.PasswordError as error:
        raise EncryptedError(f"{path.name}: requires a password; save a copy without one and add that") from error
    except (pikepdf.PdfError, ValueError, RuntimeError) as error:  # qpdf reports some damage in its own ways
        raise _corrupt(path) from error
    return repaired.getvalue()


@contextmanager
def open_document(path: Path, repair: Callable[[Path], bytes] = repair) -> Iterator[tuple[Any, bool]]:
    """Yield a file as a `pypdfium2.PdfDocument`, and whether it was repaired (in memory).

    Raises EncryptedError, CorruptError or EmptyError.
    """
    document, repaired = _open(path, repair)
    try:
        yield document, repaired
    finally:
        with PDFIUM_LOCK:
            document.close()


@contextmanager
def open_page(path: Path, number: int) -> Iterator[Any]:
    """Open one page as a `pypdfium2.PdfPage`, holding `PDFIUM_LOCK`.

    Raises NotFoundError, and what `open_document` raises.
    """
    with PDFIUM_LOCK, open_document(path) as (document, _):
        if not 1 <= number <= len(document):
            raise NotFoundError(f"{path.name} has no page {number}: its pages are 1 to {len(document)}")
        try:
            page = document[number - 1]
        except pdfium_error() as error:
            raise CorruptError(f"{path.name}: page {number} is damaged and cannot be shown") from error
        with closing(page):
            yield page


def _open(path: Path, repair: Callable[[Path], bytes]) -> tuple[Any, bool]:
    import pypdfium2

    with PDFIUM_LOCK:
        try:
            return pypdfium2.PdfDocument(path), False
        except pypdfium2.PdfiumError as error:
            # The reason in its message is unreliable: for a file without pages it is that of the file before.
            _log.info("%s: %s", path.name, error)
        try:
            return pypdfium2.PdfDocument(repair(path)), True
        except pypdfium2.PdfiumError as error:
            raise _corrupt(path) from error


def _corrupt(path: Path) -> CorruptError:
    return CorruptError(f"{path.name}: a damaged PDF that could not be repaired; obtain another copy and add that")
