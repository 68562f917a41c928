"""Citations formatted in a style."""

from dataclasses import dataclass
from datetime import date

from axtar.citations.csl_item import to_csl_item, with_access_date
from axtar.citations.locators import locate
from axtar.citations.styles.processor import render
from axtar.citations.styles.styles import STYLES
from axtar.errors import UsageError
from axtar.model import Document, Page


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation of a page, or of a whole document.

    `inline` is the citation in the text and `note` that in a footnote (None for styles without notes), both with the locator;
    `bibliography` is the entry in the bibliography, and `html` the same entry, escaped, with `<i>` for italics. `url` is the
    permanent link.
    """

    style: str
    inline: str
    note: str | None
    bibliography: str
    html: str
    locator: str | None
    url: str


def cite(document: Document, page: Page | None, style: str, url: str, today: date) -> Citation:
    """Cite a page, or the whole document, in a style of STYLES.

    `today` is the date of access of an undated web page. Raises UsageError for an unknown style.
    """
    if style not in STYLES:
        raise UsageError(f"There is no citation style {style!a}. Known styles: {', '.join(STYLES)}.")
    locator = locate(document, page)
    rendered = render(STYLES[style], with_access_date(to_csl_item(document), today), locator)
    return Citation(
        style,
        rendered.inline,
        None,
        rendered.bibliography,
        rendered.html,
        locator.text if locator else None,
        url,
    )
