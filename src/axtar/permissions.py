"""Permissions of files that contain secrets: the catalogue and the index."""

import os
import stat
from contextlib import suppress
from pathlib import Path

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def restrict_to_owner(path: Path) -> None:
    """Withdraw the permissions of group and others from a file or folder of this user.

    One that does not exist, and one of another user, is no error.
    """
    with suppress(OSError):  # a read-only disk; what cannot be changed is used as it is
        status = path.stat()
        if status.st_mode & _OTHERS and status.st_uid == os.geteuid():
            path.chmod(stat.S_IMODE(status.st_mode) & ~_OTHERS)
