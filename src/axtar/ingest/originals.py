"""Originals: the files that were added, stored below `documents/`.

A file from elsewhere is copied before it is read, so that the stored file, its hash and its text are the same, whatever
happens to the file meanwhile.
"""

import hashlib
import re
import secrets
import shutil
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from axtar.durable import make_folder, sync_file, sync_folder
from axtar.errors import UnsupportedError, UsageError
from axtar.ingest.found_file import FoundFile, chunks, digest, in_units, open_regular
from axtar.model import Document

_INCOMING = ".incoming"
_MAX_NAME_BYTES = 180  # of a stem: file systems store 255, and a number or `.part` may be added
_MAX_SUFFIX = 12  # characters
_MAX_NUMBER = 20
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]')


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The content of a file that is being added.

    It is a copy, or the file itself if that is in the folder of originals.
    """

    path: Path
    sha256: str
    size: int
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Originals:
    """The folder of the originals. Files inside stay where they are; others are copied into it."""

    folder: Path

    def snapshot(self, file: FoundFile) -> Snapshot:
        """Copy a file to a hidden place, under a safe name; one inside the folder is only read.

        Raises OSError, UnsupportedError for what is no regular file or too large, and UsageError for an unusable name.
        """
        if is_inside(file.path, self.folder):
            with file.open() as stream:
                return Snapshot(file.path, digest(chunks(stream)), file.path.stat().st_size, is_copy=False)
        target = self.folder / _INCOMING / secrets.token_hex(8) / safe_name(file.path.name)
        target.parent.mkdir(parents=True)
        try:
            return self._copy(file, target)
        except BaseException:
            shutil.rmtree(target.parent, ignore_errors=True)
            raise

    def store(self, snapshot: Snapshot, previous: str | None = None) -> Path:
        """Move a copy to its place; return its path relative to the folder.

        It replaces `previous`, the path of the document's older version; without one it gets the file's own name, numbered if
        that is taken.
        """
        if not snapshot.is_copy:
            with suppress(OSError):  # a file that we may only read is as durable as whoever put it there made it
                sync_file(snapshot.path)
                sync_folder(snapshot.path.parent)
            return snapshot.path.resolve().relative_to(self.folder.resolve())
        target = self.folder / previous if previous else _free_path(self.folder / snapshot.path.name, snapshot)
        make_folder(target.parent)
        snapshot.path.replace(target)
        sync_folder(target.parent)
        self.discard(snapshot)
        return target.relative_to(self.folder)

    def discard(self, snapshot: Snapshot) -> None:
        """Delete what is left of a copy."""
        if snapshot.is_copy:
            shutil.rmtree(snapshot.path.parent, ignore_errors=True)

    def discard_all(self) -> None:
        """Delete all copies that were not stored, also those that a killed process left."""
        shutil.rmtree(self.folder / _INCOMING, ignore_errors=True)

    def exists(self, document: Document) -> bool:
        """Whether the path of a document exists."""
        return (self.folder / document.path).exists()

    def find(self, document: Document) -> Path | None:
        """Return the original of a document if it exists, and never a file outside the folder."""
        path = self.folder / document.path
        return path if path.is_file() and is_inside(path, self.folder) else None

    def _copy(self, file: FoundFile, target: Path) -> Snapshot:
        """Copy a file so that it survives a loss of power, and hash what is copied."""
        sha256 = hashlib.sha256()
        with file.open() as stream, target.open("xb") as out:
            _require_room(self.folder, file.path.stat().st_size)
            for chunk in chunks(stream):
                sha256.update(chunk)
                out.write(chunk)
            size = out.tell()
        sync_file(target)
        return Snapshot(target, sha256.hexdigest(), size, is_copy=True)


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's content in hexadecimal.

    Raises OSError, and UnsupportedError for what is no file.
    """
    with open_regular(path) as stream:
        return digest(chunks(stream))


def is_inside(path: Path, folder: Path) -> bool:
    """Whether a path is in a folder after links are resolved."""
    return path.resolve().is_relative_to(folder.resolve())


def safe_name(name: str) -> str:
    """Return a file name without folders and unsafe characters.

    These are what file systems reject and terminals obey.

    Stem and suffix are shortened to what every file system stores. Raises UsageError if nothing is left.
    """
    base = unicodedata.normalize("NFC", re.split(r"[/\\]", name)[-1])
    base = _UNSAFE.sub("_", base).strip(" .")
    if not base:
        raise UsageError(f"The file name {name!r} cannot be used. Rename the file and try again.")
    stem, dot, suffix = base.rpartition(".")
    return f"{_shortened(stem)}{dot}{suffix[:_MAX_SUFFIX]}" if dot else _shortened(base)


def _shortened(text: str) -> str:
    return text.encode()[:_MAX_NAME_BYTES].decode(errors="ignore")


def _require_room(folder: Path, size: int) -> None:
    """Raise UnsupportedError if a copy of this size does not fit on the disk."""
    free = shutil.disk_usage(folder).free
    if size > free:
        raise UnsupportedError(
            f"its copy needs {in_units(size)}, and the library's disk has {in_units(free)} left; "
            "free some space, and add it again"
        )


def _free_path(target: Path, snapshot: Snapshot) -> Path:
    """Return a path that is free, or has this content already: a kill may have left a copy.

    After some numbers, the name has a part of the hash, since thousands of files may have one name.
    """
    for number in (*range(1, _MAX_NUMBER), snapshot.sha256[:12]):
        path = target if number == 1 else target.with_name(f"{target.stem} ({number}){target.suffix}")
        if not path.exists() or _has_content(path, snapshot):
            return path
    raise UsageError(f"The file name {target.name!r} is taken too often. Rename the file and try again.")


def _has_content(path: Path, snapshot: Snapshot) -> bool:
    return path.is_file() and path.stat().st_size == snapshot.size and sha256(path) == snapshot.sha256
