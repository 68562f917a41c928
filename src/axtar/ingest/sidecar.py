"""Sidecars: `name.csl.json` next to `name.pdf` is its bibliographic record in CSL-JSON.

A sidecar never keeps its document out of the library. What is wrong in it becomes a warning, and what is right is used.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axtar.errors import ExtractionError, UsageError
from axtar.ingest.found_file import FoundFile, chunks, open_regular
from axtar.model import Record
from axtar.record_json import MAX_BYTES, clean_record, parse_item

SIDECAR_SUFFIX = ".csl.json"


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The record in a sidecar, or an empty one, and warnings about what was left out."""

    record: Record = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def sidecar_name(name: str) -> str:
    """Return the name of a file's sidecar."""
    return Path(name).stem + SIDECAR_SUFFIX


def read_sidecar(file: FoundFile) -> Sidecar:
    """Read the sidecar of a file. Whatever is wrong with it is a warning."""
    path = file.path.with_name(sidecar_name(file.path.name))
    try:
        item = read_csl_item(path, follow_links=file.follow_links)
    except FileNotFoundError:
        return Sidecar()
    except (ExtractionError, OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        return Sidecar(warnings=(f"the record in {path.name} was ignored: {reason}",))
    from axtar.citations.record_fields import valid_part  # the style processor beside it takes 0.1 s to import

    record, problems = valid_part(item)
    return Sidecar(record, tuple(f"in {path.name}, {problem}" for problem in problems))


def read_csl_item(path: Path, *, follow_links: bool = True) -> dict[str, Any]:
    """Return the CSL-JSON item of a file, cleaned.

    Raises OSError, UnsupportedError for what is no regular file, and ValueError for what is not one item.
    """
    with open_regular(path, follow_links=follow_links) as stream:
        return clean_record(parse_item(b"".join(chunks(stream, MAX_BYTES))))


def checked_record(before: Record, after: Record) -> Record:
    """Return a record as it may replace another.

    Raises UsageError if it is too large, or has a wrong value that it did not have before.
    """
    from axtar.citations.record_fields import validated_change

    try:
        return validated_change(before, clean_record(after))
    except (TypeError, ValueError) as error:
        raise UsageError(f"The record cannot be stored: {error}.") from error
