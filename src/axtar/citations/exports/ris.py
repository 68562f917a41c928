"""RIS, the tagged format of reference managers.

Items have no line breaks, so that no value can forge a tag.
"""

import re

from axtar import tables
from axtar.citations.csl_item import Item, date_parts, format_name
from axtar.citations.locators import Locator, page_and_link

TYPES = {csl: code for csl, _, code in tables.rows("axtar.citations", "data/types.tsv")}
"""The RIS type for each CSL type; any other type is `GEN`."""

NAMES = {"author": "AU", "editor": "ED", "translator": "A4"}
FIELDS = {
    "title": "TI",
    "volume": "VL",
    "issue": "IS",
    "number": "IS",
    "edition": "ET",
    "publisher": "PB",
    "publisher-place": "CY",
    "collection-title": "T3",
    "genre": "M3",
    "DOI": "DO",
    "language": "LA",
    "note": "N1",
}
JOURNALS = {"JOUR", "MGZN", "NEWS"}


def write_ris(item: Item, locator: Locator | None, url: str) -> str:
    """Write one reference. The cited page and the link to it are in a note."""
    kind = TYPES.get(item["type"], "GEN")
    lines = [("TY", kind), ("ID", item["id"])]
    lines += [(tag, format_name(person)) for csl, tag in NAMES.items() for person in item.get(csl, ())]
    lines += [(tag, item[csl]) for csl, tag in FIELDS.items() if csl in item]
    if "container-title" in item:
        lines.append(("JO" if kind in JOURNALS else "T2", item["container-title"]))
    if issued := date_parts(item.get("issued")):
        lines.append(("PY", f"{issued[0]:04}"))
        lines.append(("DA", _date(issued)))
    elif "issued" in item:
        lines.append(("PY", item["issued"]["literal"]))
    lines += zip(
        ("SP", "EP"),
        re.split(r"\s*[-–—]+\s*", item.get("page", ""), maxsplit=1) if "page" in item else (),
        strict=False,
    )
    lines += [("SN", item[csl]) for csl in ("ISSN", "ISBN") if csl in item]
    lines.append(("UR", item.get("URL", url)))
    if accessed := date_parts(item.get("accessed")):
        lines.append(("Y2", _date(accessed)))
    lines.append(("N1", page_and_link(locator, url)))
    lines.append(("ER", ""))
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines)


def _date(parts: list[int]) -> str:
    """Return a date such as `1974/05/03/`; unknown parts are empty."""
    padded = [f"{part:02}" for part in parts]
    return "/".join([*padded, "", "", ""][:3]) + "/"
