"""Locators: the page that a citation refers to.

A wrong page number in a footnote is the worst error that axtar can make.
"""

from dataclasses import dataclass

from axtar.citations.csl_item import clean_text
from axtar.media_types import page_prefix
from axtar.model import Document, Page


@dataclass(frozen=True, slots=True)
class Locator:
    """A cited page.

    `value` is its printed label or, if `printed` is false, its physical number in the file.
    """

    text: str
    value: str
    printed: bool


def locate(document: Document, page: Page | None) -> Locator | None:
    """Return the printed label ("p. 341") or, if there is none, the physical page ("PDF p. 9").

    Returns None if no page is cited, and for documents that are not paged: their sections are made by axtar, and no other copy
    has them.
    """
    if page is None or not document.paged:
        return None
    if label := clean_text(page.label or ""):
        return Locator(f"p. {label}", label, printed=True)
    return Locator(f"{page_prefix(document.media_type)} {page.number}", str(page.number), printed=False)


def page_and_link(locator: Locator | None, url: str) -> str:
    """Return the page and the link to it as one text.

    It is for the note field of formats that have no field for either.
    """
    return f"{locator.text}; {url}" if locator else url
