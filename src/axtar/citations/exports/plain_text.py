"""Plain text in a citation style: bibliography entry, citation in the text, link."""

from datetime import UTC, datetime

from axtar.citations.csl_item import Item, with_access_date
from axtar.citations.locators import Locator
from axtar.citations.styles.processor import render
from axtar.citations.styles.styles import CitationStyle


def write_plain_text(style: CitationStyle, item: Item, locator: Locator | None, url: str) -> str:
    """Write the three parts, each on a line of its own."""
    rendered = render(style, with_access_date(item, datetime.now(UTC).date()), locator)
    return f"{rendered.bibliography}\n{rendered.inline}\n{url}\n"
