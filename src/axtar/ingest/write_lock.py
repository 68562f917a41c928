"""One writer at a time, across processes: a lock file that says who holds it."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axtar.errors import LibraryError, LockedError


@contextmanager
def write_lock(folder: Path, seconds: float) -> Iterator[None]:
    """Hold the library's lock. The system drops it when the process dies, so a kill leaves none behind.

    Raises LockedError, naming the holder, when another process writes for longer than `seconds`, and LibraryError where the
    folder cannot be written.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    holder = folder / "writer.txt"
    lock = FileLock(folder / "writer.lock")
    try:
        lock.acquire(timeout=seconds)
    except Timeout:
        raise LockedError(
            f"Another process is writing to this library ({_holder(holder)}). Wait until it has ended, then try again."
        ) from None
    except OSError as error:
        raise LibraryError(f"{lock.lock_file} cannot be written: {error.strerror}. Check its permissions.") from error
    try:
        holder.write_text(f"process {os.getpid()}: {Path(sys.argv[0]).name} {' '.join(sys.argv[1:3])}".strip(), "utf8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _holder(path: Path) -> str:
    try:
        return path.read_text("utf8") or "unknown"
    except OSError:
        return "unknown"
