"""Records normalized to well-formed CSL-JSON items.

Every style and export format can use an item unchecked. Records come from files, sidecars and forms. Normalization removes
unknown fields, values whose shape is not that of their CSL-JSON field, and control characters and line breaks, which would
escape from a RIS line or a BibTeX field.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date as calendar_date
from typing import Any

from axtar.citations.record_fields import DATE_FIELDS, FIELDS, NAME_FIELDS, NAME_PARTS
from axtar.model import Document

MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?:\s[^<>]*)?>")
"""The rich text that CSL-JSON allows in a value; no format here can represent it."""

PRIVATE_CHARACTERS = "\ue000\ue001\ue002\ue003"
"""Private-use characters, which are removed from records so that a format may use them as markers."""

_DIRECTION = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))

Item = dict[str, Any]
"""A CSL-JSON item: strings, `NAME_FIELDS` as lists of name parts, `DATE_FIELDS` as date-parts of integers or a literal."""


def to_csl_item(document: Document) -> Item:
    """Normalize the record of a document.

    A record without a type becomes a `document`; one without a title gets the file name as title.
    """
    record = document.record
    item: Item = {
        key: text
        for key, value in record.items()
        if key in FIELDS and key not in (*NAME_FIELDS, *DATE_FIELDS) and (text := _text(value))
    }
    item |= {key: names for key in NAME_FIELDS if (names := _names(record.get(key)))}
    item |= {key: date for key in DATE_FIELDS if (date := _date(record.get(key)))}
    item["id"] = document.id
    item["type"] = item.get("type", "document")
    item["title"] = item.get("title") or clean_text(document.title) or document.id
    return item


def with_access_date(item: Item, today: calendar_date) -> Item:
    """Add the date of access to a web page without a date.

    The page may change, so the reference must say when it was read.
    """
    if item["type"] != "webpage" or "issued" in item or "URL" not in item:
        return item
    return {"accessed": {"date-parts": [[today.year, today.month, today.day]]}} | item


def clean_text(text: str) -> str:
    """Return a text as one line in NFC, with single spaces.

    Control, private-use and surrogate characters count as spaces, and controls of the direction are dropped.
    """
    visible = "".join(
        " " if unicodedata.category(letter) in {"Cc", "Cs", "Co", "Zl", "Zp"} else letter
        for letter in text.translate(_DIRECTION)
    )
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def format_name(parts: Mapping[str, str]) -> str:
    """Return a name as `Family, Given, Suffix` with its particles, or the literal name."""
    if "literal" in parts:
        return parts["literal"]
    family = " ".join(parts[key] for key in ("non-dropping-particle", "family") if key in parts)
    given = " ".join(parts[key] for key in ("given", "dropping-particle") if key in parts)
    return ", ".join(part for part in (family, given, parts.get("suffix")) if part)


def date_parts(date: Mapping[str, Any] | None) -> list[int]:
    """Return year, month and day of a date, as far as they are known.

    Of a range, they are those of its start.
    """
    parts: list[list[int]] = (date or {}).get("date-parts") or [[]]
    return parts[0]


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean_text(MARKUP.sub("", str(value)))


def _names(value: object) -> list[dict[str, str]]:
    names = []
    for entry in value if isinstance(value, list | tuple) else ():
        parts = {"literal": entry} if isinstance(entry, str) else entry
        if not isinstance(parts, Mapping):
            continue
        if literal := _text(parts.get("literal")):
            names.append({"literal": literal})
        elif known := {key: text for key in NAME_PARTS if (text := _text(parts.get(key)))}:
            # A given name alone is mostly a mononym in the wrong field.
            names.append(known if "family" in known else {"literal": format_name(known)})
    return names


def _date(value: object) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        return {}
    listed = value.get("date-parts")
    dates = [parts for date in listed if (parts := _parts(date))][:2] if isinstance(listed, list | tuple) else []
    normalized: dict[str, Any] = {"date-parts": dates} if dates else {}
    if not dates and (literal := _text(value.get("literal")) or _text(value.get("raw"))):
        normalized["literal"] = literal
    return normalized | ({"circa": True} if normalized and value.get("circa") else {})


def _parts(date: object) -> list[int]:
    """Return year, month and day up to the first that is not a number or out of range."""
    parts: list[int] = []
    bounds: Iterable[tuple[int, int]] = ((1, 9999), (1, 12), (1, 31))
    for part, (low, high) in zip(date if isinstance(date, list | tuple) else (), bounds, strict=False):
        text = _text(part)
        if not (text.isascii() and text.isdigit() and len(text) <= 4 and low <= int(text) <= high):
            break
        parts.append(int(text))
    return parts
