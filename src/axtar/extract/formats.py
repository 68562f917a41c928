"""Which reader reads a file: what it begins with decides, its suffix only between kinds of text."""

import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from axtar.errors import CorruptError, EmptyError, ExtractionError, UnsupportedError
from axtar.model import ExtractedDocument


class Format(NamedTuple):
    """A format that axtar reads: its reader as `module:function`, imported when first needed."""

    name: str
    suffixes: tuple[str, ...]
    reader: str


PDF = Format("PDF", (".pdf",), "pdf.reader:read")
HTML = Format("HTML", (".html", ".htm", ".xhtml"), "markup:read_html")
MARKDOWN = Format("Markdown", (".md", ".markdown"), "markup:read_markdown")
TEXT = Format("plain text", (".txt", ".text"), "text:read")
FORMATS = (PDF, HTML, MARKDOWN, TEXT)
SUFFIXES = frozenset(suffix for format_ in FORMATS for suffix in format_.suffixes)
"""Suffixes, lower-case, of the files in a folder that are worth reading."""

_HEAD = 4096
_FOREIGN = (
    (b"PK\x03\x04", "a ZIP archive, an Office document or an EPUB book"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"AT&TFORM", "a DjVu book"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"II*\0", "a TIFF picture"),
    (b"MM\0*", "a TIFF picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"%!PS", "a PostScript file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def read(path: Path) -> ExtractedDocument:
    """Read a file in this process. Raises one of the ExtractionErrors, with one line for the reader."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        return _reader(_format(path, head))(path)
    except OSError as error:
        raise ExtractionError(
            f"{path.name}: cannot be opened ({error.strerror or error}); check that it is there"
        ) from error


def _format(path: Path, head: bytes) -> Format:
    """What the file is. Raises EmptyError, UnsupportedError or CorruptError for what cannot be read."""
    suffix = path.suffix.lower()
    named = next((format_ for format_ in FORMATS if suffix in format_.suffixes), None)
    if not head:
        raise EmptyError(f"{path.name}: the file is empty (0 bytes); please get it again")
    if head.startswith(b"%PDF-") or (b"%PDF-" in head[:1024] and b" obj" in head):  # else a text about PDF
        return PDF
    looks = _foreign(head) or ("HTML" if _HTML_START.match(head) else "")
    if named is PDF:
        if not looks and _is_binary(head):
            raise CorruptError(f"{path.name}: says that it is a PDF but does not begin like one; please get it again")
        raise UnsupportedError(
            f"{path.name}: is not a PDF but looks like {looks or 'plain text'}; rename it to what it is"
        )
    if looks == "HTML" and named in (None, HTML, TEXT):
        return HTML
    if _foreign(head) or _is_binary(head) or named is None:
        readable = ", ".join(sorted(SUFFIXES))
        raise UnsupportedError(
            f"{path.name}: {_foreign(head) or 'not a format'} that axtar does not read; it reads {readable}"
        )
    return named


def _foreign(head: bytes) -> str:
    return next((name for start, name in _FOREIGN if head.startswith(start)), "")


def _is_binary(head: bytes) -> bool:
    """Whether it cannot be text: it holds NUL, but is not UTF-16, or is full of control characters."""
    if head.startswith(_UTF16):
        return False
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return b"\0" in head or controls > len(head) * 0.1


def _reader(format_: Format) -> Callable[[Path], ExtractedDocument]:
    module, function = format_.reader.split(":")
    reader: Callable[[Path], ExtractedDocument] = getattr(import_module(f"axtar.extract.{module}"), function)
    return reader
