"""Parsing of records that others wrote, as JSON: strict, and within limits.

Python's own parser takes values that are no JSON (NaN), that it cannot write again, or that overflow the stack of whoever
walks through them.
"""

import codecs
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn

MAX_BYTES = 1_000_000
"""The size of the largest record; one with a long abstract has 10,000 bytes."""

MAX_DEPTH = 20
"""Levels of lists and objects; CSL-JSON itself has four, and `custom` may hold some more."""

_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), " ")
_UNCLEAN = re.compile(r"\\u|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def parse_item(data: bytes) -> dict[str, Any]:
    """Parse a CSL-JSON item, alone or in a list as `axtar cite` exports it.

    The encoding is UTF-8, or that of a byte order mark.

    Raises ValueError, with what is wrong, if it is anything but one item.
    """
    if len(data) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    value = parse_value(data.decode(encoding))
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, dict):
        raise ValueError("it should hold one item")  # noqa: TRY004 - reported like other errors in the text
    return value


def parse_value(text: str) -> Any:  # noqa: ANN401 - any JSON
    """Parse JSON.

    Raises ValueError, with what is wrong, for any other text and for what is nested too deeply.
    """
    try:
        value = json.loads(
            text, parse_constant=_refuse_number, parse_float=_finite, object_pairs_hook=_object_of_distinct_keys
        )
    except RecursionError:
        raise ValueError(f"it is nested more than {MAX_DEPTH} levels deep") from None
    check_depth(value)
    return value


def clean_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record without `id`, lone surrogates and control characters.

    JSON and terminals pass them on, but they cannot be encoded in a file, or end a text in one. Raises ValueError for what
    is no JSON.
    """
    check_depth(record)
    item = {key: _cleaned(value) for key, value in record.items() if key != "id"}
    if len(json.dumps(item, ensure_ascii=False, allow_nan=False).encode()) > MAX_BYTES:
        raise ValueError(f"it is larger than {MAX_BYTES // 1_000_000} MB")
    return item


def read_stored(text: str) -> dict[str, Any]:
    """Return a record that the catalogue holds, as far as it can be used.

    An older version or another program may have stored anything: what is no JSON is an empty record, and a value that is
    nested too deeply or no number is left out.
    """
    try:
        item = json.loads(text, parse_constant=_nothing, parse_float=_finite_or_nothing)
    except (ValueError, RecursionError):
        return {}
    if not isinstance(item, dict):
        return {}
    if text.count("[") + text.count("{") > MAX_DEPTH:
        item = {key: value for key, value in item.items() if not _is_deep(value)}
    return {_cleaned(key): _cleaned(value) for key, value in item.items()} if _UNCLEAN.search(text) else item


def check_depth(value: object) -> None:
    """Raise ValueError if lists and objects are nested more than MAX_DEPTH levels deep."""
    level = [value]
    for _ in range(MAX_DEPTH + 1):
        level = [inner for outer in level for inner in _contents(outer)]
        if not level:
            return
    raise ValueError(f"it is nested more than {MAX_DEPTH} levels deep")


def _cleaned(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, str):
        return value.encode("utf8", "replace").decode().translate(_CONTROLS)
    if isinstance(value, Mapping):
        return {_cleaned(key): _cleaned(inner) for key, inner in value.items()}
    return [_cleaned(inner) for inner in value] if isinstance(value, list) else value


def _contents(value: object) -> Iterator[object]:
    if isinstance(value, Mapping):
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _refuse_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number in JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(f"the number {text[:40]} is too large")
    return number


def _nothing(_name: str) -> None:
    return None


def _finite_or_nothing(text: str) -> float | None:
    return number if math.isfinite(number := float(text)) else None


def _is_deep(value: object) -> bool:
    try:
        check_depth(value)
    except ValueError:
        return True
    return False


def _object_of_distinct_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object.

    Raises ValueError for a key that occurs twice: nobody can say which value is meant.
    """
    item = dict(pairs)
    if len(item) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"{next(key for key in item if keys.count(key) > 1)!r} occurs twice")
    return item
