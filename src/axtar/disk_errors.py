"""Errors of a disk and of permissions, told from others by the system's code."""

import errno
import re
from collections.abc import Mapping

from axtar.errors import DiskError, LibraryError, ReadOnlyError

_FULL = (DiskError, "cannot grow: the disk is full. Nothing is lost: free some space, then try again.")
_BROKEN = (DiskError, "cannot be read or written: the disk reports an error. Check the disk, then try again.")
_DENIED = (ReadOnlyError, "cannot be used by this user. Change its permissions, or those of its folder.")
_MANY_FILES = (LibraryError, "cannot be opened: this process has too many open files. Try again, or raise the limit.")

CAUSES: Mapping[int, tuple[type[LibraryError], str]] = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EIO: _BROKEN,
    errno.EROFS: _DENIED,
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EMFILE: _MANY_FILES,
    errno.ENFILE: _MANY_FILES,
}
"""The error for each code of the operating system, and its explanation."""

_CODE = re.compile(r"\bos error (\d+)\b|\bcode: (\d+)\b")
"""How a library in Rust writes the code into its messages."""


def disk_error(subject: str, error: BaseException) -> LibraryError | None:
    """Return the error of a disk or of permissions that caused another one, or None.

    `subject` begins its message: what cannot be used.
    """
    code = error_code(error) or 0
    if code not in CAUSES:
        return None
    kind, explanation = CAUSES[code]
    return kind(f"{subject} {explanation} ({error})")


def error_code(error: BaseException) -> int | None:
    """Return the operating system's code of an error, or None."""
    if isinstance(error, OSError) and error.errno:
        return error.errno
    found = _CODE.search(str(error))
    return int(found[1] or found[2]) if found else None
