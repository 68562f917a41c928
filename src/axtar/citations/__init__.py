"""A record and a page become a citation: in a style to read, or in a format for a reference manager."""

from axtar.citations.citation import FORMATS, Citation, Format, cite, export
from axtar.citations.locators import Locator, locator

__all__ = ["FORMATS", "Citation", "Format", "Locator", "cite", "export", "locator"]
