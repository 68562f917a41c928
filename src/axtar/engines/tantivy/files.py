"""The files of a tantivy index: opening them, and reading the last commit."""

import errno
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import tantivy

from axtar.disk_errors import error_code
from axtar.engines.tantivy import schema

ERRORS = (OSError, ValueError)
"""What tantivy-py raises if an index cannot be read or written; it raises ValueError for tantivy's own errors."""

META = "meta.json"
"""The list of segments of the last commit, which each commit replaces."""

_MANAGED = ".managed.json"
"""tantivy's list of the files that it has made."""

ATTEMPTS = 5
"""Attempts to link the files of an index that its owner may be changing."""

_DENIED = (errno.EACCES, errno.EPERM, errno.EROFS)


class IndexFiles:
    """An index in a folder, also in one that this user may only read.

    tantivy locks a file in the folder to read a commit, and must be able to write for that. Where it may not, it opens links to
    the files in a temporary folder. Once they are open, it needs neither links nor names: all are mapped into memory.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.is_read_only = False
        try:
            self.index = _open(folder)
        except ERRORS as error:
            if error_code(error) not in _DENIED:
                raise
            self.is_read_only = True
            self.index = _open_links(folder)

    def reload(self) -> None:
        """Read the last commit. The searchers of earlier ones stay usable."""
        if self.is_read_only:
            self.index = _open_links(self.folder)
        else:
            self.index.reload()


def _open(folder: Path) -> tantivy.Index:
    index = tantivy.Index(schema.SCHEMA, path=str(folder))
    # The automatic reader polls twice a second; the engine checks before each search.
    index.config_reader("manual")
    whitespace = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer("whitespace", whitespace)
    index.reload()
    return index


def _open_links(folder: Path) -> tantivy.Index:
    """Open links to the files of an index.

    The owner's lock is not held: a commit may delete files between their listing and their opening, which is tried again.
    """
    for remaining in reversed(range(ATTEMPTS)):
        with TemporaryDirectory(prefix="axtar-index-") as links:
            for path in folder.resolve().iterdir():
                if not path.name.startswith(".") or path.name == _MANAGED:
                    (Path(links) / path.name).symlink_to(path)
            with suppress(*(ERRORS if remaining else ())):
                return _open(Path(links))
    raise AssertionError
