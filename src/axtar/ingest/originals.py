"""Originals: the added files, stored below `documents/`."""

import hashlib
import re
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from axtar.errors import UsageError
from axtar.model import Document


@dataclass(frozen=True, slots=True)
class Originals:
    """The folder of the originals. Files in it stay where they are; others are copied into it."""

    folder: Path

    def store(self, path: Path, previous: str | None = None) -> Path:
        """Store a file and return its path below the folder.

        A copy replaces `previous`, an older version of it, or gets the file's own name, numbered if that is taken.
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
        """Whether there is something at a document's path."""
        return (self.folder / document.path).exists()

    def find(self, document: Document) -> Path | None:
        """The original of a document, if it is still there. Never a file outside the folder."""
        path = self.folder / document.path
        return path if path.is_file() and is_inside(path, self.folder) else None


def sha256(path: Path) -> str:
    """The SHA-256 of a file's content, in hexadecimal."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a file lies in a folder, links resolved."""
    return path.resolve().is_relative_to(folder.resolve())


def safe_name(name: str) -> str:
    """A file's name without folders and without characters that a file system or a page cannot take. Raises UsageError."""
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


def _free_path(folder: Path, name: str, content: str) -> Path:
    """A path that is free, or that holds this content already: a kill may have left a copy."""
    target, number = folder / name, 1
    while target.exists() and not (target.is_file() and sha256(target) == content):
        number += 1
        target = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
    return target
