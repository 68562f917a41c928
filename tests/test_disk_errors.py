"""Errors of disks and permissions."""

import errno
import os

import pytest

from axtar.disk_errors import disk_error
from axtar.errors import DiskError, LibraryError, ReadOnlyError


@pytest.mark.parametrize(
    ("code", "kind", "words"),
    [
        (errno.ENOSPC, DiskError, "The file x cannot grow: the disk is full. Nothing is lost"),
        (errno.EDQUOT, DiskError, "full"),
        (errno.EIO, DiskError, "reports an error"),
        (errno.EROFS, ReadOnlyError, "permissions"),
        (errno.EACCES, ReadOnlyError, "permissions"),
        (errno.EMFILE, LibraryError, "too many open files"),
    ],
)
def test_the_cause_decides(code: int, kind: type[LibraryError], words: str) -> None:
    """It is a code of the operating system, also where a library in Rust wrote it into its message."""
    for error in (
        OSError(code, os.strerror(code)),
        ValueError(f"An IO error occurred: 'No luck (os error {code})'"),
        ValueError(f'IoError(Os {{ code: {code}, kind: Other, message: "No luck" }})'),
    ):
        found = disk_error("The file x", error)
        assert type(found) is kind
        assert words in str(found)


def test_other_errors_have_other_causes() -> None:
    """A damaged file says nothing of its disk."""
    assert disk_error("It", ValueError("Data corrupted")) is None
    assert disk_error("It", FileNotFoundError(errno.ENOENT, "no such file")) is None
    assert disk_error("It", OSError("no code")) is None
