"""Which page is cited, and how it may be named. A wrong page number in a footnote is the worst fault that axtar can have."""

from dataclasses import dataclass

from axtar.citations.csl_item import clean
from axtar.media_types import page_prefix
from axtar.model import Document, Page


@dataclass(frozen=True, slots=True)
class Locator:
    """A page to cite. `value` is what is printed on it, or its place in the file where nothing is `printed`."""

    text: str
    value: str
    printed: bool


def locator(document: Document, page: Page | None) -> Locator | None:
    """The printed label ("p. 341"); where there is none, the physical page, marked as such ("PDF p. 9").

    None where no page is cited, and in documents without pages: their sections are axtar's, and no other copy has them.
    """
    if page is None or not document.paged:
        return None
    if label := clean(page.label or ""):
        return Locator(f"p. {label}", label, printed=True)
    return Locator(f"{page_prefix(document.media_type)} {page.number}", str(page.number), printed=False)


def remark(where: Locator | None, url: str) -> str:
    """The page and the link to it, for formats that have no place for them but a remark."""
    return f"{where.text}; {url}" if where else url
