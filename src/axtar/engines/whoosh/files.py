"""The files of a Whoosh index."""

from io import SEEK_END, BytesIO
from mmap import ACCESS_READ, mmap
from pathlib import Path
from time import sleep

from whoosh import index
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from axtar.durable import sync_file, sync_folder
from axtar.engines.whoosh.schema import SCHEMA

ERRORS = (Exception,)
"""What Whoosh raises if an index cannot be read or written: it unpickles, and a damaged file may raise anything."""

ATTEMPTS = 5
"""Attempts to open files that another process may be replacing."""


class _Storage(FileStorage):  # type: ignore[misc]  # the package has no types
    """File storage that maps files into memory, and flushes them to disk.

    Whoosh's own storage would copy segments into memory, or leave damaged files open, and flushes nothing.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._unflushed: list[Path] = []

    def create_file(self, name: str, **options: object) -> StructFile:
        """Create a file for writing."""
        self._unflushed.append(Path(self.folder, name))
        return super().create_file(name, **options)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002 - Whoosh's
        """Rename a file.

        It is Whoosh's last step of a commit, before which all files of the commit must be on disk.
        """
        for path in self._unflushed:
            if path.exists():
                sync_file(path)
        self._unflushed.clear()
        super().rename_file(oldname, newname, safe)
        sync_folder(Path(self.folder))

    def open_file(self, name: str, **options: object) -> StructFile:
        """Open a file for reading."""
        with Path(self.folder, name).open("rb") as file:
            empty = not file.seek(0, SEEK_END)
            content = BytesIO() if empty else mmap(file.fileno(), 0, access=ACCESS_READ)
        return StructFile(content, name=name, **options)


def create_index_files(folder: Path) -> index.FileIndex:
    """Create an empty index in an empty folder."""
    return index.FileIndex.create(_Storage(folder), SCHEMA)


def open_index_files(folder: Path) -> index.FileIndex:
    """Open the index.

    Retries if another process replaces the table of contents in the meantime.
    """
    for remaining in reversed(range(ATTEMPTS)):
        try:
            return index.FileIndex(_Storage(folder), SCHEMA)
        except (OSError, index.EmptyIndexError):
            if not remaining:
                raise
            sleep(0.05)
    raise AssertionError
