"""The registry of readers: one row per media type that can be added.

`read` picks the row for a file. A new format is a module with a reader, a row in `READERS` and a row in `axtar.media_types`.
"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from axtar import media_types
from axtar.errors import ExtractionError
from axtar.extract.limits import DEFAULT_LIMITS, ExtractionLimits
from axtar.extract.signatures import HEAD_BYTES, detect_format
from axtar.model import ExtractedDocument
from axtar.progress import ProgressCallback, ignore_progress

Reader = Callable[[Path, ProgressCallback, ExtractionLimits], ExtractedDocument]
"""Reads a file of one format, within limits, and reports progress. Raises one of the ExtractionErrors, as `read` does."""

READERS: Mapping[str, str] = {
    media_types.PDF.media_type: "axtar.extract.pdf.reader:read",
    media_types.PLAIN_TEXT.media_type: "axtar.extract.text:read",
    media_types.MARKDOWN.media_type: "axtar.extract.markdown:read",
    media_types.HTML.media_type: "axtar.extract.html:read",
}
"""Media type to reader, as `module:function`: a reader is imported when its first file is read."""


def read(
    path: Path, on_progress: ProgressCallback = ignore_progress, limits: ExtractionLimits = DEFAULT_LIMITS
) -> ExtractedDocument:
    """Read a file in this process.

    Raises one of the ExtractionErrors, with a message of one line that names the file.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
        return load_reader(detect_format(path, head).media_type)(path, on_progress, limits)
    except OSError as error:
        raise ExtractionError(
            f"{path.name}: cannot be opened ({error.strerror or error}); check that the file exists and is readable"
        ) from error


def load_reader(media_type: str) -> Reader:
    """Import the reader of a media type."""
    module, function = READERS[media_type].split(":")
    reader: Reader = getattr(import_module(module), function)
    return reader
