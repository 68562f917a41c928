"""A document's record as every format can use it: CSL-JSON whose values are what they should be, and nothing else.

Records come out of files, sidecars and forms. Here they lose control characters and line ends, which would break out of a
RIS line or a BibTeX field, and anything of another shape than CSL-JSON says.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from axtar.model import Document

NAMES = (
    "author",
    "editor",
    "translator",
    "container-author",
    "collection-editor",
    "original-author",
    "editorial-director",
    "recipient",
    "interviewer",
    "illustrator",
    "composer",
)
DATES = ("issued", "accessed", "original-date", "event-date", "submitted", "container")
NAME_PARTS = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle")
KEY = re.compile("[A-Za-z]+(-[A-Za-z]+)*")
MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?:\s[^<>]*)?>")
"""The rich text that CSL-JSON allows in a value; no format of ours carries it."""

PRIVATE = "\ue000\ue001\ue002\ue003"
"""Signs that records lose, so that a format may use them as marks."""

Item = dict[str, Any]
"""A CSL-JSON item: strings, `NAMES` as lists of parts, `DATES` as date-parts of integers or a literal."""


def csl_item(document: Document) -> Item:
    """The record of a document, cleaned, with its type, and with the file's name where it has no title."""
    record = document.record
    found: Item = {
        key: text
        for key, value in record.items()
        if KEY.fullmatch(key) and key not in (*NAMES, *DATES) and (text := _text(value))
    }
    found |= {key: names for key in NAMES if (names := _names(record.get(key)))}
    found |= {key: date for key in DATES if (date := _date(record.get(key)))}
    found["id"] = document.id
    found["type"] = found.get("type", "document")
    found["title"] = found.get("title") or clean(document.title) or document.id
    return found


def clean(text: str) -> str:
    """A text on one line: control and private characters and lone surrogates gone, blanks of all kinds single, NFC."""
    visible = "".join(
        " " if unicodedata.category(letter) in {"Cc", "Cs", "Co", "Zl", "Zp"} else letter for letter in text
    )
    return unicodedata.normalize("NFC", " ".join(visible.split()))


def name(parts: Mapping[str, str]) -> str:
    """A name as `Family, Given`, with its particle and suffix, or as it stands."""
    if "literal" in parts:
        return parts["literal"]
    family = " ".join(parts[key] for key in ("non-dropping-particle", "family") if key in parts)
    given = " ".join(parts[key] for key in ("given", "dropping-particle") if key in parts)
    return ", ".join(part for part in (family, given, parts.get("suffix")) if part)


def date_parts(date: Mapping[str, Any] | None) -> list[int]:
    """Year, month and day of the beginning of a date, as far as they are known."""
    parts: list[list[int]] = (date or {}).get("date-parts") or [[]]
    return parts[0]


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(MARKUP.sub("", str(value)))


def _names(value: object) -> list[dict[str, str]]:
    found = []
    for given in value if isinstance(value, list | tuple) else ():
        parts = {"literal": given} if isinstance(given, str) else given
        if not isinstance(parts, Mapping):
            continue
        if literal := _text(parts.get("literal")):
            found.append({"literal": literal})
        elif known := {key: text for key in NAME_PARTS if (text := _text(parts.get(key)))}:
            # a first name alone, or a mononym that was typed into the wrong field
            found.append(known if "family" in known else {"literal": name(known)})
    return found


def _date(value: object) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        return {}
    given = value.get("date-parts")
    dates = [parts for date in given if (parts := _parts(date))][:2] if isinstance(given, list | tuple) else []
    found: dict[str, Any] = {"date-parts": dates} if dates else {}
    if not dates and (literal := _text(value.get("literal")) or _text(value.get("raw"))):
        found["literal"] = literal
    return found | ({"circa": True} if found and value.get("circa") else {})


def _parts(date: object) -> list[int]:
    """Year, month, day up to the first that is no number or out of its range."""
    found: list[int] = []
    bounds: Iterable[tuple[int, int]] = ((1, 9999), (1, 12), (1, 31))
    for part, (low, high) in zip(date if isinstance(date, list | tuple) else (), bounds, strict=False):
        text = _text(part)
        if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
            break
        found.append(int(text))
    return found
