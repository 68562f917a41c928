"""Fields of bibliographic records as text that people read and type.

author=Zardabi, Həsən bəy; Elm   [{"family": "Zardabi", "given": "Həsən bəy"}, {"literal": "Elm"}]
issued=1875-07-22                {"date-parts": [[1875, 7, 22]]}
issued=circa 1875/1877           {"date-parts": [[1875], [1877]], "circa": true}
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from axtar.citations.csl_item import format_name
from axtar.citations.record_fields import FIELDS, check_field, kind_of
from axtar.errors import UsageError
from axtar.model import Record
from axtar.record_json import parse_value

YEAR = "year"
"""Accepted by `assign` for `issued`, the CSL-JSON field that holds the year of publication."""

_DATE = re.compile(r"\d{1,4}(?:-\d{1,2}){0,2}", re.ASCII)
_CIRCA = "circa "


def assign(record: Record, assignments: Iterable[str]) -> Record:
    """Return the record with assignments `FIELD=VALUE` applied.

    An empty VALUE removes the field. Names and dates are text as above or JSON, lists and objects JSON. Raises UsageError for a
    malformed assignment, for an unknown field and for a value that the field cannot hold.
    """
    changed = dict(record)
    for assignment in assignments:
        field, sign, text = assignment.partition("=")
        if not sign:
            raise UsageError(f"{assignment!r} is not FIELD=VALUE. Write, for example, title=Bridges.")
        if field == YEAR:
            field, text = "issued", _checked_year(text.strip())
        if text.strip():
            changed[field] = _parsed(field, text)
        else:
            if field not in changed:  # an unknown field that the record has can be removed
                kind_of(field)
            changed.pop(field, None)
    return changed


def to_text(field: str, value: object) -> str:
    """Return a value as people read it.

    A value that the field should not hold, as in a careless sidecar, is returned as JSON.
    """
    try:
        check_field(field, value)
    except UsageError:
        return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return _WRITERS.get(FIELDS[field], str)(value)


def _parsed(field: str, text: str) -> object:
    kind = kind_of(field)
    if kind in ("list", "object") or (kind in ("names", "date") and text.lstrip()[:1] in ("[", "{")):
        value = _parsed_json(field, text)
    else:
        value = _READERS.get(kind, str.strip)(text)
    check_field(field, value)
    return value


def _parsed_json(field: str, text: str) -> object:
    try:
        return parse_value(text)
    except ValueError as error:
        raise UsageError(f"{field} is not valid JSON: {error}.") from error


def _parsed_names(text: str) -> list[dict[str, str]]:
    """Parse `Family, Given` or `Family, Given, Suffix`, separated by semicolons.

    A name without a comma is literal.
    """
    names: list[dict[str, str]] = []
    for written in text.split(";"):
        parts = [part.strip() for part in written.split(",")]
        if len(parts) > 3 or not all(parts):
            raise UsageError(
                f"{written.strip()!r} is not a name. Write names as Family, Given and separate them by semicolons; "
                "an organisation's name has no comma."
            )
        keys = ("literal",) if len(parts) == 1 else ("family", "given", "suffix")
        names.append(dict(zip(keys, parts, strict=False)))
    return names


def _parsed_date(text: str) -> object:
    """Parse a date or a range of two dates.

    Returns other text unchanged, for `check_field` to refuse.
    """
    circa = text.strip().lower().startswith(_CIRCA)
    dates = [date.strip() for date in (text.strip()[len(_CIRCA) :] if circa else text).split("/")]
    if not all(_DATE.fullmatch(date) for date in dates):
        return text
    parts = [[int(part) for part in date.split("-")] for date in dates]
    return {"date-parts": parts, **({"circa": True} if circa else {})}


def _checked_year(text: str) -> str:
    if text and not re.fullmatch(r"[0-9]{1,4}", text):
        raise UsageError(f"{text!r} is not a year such as 1998. Set issued for other dates.")
    return text


def _names_text(names: Iterable[Mapping[str, str]]) -> str:
    return "; ".join(format_name(parts) for parts in names)


def _date_text(date: Mapping[str, Any]) -> str:
    if "date-parts" not in date:
        return str(date.get("literal") or date.get("raw"))
    written = "/".join(
        "-".join([str(int(parts[0])), *(f"{int(part):02}" for part in parts[1:])]) for parts in date["date-parts"]
    )
    return f"{_CIRCA}{written}" if date.get("circa") else written


def _object_text(value: Mapping[str, object]) -> str:
    return json.dumps(value, ensure_ascii=False)


_READERS: Mapping[str, Callable[[str], object]] = {"names": _parsed_names, "date": _parsed_date}
_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "names": _names_text,
    "date": _date_text,
    "list": ", ".join,
    "object": _object_text,
}
