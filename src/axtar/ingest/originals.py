"""Originals on disk: finding what is to be added, their records, and keeping them below `documents/`."""

import hashlib
import json
import os
import re
import secrets
import shutil
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from axtar.errors import ExtractionError, NotFoundError, UsageError
from axtar.model import Record

SIDECAR = ".csl.json"
"""`name.csl.json` beside `name.pdf` holds its record: one CSL-JSON item."""

_CHUNK = 1 << 20


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files to add below the given paths, in a steady order; hidden files and records are no documents.

    Raises NotFoundError for a path that is not there.
    """
    for path in paths:
        if path.is_dir():
            for folder, folders, names in os.walk(path):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                yield from (
                    Path(folder, name)
                    for name in sorted(names)
                    if not name.startswith(".") and not name.endswith(SIDECAR)
                )
        elif path.is_file():
            yield path
        else:
            raise NotFoundError(f"There is no file or folder {path}. Check the name and try again.")


def sha256(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_sidecar(path: Path) -> Record:
    """The record in the sidecar beside a file, or an empty one. Raises ExtractionError where the sidecar cannot be read."""
    sidecar = path.with_name(path.stem + SIDECAR)
    try:
        return clean_record(read_csl_item(sidecar))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ExtractionError(
            f"{sidecar.name} cannot be read as CSL-JSON ({error}). Mend or remove it, then add the file again."
        ) from error


def read_csl_item(path: Path) -> dict[str, Any]:
    """The one CSL-JSON item of a file, alone or in a list, as other programs and `axtar cite` write it. Raises ValueError."""
    value = json.loads(path.read_text("utf8"))
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if not isinstance(value, dict):
        raise ValueError("it should hold one item")  # noqa: TRY004 - told with other slips of the file
    return value


def clean_record(record: Record) -> Record:
    """A record without its `id`, and without lone surrogates, which JSON and terminals can hand on but no file can hold."""
    item = json.loads(json.dumps(dict(record), ensure_ascii=False).encode("utf8", "replace"))
    return {key: value for key, value in item.items() if key != "id"}


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a file lies in a folder, links resolved."""
    return path.resolve().is_relative_to(folder.resolve())


def store_original(path: Path, documents: Path, place: str | None = None) -> Path:
    """The place of an original below `documents/`: where it is, or a copy.

    The copy goes to `place`, where an older version lies, or under its own name, numbered where that is taken.
    """
    if is_inside(path, documents):
        return path.resolve().relative_to(documents.resolve())
    documents.mkdir(parents=True, exist_ok=True)
    target = documents / place if place else _free(documents, safe_name(path.name), sha256(path))
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.part")
    shutil.copyfile(path, partial)
    partial.replace(target)
    return target.relative_to(documents)


def receive_upload(stream: BinaryIO, filename: str, folder: Path) -> Path:
    """Store an upload under a safe name in a folder of its own; a broken transfer leaves nothing behind."""
    # A folder each: another file of that name is another document.
    target = folder / secrets.token_hex(8) / safe_name(filename)
    target.parent.mkdir(parents=True)
    try:
        with target.open("wb") as out:
            shutil.copyfileobj(stream, out, _CHUNK)
    except BaseException:
        discard_upload(target)
        raise
    return target


def discard_upload(upload: Path) -> None:
    """Delete an upload that has been dealt with, and its folder."""
    shutil.rmtree(upload.parent, ignore_errors=True)


def safe_name(name: str) -> str:
    """A file's name without its folders and without signs that a file system or a page could stumble over."""
    base = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    base = re.sub(r'[\x00-\x1f\x7f<>:"|?*\ud800-\udfff]', "_", base).strip(" .")
    if not base:
        raise UsageError(f"The file name {name!r} cannot be used. Rename the file and try again.")
    stem, dot, suffix = base.rpartition(".")
    return (
        f"{stem.encode()[:180].decode(errors='ignore')}{dot}{suffix[:12]}"
        if dot
        else base.encode()[:180].decode(errors="ignore")
    )


def _free(folder: Path, name: str, content: str) -> Path:
    """A name that nothing has, or that this content has already: a kill may have left a copy."""
    target, number = folder / name, 1
    while target.exists() and not (target.is_file() and sha256(target) == content):
        number += 1
        target = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return target
