"""The fields of bibliographic records and their validation: CSL-JSON 1.0, as tables.

`data/fields.tsv` lists the fields and the kind of value that each holds, `data/record_schema.json` is the JSON Schema of each
kind, `data/document_types.txt` lists the types of works.
"""

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from axtar import tables
from axtar.errors import UsageError
from axtar.model import Record

FIELDS: Mapping[str, str] = dict(tables.rows("axtar.citations", "data/fields.tsv")[1:])
"""The kind of every field: text, number, names, date, type, list or object."""

NAME_FIELDS = tuple(field for field, kind in FIELDS.items() if kind == "names")
DATE_FIELDS = tuple(field for field, kind in FIELDS.items() if kind == "date")
NAME_PARTS = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle")

DOCUMENT_TYPES = frozenset(row[0] for row in tables.rows("axtar.citations", "data/document_types.txt"))

_DATE_RANGES = (("year", 1, 9999), ("month", 1, 12), ("day", 1, 31))
_EXPECTED = {
    "text": "{} must be text.",
    "number": "{} must be a number or text.",
    "names": "{} must be names: Family, Given; Family, Given. "
    'As JSON: [{{"family": "…", "given": "…"}}] or [{{"literal": "…"}}], '
    f"optionally with {', '.join(NAME_PARTS[2:])}.",
    "date": "{} must be a date: 1994, 1994-05, 1994-05-03, a range such as 1994/1996, or circa 1994. "
    'As JSON: {{"date-parts": [[1994, 5, 3]]}} or {{"literal": "spring 1994"}}.',
    "type": f"{{}} must be a CSL type: {', '.join(sorted(DOCUMENT_TYPES))}.",
    "list": '{} must be a JSON list of strings: ["…", "…"].',
    "object": '{} must be a JSON object: {{"…": "…"}}.',
}
"""The message about a value that is not of its field's kind."""


def validated(record: Record) -> Record:
    """Return the record without `id` and empty fields.

    Raises UsageError for an unknown field or a value of another kind.
    """
    whole = _filled(record)
    for field, value in whole.items():
        check_field(field, value)
    return whole


def valid_part(record: Record) -> tuple[Record, tuple[str, ...]]:
    """Return the valid fields of a record, and a sentence about each one left out.

    `id` and empty fields are dropped without one.
    """
    valid: dict[str, Any] = {}
    problems = []
    for field, value in _filled(record).items():
        if field not in FIELDS:
            problems.append(f"{field!r} is not a field of CSL-JSON, and was left out")
            continue
        try:
            check_field(field, value)
        except UsageError as error:
            problems.append(f"{field} was left out: {error}")
        else:
            valid[field] = value
    return valid, tuple(problems)


def validated_change(before: Record, after: Record) -> Record:
    """Return a changed record without `id` and empty fields.

    Raises UsageError for an unknown field or a value of another kind, unless the record has held it before.
    """
    whole = _filled(after)
    for field, value in whole.items():
        if field not in before or before[field] != value:
            check_field(field, value)
    return whole


def check_field(field: str, value: object) -> None:
    """Raise UsageError if there is no such field, or if it cannot hold this value."""
    kind = kind_of(field)
    if not _is_of_kind(kind)(value) or (kind == "type" and value not in DOCUMENT_TYPES):
        raise UsageError(_EXPECTED[kind].format(field))
    if kind == "date" and isinstance(value, Mapping):
        _check_ranges(field, value)


def kind_of(field: str) -> str:
    """Return the kind of a field.

    Raises UsageError with the list of all fields if there is no such field.
    """
    kind = FIELDS.get(field)
    if kind is None:
        known = ", ".join(sorted(FIELDS, key=str.casefold))
        raise UsageError(f"There is no field {field!r}. The fields of a record are: {known}.")
    return kind


def _filled(record: Record) -> dict[str, Any]:
    return {field: value for field, value in record.items() if field != "id" and value not in ("", None)}


@cache
def _is_of_kind(kind: str) -> Callable[[object], bool]:
    """Return whether a value is of a kind, as a function compiled from the schema."""
    import fastjsonschema

    schema = json.loads(files("axtar.citations").joinpath("data/record_schema.json").read_text("utf8"))
    validate = fastjsonschema.compile({**schema, "$ref": f"#/definitions/{kind}"}, detailed_exceptions=False)

    def is_of_kind(value: object) -> bool:
        try:
            validate(value)
        except fastjsonschema.JsonSchemaValueException:
            return False
        return True

    return is_of_kind


def _check_ranges(field: str, date: Mapping[str, Any]) -> None:
    """Raise UsageError for a date with a number that no calendar has."""
    for parts in date.get("date-parts", ()):
        for part, (unit, low, high) in zip(parts, _DATE_RANGES, strict=False):
            if not low <= int(part) <= high:
                raise UsageError(f"{field} has the {unit} {part}, which must be from {low} to {high}.")
