"""The files of a Whoosh index."""

from io import SEEK_END, BytesIO
from mmap import ACCESS_READ, mmap
from pathlib import Path
from time import sleep

from whoosh import index
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from axtar.engines.whoosh.schema import SCHEMA

ATTEMPTS = 5
"""Attempts to open files that another process may be replacing."""


class _Storage(FileStorage):  # type: ignore[misc]  # the package has no types
    """File storage that maps files into memory.

    Whoosh's own storage would copy segments into memory, or leave damaged files open.
    """

    def open_file(self, name: str, **options: object) -> StructFile:
        """Open a file for reading."""
        with Path(self.folder, name).open("rb") as file:
            empty = not file.seek(0, SEEK_END)
            content = BytesIO() if empty else mmap(file.fileno(), 0, access=ACCESS_READ)
        return StructFile(content, name=name, **options)


def open_index_files(folder: Path) -> index.FileIndex:
    """Open the index, or create it in an empty folder.

    Retries if another process replaces the table of contents in the meantime.
    """
    storage = _Storage(str(folder))
    if not any(not path.name.startswith((".", "_MAIN_")) for path in folder.iterdir()) and not _has_toc(folder):
        return index.FileIndex.create(storage, SCHEMA)
    for remaining in reversed(range(ATTEMPTS)):
        try:
            return index.FileIndex(storage, SCHEMA)
        except (OSError, index.EmptyIndexError):
            if not remaining:
                raise
            sleep(0.05)
    raise AssertionError


def _has_toc(folder: Path) -> bool:
    return any(folder.glob("_MAIN_*.toc"))
