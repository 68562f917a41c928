"""The locks of a library: of the process that writes, and of the one that runs its jobs.

Each is a lock file; a second file names the process that holds the lock.
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from axtar.disk_errors import disk_error
from axtar.errors import LibraryError, LockedError, ReadOnlyError

READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)
"""The codes of the operating system for what this user, or the disk, does not let be written."""


@contextmanager
def write_lock(folder: Path, seconds: float) -> Iterator[None]:
    """Hold the write lock; the system releases it if the process is killed.

    Raises LockedError, naming the other process, if that holds it for longer than `seconds`, and LibraryError if the folder
    cannot be written.
    """
    with _lock(
        folder,
        "writer",
        seconds,
        "Another process is writing to this library ({}). Wait until it has ended, then try again.",
    ):
        yield


@contextmanager
def jobs_lock(folder: Path) -> Iterator[None]:
    """Hold the lock of the process that runs the library's jobs.

    No other one then takes them for interrupted. Raises what `write_lock` raises, LockedError at once.
    """
    with _lock(folder, "jobs", 0, "Another process runs the jobs of this library ({})."):
        yield


@contextmanager
def _lock(folder: Path, name: str, seconds: float, is_held: str) -> Iterator[None]:
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    holder_file = folder / f"{name}.txt"
    lock = FileLock(folder / f"{name}.lock")
    try:
        lock.acquire(timeout=seconds)
    except Timeout:
        raise LockedError(is_held.format(_read_holder(holder_file))) from None
    except OSError as error:
        if error.errno in READ_ONLY:
            raise ReadOnlyError(
                f"The library in {folder} is read-only for this user: {lock.lock_file} cannot be written ({error.strerror}). "
                "Change its permissions, or run axtar as its owner."
            ) from error
        raise disk_error(f"The library's lock {lock.lock_file}", error) or LibraryError(
            f"The library's lock {lock.lock_file} cannot be written: {error.strerror}. Check its permissions."
        ) from error
    try:
        with suppress(OSError):  # it only serves the message above
            holder_file.write_text(_describe_this_process(), "utf8")
        yield
    finally:
        with suppress(OSError):
            holder_file.unlink(missing_ok=True)
        lock.release()


def _describe_this_process() -> str:
    """Return the process id and the beginning of the command line."""
    return f"process {os.getpid()}: {Path(sys.argv[0]).name} {' '.join(sys.argv[1:3])}".strip()


def _read_holder(path: Path) -> str:
    try:
        return path.read_text("utf8") or "unknown"
    except OSError:
        return "unknown"
