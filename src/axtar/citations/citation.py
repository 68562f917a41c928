"""Citations to read, and files for reference managers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from axtar.citations.csl_item import Item, clean, csl_item
from axtar.citations.exports.bibtex import bibtex
from axtar.citations.exports.csl_json import csl_json
from axtar.citations.exports.ris import ris
from axtar.citations.locators import Locator, locator
from axtar.citations.styles.processor import STYLES, render
from axtar.errors import UsageError
from axtar.model import Document, Page


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation of a page, or of a whole document.

    `inline` stands in the text and `note` in a footnote (None where the style has none), both with the locator;
    `bibliography` is the entry in the list of works, `html` the same, escaped, with `<i>`. `url` is the permanent link.
    """

    style: str
    inline: str
    note: str | None
    bibliography: str
    html: str
    locator: str | None
    url: str


class Format(NamedTuple):
    """A file that can be exported: its name to show, media type, suffix, and what writes it."""

    label: str
    media_type: str
    suffix: str
    write: Callable[[Item, Locator | None, str], str]


def cite(document: Document, page: Page | None, style: str, url: str, today: date) -> Citation:
    """Cite a page, or the whole document, in a style of STYLES; `today` is when an undated web page was read.

    Raises UsageError for a style that is not known.
    """
    if style not in STYLES:
        raise UsageError(f"There is no citation style {style!a}. Known are: {', '.join(STYLES)}.")
    where = locator(document, page)
    written = render(style, _read_on(csl_item(document), today), where)
    return Citation(style, written.inline, None, written.bibliography, written.html, where.text if where else None, url)


def export(document: Document, page: Page | None, format: str, url: str) -> str:  # noqa: A002 - the word for it
    """The text of a file in one of FORMATS, with the page cited and the link to it. Raises UsageError for another format."""
    if format not in FORMATS:
        raise UsageError(f"There is no format {format!a}. Known are: {', '.join(FORMATS)}.")
    return FORMATS[format].write(csl_item(document), locator(document, page), clean(url))


def _apa(record: Item, where: Locator | None, url: str) -> str:
    written = render("apa", _read_on(record, datetime.now(UTC).date()), where)
    return f"{written.bibliography}\n{written.inline}\n{url}\n"


def _read_on(record: Item, today: date) -> Item:
    """A web page without a date may change; the reference has to say when it was read."""
    if record["type"] != "webpage" or "issued" in record or "URL" not in record:
        return record
    return {"accessed": {"date-parts": [[today.year, today.month, today.day]]}} | record


FORMATS = {
    "apa": Format("APA", "text/plain", ".txt", _apa),
    "bibtex": Format("BibTeX", "application/x-bibtex", ".bib", bibtex),
    "ris": Format("RIS", "application/x-research-info-systems", ".ris", ris),
    "csl-json": Format("CSL-JSON", "application/vnd.citationstyles.csl+json", ".json", csl_json),
}
