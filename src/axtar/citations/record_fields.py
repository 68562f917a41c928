"""The fields of bibliographic records and their validation: CSL-JSON 1.0, as tables.

`data/fields.tsv` lists the fields and the kind of value that each holds, `data/document_types.txt` the types of works.
"""

from collections.abc import Callable, Mapping

from axtar import tables
from axtar.errors import UsageError
from axtar.model import Record

FIELDS: Mapping[str, str] = dict(tables.rows("axtar.citations", "data/fields.tsv")[1:])
"""The kind of every field: text, number, names, date, type, list or object."""

NAME_FIELDS = tuple(field for field, kind in FIELDS.items() if kind == "names")
DATE_FIELDS = tuple(field for field, kind in FIELDS.items() if kind == "date")
NAME_PARTS = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle")

DOCUMENT_TYPES = frozenset(row[0] for row in tables.rows("axtar.citations", "data/document_types.txt"))

_NAME_FLAGS = ("comma-suffix", "static-ordering", "parse-names")
_DATE_KEYS = ("date-parts", "season", "circa", "literal", "raw")
_DATE_RANGES = (("year", 1, 9999), ("month", 1, 12), ("day", 1, 31))


def validated(record: Record) -> Record:
    """Return the record without `id` and empty fields.

    Raises UsageError for an unknown field or a value of another kind.
    """
    whole = {field: value for field, value in record.items() if field != "id" and value not in ("", None)}
    for field, value in whole.items():
        check_field(field, value)
    return whole


def check_field(field: str, value: object) -> None:
    """Raise UsageError if there is no such field, or if it cannot hold this value."""
    _CHECKS[kind_of(field)](field, value)


def kind_of(field: str) -> str:
    """Return the kind of a field.

    Raises UsageError with the list of all fields if there is no such field.
    """
    kind = FIELDS.get(field)
    if kind is None:
        known = ", ".join(sorted(FIELDS, key=str.casefold))
        raise UsageError(f"There is no field {field!r}. The fields of a record are: {known}.")
    return kind


def _check_text(field: str, value: object) -> None:
    if not isinstance(value, str):
        raise UsageError(f"{field} must be text.")


def _check_number(field: str, value: object) -> None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise UsageError(f"{field} must be a number or text.")


def _check_type(field: str, value: object) -> None:
    if not isinstance(value, str) or value not in DOCUMENT_TYPES:
        raise UsageError(f"{field} must be a CSL type: {', '.join(sorted(DOCUMENT_TYPES))}.")


def _check_names(field: str, value: object) -> None:
    if not isinstance(value, list) or not value or not all(map(_is_name, value)):
        raise UsageError(
            f"{field} must be names: Family, Given; Family, Given. "
            f'As JSON: [{{"family": "…", "given": "…"}}] or [{{"literal": "…"}}], optionally with {", ".join(NAME_PARTS[2:])}.'
        )


def _is_name(value: object) -> bool:
    if not isinstance(value, Mapping):
        return False
    known = all(
        isinstance(part, str) if key in (*NAME_PARTS, "literal") else key in _NAME_FLAGS for key, part in value.items()
    )
    return known and any(str(value.get(key, "")).strip() for key in ("family", "given", "literal"))


def _check_date(field: str, value: object) -> None:
    if not isinstance(value, Mapping) or not set(value) <= set(_DATE_KEYS) or not _has_date(value):
        raise UsageError(
            f"{field} must be a date: 1994, 1994-05, 1994-05-03, a range such as 1994/1996, or circa 1994. "
            'As JSON: {"date-parts": [[1994, 5, 3]]} or {"literal": "spring 1994"}.'
        )
    for date in value.get("date-parts", ()):
        for part, (unit, low, high) in zip(date, _DATE_RANGES, strict=False):
            if not low <= int(part) <= high:
                raise UsageError(f"{field} has the {unit} {part}, which must be from {low} to {high}.")


def _has_date(value: Mapping[str, object]) -> bool:
    """Whether a date value holds a date or a range, or words.

    A date, like the start and the end of a range, has one to three numbers.
    """
    if "date-parts" not in value:
        return any(isinstance(words := value.get(key), str) and bool(words.strip()) for key in ("literal", "raw"))
    dates = value["date-parts"]
    return (
        isinstance(dates, list)
        and len(dates) in (1, 2)
        and all(isinstance(date, list) and len(date) in (1, 2, 3) and all(map(_is_whole, date)) for date in dates)
    )


def _is_whole(part: object) -> bool:
    return (isinstance(part, int) and not isinstance(part, bool)) or (
        isinstance(part, str) and part.isascii() and part.isdigit()
    )


def _check_list(field: str, value: object) -> None:
    if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
        raise UsageError(f'{field} must be a JSON list of strings: ["…", "…"].')


def _check_object(field: str, value: object) -> None:
    if not isinstance(value, Mapping):
        raise UsageError(f'{field} must be a JSON object: {{"…": "…"}}.')


_CHECKS: Mapping[str, Callable[[str, object], None]] = {
    "text": _check_text,
    "number": _check_number,
    "names": _check_names,
    "date": _check_date,
    "type": _check_type,
    "list": _check_list,
    "object": _check_object,
}
