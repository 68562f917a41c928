"""Finds the files to add below the given paths, and names whatever cannot be added.

No path is opened here, except folders: whoever made them may have put anything in.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from axtar.ingest.found_file import NOT_A_FILE, FoundFile, kind_of
from axtar.ingest.sidecar import SIDECAR_SUFFIX, sidecar_name
from axtar.model import AddResult

_HIDDEN = "is hidden; hidden files and folders are not added"
_LONELY = "is the record of a document that is not beside it"
_LINK = (
    "is a link, which is not followed; name it on the command line to add it, "
    "or have all links followed with the setting follow_links"
)
_VISITED = "is a link to a folder that is added already"
_REASONS = {
    errno.ENOENT: "there is no such file or folder; check the name and try again",
    errno.ELOOP: "is a link that leads to itself; remove it",
    errno.ENAMETOOLONG: "its path is longer than the system allows; move it to a folder further up, and add it there",
    errno.EACCES: "cannot be read, because its permissions forbid it",
}
_DANGLING = "is a link to a file that does not exist; remove it, or restore the file"


def find_files(paths: Iterable[Path], *, follow_links: bool = False) -> Iterator[FoundFile | AddResult]:
    """Yield the files below the paths in a fixed order, and a result for all that is not added.

    Folders are read without recursion. Hidden entries and links are skipped, links unless `follow_links`; a given path may be
    a link. Sidecars belong to their documents: only one without a document has a result.
    """
    visited: set[tuple[int, int]] = set()
    for path in paths:
        try:
            mode = path.stat().st_mode
        except (OSError, ValueError) as error:
            yield _failed(path, _broken(path, error))
            continue
        if stat.S_ISDIR(mode):
            yield from _walk(path, visited, follow_links=follow_links)
        elif kind := kind_of(mode):
            yield _failed(path, NOT_A_FILE.format(kind))
        else:
            yield FoundFile(path)


def _walk(root: Path, visited: set[tuple[int, int]], *, follow_links: bool) -> Iterator[FoundFile | AddResult]:
    """Yield what is in a folder and below it; each folder's files come before its folders."""
    visited.clear()  # a folder that is given twice is added twice, as its files are
    pending = [root]
    while pending:
        folder = pending.pop()
        try:
            status = folder.stat()
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            yield _failed(folder, _reason(error))
            continue
        if (status.st_dev, status.st_ino) in visited:
            yield _skipped(folder, _VISITED)
            continue
        visited.add((status.st_dev, status.st_ino))
        names = [entry.name for entry in entries]
        sidecars = {sidecar_name(name) for name in names if not name.endswith(SIDECAR_SUFFIX)}
        folders = []
        for path in (folder / name for name in names if name not in sidecars):
            found = _found(path, follow_links=follow_links)
            if found is None:
                folders.append(path)
            else:
                yield found
        pending += reversed(folders)


def _found(path: Path, *, follow_links: bool) -> FoundFile | AddResult | None:
    """Return the file at a path in a folder, or why it is not added; None for a folder."""
    if path.name.startswith("."):
        return _skipped(path, _HIDDEN)
    if path.name.endswith(SIDECAR_SUFFIX):
        return _skipped(path, _LONELY)
    try:
        mode = path.stat().st_mode
        is_link = path.is_symlink()
    except OSError as error:
        return _failed(path, _broken(path, error))
    if (stat.S_ISDIR(mode) or stat.S_ISREG(mode)) and is_link and not follow_links:
        return _skipped(path, _LINK)
    if stat.S_ISDIR(mode):
        return None
    kind = kind_of(mode)
    return _failed(path, NOT_A_FILE.format(kind)) if kind else FoundFile(path, follow_links)


def _failed(path: Path, reason: str) -> AddResult:
    return AddResult(str(path), "failed", message=reason)


def _skipped(path: Path, reason: str) -> AddResult:
    return AddResult(str(path), "skipped", message=reason)


def _broken(path: Path, error: OSError | ValueError) -> str:
    """Return why a path leads nowhere."""
    if not isinstance(error, OSError):
        return f"is not a path ({error})"
    is_dangling = error.errno == errno.ENOENT and os.path.islink(path)  # noqa: PTH114 - never raises
    return _DANGLING if is_dangling else _reason(error)


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, f"cannot be read ({error.strerror or error})")
