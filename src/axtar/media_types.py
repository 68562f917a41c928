"""The registry of file formats: media types, file name suffixes and page prefixes.

Which function reads a format is in `axtar.extract.formats`. A new format is one row here, one row there and its module.
"""

from collections.abc import Mapping
from dataclasses import dataclass

FILE_PAGE_PREFIX = "file p."
"""The page prefix of formats that have none of their own."""


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A file format with its IANA media type and its suffixes in lower case.

    `signature`: the first bytes of every such file; empty for formats that are text. `page_prefix` precedes a physical page
    number in citations ("PDF p. 9"), so that no reader mistakes it for a printed one.
    """

    media_type: str
    name: str
    suffixes: tuple[str, ...] = ()
    signature: bytes = b""
    page_prefix: str = FILE_PAGE_PREFIX


PDF = FileFormat("application/pdf", "PDF", (".pdf",), b"%PDF-", "PDF p.")
PLAIN_TEXT = FileFormat("text/plain", "plain text", (".txt", ".text"))
MARKDOWN = FileFormat("text/markdown", "Markdown", (".md", ".markdown"))
HTML = FileFormat("text/html", "HTML", (".html", ".htm", ".xhtml"))
DJVU = FileFormat("image/vnd.djvu", "DjVu", page_prefix="DjVu p.")  # cited, but not read yet: hence no suffixes

FILE_FORMATS: Mapping[str, FileFormat] = {row.media_type: row for row in (PDF, PLAIN_TEXT, MARKDOWN, HTML, DJVU)}
"""All formats by media type."""

SUFFIXES = tuple(suffix for row in FILE_FORMATS.values() for suffix in row.suffixes)
"""The suffixes of all formats that can be added, in the order in which a form or a message lists them."""

FORMAT_NAMES = tuple(row.name for row in FILE_FORMATS.values() if row.suffixes)
"""The names of all formats that can be added, in the same order."""


def page_prefix(media_type: str) -> str:
    """Return the prefix of physical page numbers in citations: "PDF p." for application/pdf."""
    row = FILE_FORMATS.get(media_type)
    return row.page_prefix if row else FILE_PAGE_PREFIX
