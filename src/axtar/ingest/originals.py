"""Originals: the files that were added, stored below `documents/`."""

import hashlib
import re
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from axtar.errors import UsageError
from axtar.model import Document

_MAX_NAME_BYTES = 180  # of a stem: file systems store 255, and a number or `.part` may be added
_MAX_SUFFIX = 12  # characters


@dataclass(frozen=True, slots=True)
class Originals:
    """The folder of the originals. Files inside stay where they are; others are copied into it."""

    folder: Path

    def store(self, path: Path, previous: str | None = None) -> Path:
        """Store a file; return its path relative to the folder.

        A copy replaces `previous`, the path of the document's older version; without one it gets the file's own name,
        numbered if that is taken.
        """
        if is_inside(path, self.folder):
            return path.resolve().relative_to(self.folder.resolve())
        self.folder.mkdir(parents=True, exist_ok=True)
        name = safe_name(path.name)
        target = self.folder / previous if previous else _free_path(self.folder, name, sha256(path))
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}.part")
        shutil.copyfile(path, partial)
        partial.replace(target)
        return target.relative_to(self.folder)

    def exists(self, document: Document) -> bool:
        """Whether the path of a document exists."""
        return (self.folder / document.path).exists()

    def find(self, document: Document) -> Path | None:
        """Return the original of a document if it exists, and never a file outside the folder."""
        path = self.folder / document.path
        return path if path.is_file() and is_inside(path, self.folder) else None


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's content in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a path is in a folder after links are resolved."""
    return path.resolve().is_relative_to(folder.resolve())


def safe_name(name: str) -> str:
    """Return a file name without folders, and without characters that file systems reject.

    Stem and suffix are shortened to what every file system stores. Raises UsageError if nothing is left.
    """
    base = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    base = re.sub(r'[\x00-\x1f\x7f<>:"|?*\ud800-\udfff]', "_", base).strip(" .")
    if not base:
        raise UsageError(f"The file name {name!r} cannot be used. Rename the file and try again.")
    stem, dot, suffix = base.rpartition(".")
    return f"{_shortened(stem)}{dot}{suffix[:_MAX_SUFFIX]}" if dot else _shortened(base)


def _shortened(text: str) -> str:
    return text.encode()[:_MAX_NAME_BYTES].decode(errors="ignore")


def _free_path(folder: Path, name: str, content_hash: str) -> Path:
    """Return a path that is free, or has this content already: a kill may have left a copy."""
    target, number = folder / name, 1
    while target.exists() and not (target.is_file() and sha256(target) == content_hash):
        number += 1
        target = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return target
