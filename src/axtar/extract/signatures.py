"""Detection of a file's format.

Its first bytes decide; its suffix decides only between formats that are text.
"""

import re
from pathlib import Path

from axtar.errors import CorruptError, EmptyError, UnsupportedError
from axtar.media_types import FILE_FORMATS, HTML, PDF, PLAIN_TEXT, SUFFIXES, FileFormat

HEAD_BYTES = 65_536
"""Bytes from the start of a file that detection needs."""

_UNSUPPORTED = (
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
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_TEXT_BYTES = 4096  # from the start of a file that decide whether it is text
_PDF_HEADER_REACH = 1024  # bytes within which PDF readers accept the header after junk such as HTTP headers
_MAX_CONTROLS = 0.1  # share of control characters in text
# Atomic: a comment ends at its first -->. If it might end at each of the following ones, every comment would double the time.
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]*+>\s*+)?(?>(?:(?><!--.*?-->)\s*+)*)<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def detect_format(path: Path, head: bytes) -> FileFormat:
    """Detect the format of a file from its name and its first HEAD_BYTES bytes.

    Raises EmptyError, UnsupportedError or CorruptError, with a message that names the file.
    """
    suffix = path.suffix.lower()
    by_suffix = next((row for row in FILE_FORMATS.values() if suffix in row.suffixes), None)
    if not head:
        raise EmptyError(f"{path.name}: the file is empty (0 bytes); obtain another copy and add that")
    if by_signature := _by_signature(head, by_suffix):
        return by_signature
    head = head[:_TEXT_BYTES]
    unsupported = next((name for signature, name in _UNSUPPORTED if head.startswith(signature)), "")
    is_html = bool(_HTML_START.match(head))
    if by_suffix and by_suffix.signature:
        raise _suffix_mismatch(path, by_suffix, head, unsupported or ("HTML" if is_html else ""))
    if is_html and not unsupported and by_suffix in (None, HTML, PLAIN_TEXT):
        return HTML
    if unsupported or _is_binary(head) or by_suffix is None:
        raise UnsupportedError(
            f"{path.name}: {unsupported or 'an unknown format'}, which axtar does not read; "
            f"convert the file to one of {', '.join(SUFFIXES)}"
        )
    return by_suffix


def _by_signature(head: bytes, by_suffix: FileFormat | None) -> FileFormat | None:
    """Return the format whose signature a file has.

    If several formats share it, the suffix decides.
    """
    matches = [row for row in FILE_FORMATS.values() if row.signature and head.startswith(row.signature)]
    # Without " obj" it is a text about PDF. A PDF by its name may begin after a mail, a web page or other junk.
    is_other = any(head.startswith(signature) for signature, _ in _UNSUPPORTED)
    reach = len(head) if by_suffix is PDF and not is_other else _PDF_HEADER_REACH
    if not matches and PDF.signature in head[:reach] and b" obj" in head:
        return PDF
    return by_suffix if by_suffix in matches else next(iter(matches), None)


def _suffix_mismatch(path: Path, row: FileFormat, head: bytes, looks_like: str) -> CorruptError | UnsupportedError:
    """Return the error for a file with the suffix of a format whose signature it lacks."""
    if not looks_like and _is_binary(head):
        return CorruptError(
            f"{path.name}: the file does not begin as {row.name} does; it is damaged: obtain another copy"
        )
    return UnsupportedError(
        f"{path.name}: not {row.name}, as its name says, but {looks_like or PLAIN_TEXT.name}; rename the file"
    )


def _is_binary(head: bytes) -> bool:
    """Whether a file cannot be text.

    It has NUL bytes and is not UTF-16, or it is full of control characters.
    """
    if head.startswith(_UTF16_MARKS):
        return False
    controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
    return b"\0" in head or controls > len(head) * _MAX_CONTROLS
