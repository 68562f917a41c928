"""CSL-JSON, the format that axtar keeps records in."""

import json
from typing import Any

from axtar.citations.csl_item import Item
from axtar.citations.locators import Locator, remark


def csl_json(item: Item, locator: Locator | None, url: str) -> str:
    """A list of one item. Only a printed page is a `locator`: programs would write "p. 9" for the ninth page of a file."""
    written: dict[str, Any] = {"URL": url, **item, "annote": remark(locator, url)}
    if locator and locator.printed:
        written |= {"locator": locator.value, "label": "page"}
    return json.dumps([written], ensure_ascii=False, indent=2) + "\n"
