"""The registry of export formats.

A new format is one module with a `write_…` function, and one row here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from axtar.citations.csl_item import Item, clean_text, to_csl_item
from axtar.citations.exports.bibtex import write_bibtex
from axtar.citations.exports.csl_json import write_csl_json
from axtar.citations.exports.plain_text import write_plain_text
from axtar.citations.exports.ris import write_ris
from axtar.citations.locators import Locator, locate
from axtar.citations.styles.styles import STYLES
from axtar.errors import UsageError
from axtar.model import Document, Page


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A file format in which a citation is exported; `write` returns the text of the file."""

    label: str
    media_type: str
    suffix: str
    write: Callable[[Item, Locator | None, str], str]


EXPORT_FORMATS: Mapping[str, ExportFormat] = {
    style.id: ExportFormat(style.label, "text/plain", ".txt", partial(write_plain_text, style))
    for style in STYLES.values()
} | {
    "bibtex": ExportFormat("BibTeX", "application/x-bibtex", ".bib", write_bibtex),
    "ris": ExportFormat("RIS", "application/x-research-info-systems", ".ris", write_ris),
    "csl-json": ExportFormat("CSL-JSON", "application/vnd.citationstyles.csl+json", ".json", write_csl_json),
}
"""All formats by id: plain text in each citation style, then the formats of reference managers."""


def export(document: Document, page: Page | None, format_: str, url: str) -> str:
    """Return the text of a file that cites a page, or the whole document.

    `format_` is one of EXPORT_FORMATS, `url` the permanent link. Raises UsageError for an unknown format.
    """
    if format_ not in EXPORT_FORMATS:
        raise UsageError(f"There is no export format {format_!a}. Known formats: {', '.join(EXPORT_FORMATS)}.")
    return EXPORT_FORMATS[format_].write(to_csl_item(document), locate(document, page), clean_text(url))
