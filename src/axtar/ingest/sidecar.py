"""Sidecars: `name.csl.json` beside `name.pdf` holds its bibliographic record, one CSL-JSON item."""

import json
from pathlib import Path
from typing import Any

from axtar.errors import ExtractionError
from axtar.model import Record

SIDECAR_SUFFIX = ".csl.json"


def read_sidecar(path: Path) -> Record:
    """The record in the sidecar of a file; empty where there is none. Raises ExtractionError where it cannot be read."""
    sidecar = path.with_name(path.stem + SIDECAR_SUFFIX)
    try:
        return clean_record(read_csl_item(sidecar))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ExtractionError(
            f"{sidecar.name} cannot be read as CSL-JSON ({error}). Correct or remove it, then add the file again."
        ) from error


def read_csl_item(path: Path) -> dict[str, Any]:
    """The one CSL-JSON item of a file, alone or in a list, as other programs and `axtar cite` write it. Raises ValueError."""
    value = json.loads(path.read_text("utf8"))
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, dict):
        raise ValueError("it should hold one item")  # noqa: TRY004 - reported with other faults of the file
    return value


def clean_record(record: Record) -> Record:
    """A record without its `id`, and without lone surrogates, which JSON and terminals pass on but no file can hold."""
    item = json.loads(json.dumps(dict(record), ensure_ascii=False).encode("utf8", "replace"))
    return {key: value for key, value in item.items() if key != "id"}
