"""Sidecars: `name.csl.json` next to `name.pdf` is its bibliographic record in CSL-JSON."""

import json
from pathlib import Path
from typing import Any

from axtar.errors import ExtractionError
from axtar.model import Record

SIDECAR_SUFFIX = ".csl.json"


def read_sidecar(path: Path) -> Record:
    """Return the record in the sidecar of a file; empty if there is none.

    Raises ExtractionError if the sidecar cannot be read.
    """
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
    """Return the CSL-JSON item of a file, alone or in a list as `axtar cite` exports it.

    Raises ValueError if the file is not JSON or does not hold exactly one item.
    """
    value = json.loads(path.read_text("utf8"))
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, dict):
        raise ValueError("it should hold one item")  # noqa: TRY004 - reported like other errors in the file
    return value


def clean_record(record: Record) -> Record:
    """Return a record without its `id` and with `?` for lone surrogates.

    JSON and terminals pass surrogates on, but they cannot be encoded in a file.
    """
    item = json.loads(json.dumps(dict(record), ensure_ascii=False).encode("utf8", "replace"))
    return {key: value for key, value in item.items() if key != "id"}
