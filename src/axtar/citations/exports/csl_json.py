"""CSL-JSON, the format of the library's own records."""

import json
from typing import Any

from axtar.citations.csl_item import Item
from axtar.citations.locators import Locator, page_and_link


def write_csl_json(item: Item, locator: Locator | None, url: str) -> str:
    """Write a list of one item.

    Only a printed page number becomes the `locator`: programs would print "p. 9" for the ninth page of a file.
    """
    exported: dict[str, Any] = {"URL": url, **item, "annote": page_and_link(locator, url)}
    if locator and locator.printed:
        exported |= {"locator": locator.value, "label": "page"}
    return json.dumps([exported], ensure_ascii=False, indent=2) + "\n"
