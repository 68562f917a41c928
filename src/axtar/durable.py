"""Files that are complete and on disk after a power cut, or unchanged.

A file system may write a renamed file's name before its content, and a new name long after the call that made it. So a file is
flushed before it is renamed, and its folder afterwards.
"""

import os
from contextlib import suppress
from pathlib import Path


def write_atomically(path: Path, content: str) -> None:
    """Replace a file by another with this content, durably.

    A crash leaves the old file or the new one, and at most a file `.<name>.part` beside it, which the next call replaces.
    """
    partial = path.with_name(f".{path.name}.part")
    partial.write_text(content, "utf8")
    replace_durably(partial, path)


def replace_durably(partial: Path, target: Path) -> None:
    """Rename a complete file to its final name in the same folder, durably."""
    sync_file(partial)
    partial.replace(target)
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Flush the content of a file to disk."""
    descriptor = os.open(path, os.O_RDWR)  # Windows flushes only what is open for writing
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Flush the names in a folder to disk, so that files made or renamed in it stay."""
    with suppress(PermissionError):  # Windows opens no folder, and needs no flush
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def make_folder(folder: Path, mode: int = 0o777) -> None:
    """Create a folder and its parents durably, unless it exists; only a new folder gets `mode`."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(mode, exist_ok=True)
    sync_folder(folder.parent)
