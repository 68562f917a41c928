"""The files of a Whoosh index."""

from io import SEEK_END, BytesIO
from mmap import ACCESS_READ, mmap
from pathlib import Path
from time import sleep

from whoosh import index
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from axtar.engines.whoosh.schema import SCHEMA

TRIES = 5
"""At opening what another process may be replacing."""


class _Storage(FileStorage):  # type: ignore[misc]  # the package has no types
    """Maps files into memory: Whoosh would copy a segment into memory, or leave files open where they are broken."""

    def open_file(self, name: str, **options: object) -> StructFile:
        """A file to read."""
        with Path(self.folder, name).open("rb") as file:
            empty = not file.seek(0, SEEK_END)
            content = BytesIO() if empty else mmap(file.fileno(), 0, access=ACCESS_READ)
        return StructFile(content, name=name, **options)


def open_files(folder: Path) -> index.FileIndex:
    """Tries again where another process replaced the TOC between listing and opening it."""
    storage = _Storage(str(folder))
    if not any(not path.name.startswith((".", "_MAIN_")) for path in folder.iterdir()) and not _has_toc(folder):
        return index.FileIndex.create(storage, SCHEMA)
    for left in reversed(range(TRIES)):
        try:
            return index.FileIndex(storage, SCHEMA)
        except (OSError, index.EmptyIndexError):
            if not left:
                raise
            sleep(0.05)
    raise AssertionError


def _has_toc(folder: Path) -> bool:
    return any(folder.glob("_MAIN_*.toc"))
