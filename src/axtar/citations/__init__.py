"""Citations of documents and pages, formatted in a style or exported as a file.

Exports are for reference managers.
"""

from axtar.citations.citation import Citation, cite
from axtar.citations.exports.formats import EXPORT_FORMATS, ExportFormat, export
from axtar.citations.locators import Locator, locate
from axtar.citations.styles.styles import STYLES, CitationStyle

__all__ = [
    "EXPORT_FORMATS",
    "STYLES",
    "Citation",
    "CitationStyle",
    "ExportFormat",
    "Locator",
    "cite",
    "export",
    "locate",
]
