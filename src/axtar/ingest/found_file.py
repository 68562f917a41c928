"""Files that were found, and how they are opened: regular files only, and without waiting.

Opening a named pipe waits for its writer, and reading a device may never end. A path is therefore looked at before it is opened,
and what was opened is looked at again, since anybody may exchange it meanwhile.
"""

import hashlib
import io
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from axtar.errors import UnsupportedError

MAX_BYTES = 4 << 30
"""The size of the largest file that is added: a sparse file claims terabytes, and would be read for hours."""

NOT_A_FILE = "is {}, not a file; only files are added"
"""The reason why a path that is something else is not added."""

_UNITS = ("bytes", "KB", "MB", "GB")
_CHUNK = 1 << 20  # bytes
_KINDS: tuple[tuple[Callable[[int], bool], str], ...] = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISLNK, "a link"),
)


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to add.

    `follow_links`: whether it, or the sidecar beside it, may be a link to a file elsewhere.
    """

    path: Path
    follow_links: bool = True

    def open(self) -> io.FileIO:
        """Open the file. Raises OSError, and UnsupportedError if it is not a regular file."""
        return open_regular(self.path, follow_links=self.follow_links)

    def sha256(self) -> str:
        """Return the SHA-256 of the content. Raises as `open` does."""
        with self.open() as stream:
            return digest(chunks(stream))


def open_regular(path: Path, *, follow_links: bool = True) -> io.FileIO:
    """Open a regular file for reading, without waiting for anything.

    Raises OSError, and UnsupportedError for anything else, such as a named pipe.
    """
    _require_regular(path.stat(follow_symlinks=follow_links))
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC | (0 if follow_links else os.O_NOFOLLOW)
    stream = io.FileIO(os.open(path, flags), "r")
    try:
        _require_regular(os.fstat(stream.fileno()))
    except UnsupportedError:
        stream.close()
        raise
    return stream


def chunks(stream: io.FileIO, limit: int = MAX_BYTES) -> Iterator[bytes]:
    """Yield the content of a file in pieces.

    Raises UnsupportedError when it exceeds `limit` bytes.
    """
    size = os.fstat(stream.fileno()).st_size
    read = 0
    while size <= limit and read <= limit:
        chunk = stream.read(_CHUNK)
        if chunk is None:  # a file of the system that would make us wait, such as a log of the kernel
            raise UnsupportedError("is a file of the system that cannot be read to an end, and was not added")
        if not chunk:
            return
        read += len(chunk)
        yield chunk
    raise UnsupportedError(f"is larger than {in_units(limit)}; divide it, and add the parts")


def digest(pieces: Iterator[bytes]) -> str:
    """Return the SHA-256 of a content in hexadecimal."""
    sha256 = hashlib.sha256()
    for piece in pieces:
        sha256.update(piece)
    return sha256.hexdigest()


def kind_of(mode: int) -> str:
    """Return what a path that is not a regular file is, by its mode; empty for a regular file."""
    return "" if stat.S_ISREG(mode) else next((kind for is_kind, kind in _KINDS if is_kind(mode)), "of an unknown kind")


def in_units(size: int) -> str:
    """Return a size in bytes as people read it: 200 KB, 3.5 MB, 8 GB."""
    power = min(max(size.bit_length() - 1, 0) // 10, 3)
    return f"{size / (1 << 10 * power):.4g} {_UNITS[power]}"


def _require_regular(result: os.stat_result) -> None:
    if kind := kind_of(result.st_mode):
        raise UnsupportedError(NOT_A_FILE.format(kind))
