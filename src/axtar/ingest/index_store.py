"""The index of an engine on disk: its active folder, and its replacement by a rebuilt one.

`index/<engine>.json`, the pointer, names the active folder and its fingerprint. A rebuild fills a new folder while the old one
is searched, then replaces the pointer: readers, also in other processes, open the new folder at their next search.
"""

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from axtar import engines
from axtar.durable import sync_folder, write_atomically
from axtar.engines.failures import translated_errors
from axtar.engines.protocol import Engine
from axtar.errors import IndexOutdatedError, IndexUnreadableError
from axtar.fingerprint import fingerprint

_DELETED = ".deleted"


@dataclass
class IndexStore:
    """The index of one engine; reopened after any process has activated a new one."""

    folder: Path
    engine_name: str
    authority: bool
    _opened: tuple[str, Engine] | None = None

    @property
    def _pointer(self) -> Path:
        return self.folder / f"{self.engine_name}.json"

    def fingerprint(self) -> str:
        """Return the fingerprint of an index that is made now."""
        return fingerprint(self.engine_name, authority=self.authority)

    def engine(self) -> Engine:
        """Return the engine on the active index. Nothing is written.

        Raises IndexUnreadableError if there is none, or if it is damaged.
        """
        name = self._active_folder()
        while True:
            try:
                return self._open_active(name)
            except IndexUnreadableError:
                # A rebuild may have replaced and deleted the folder after the pointer was read.
                newer = self._active_folder()
                if newer == name:
                    raise
                name = newer

    def writable_engine(self) -> Engine:
        """Return the engine on the active index, creating an empty one if there is none.

        The caller holds the write lock. What an interrupted rebuild left behind is deleted.
        """
        if self.is_missing():
            name, _ = self.create()
            self.activate(name)
        self.delete_inactive()
        return self.engine()

    def is_missing(self) -> bool:
        """Whether there is no index: in a new library, or after it was deleted."""
        name = self._active_folder()
        while name and not (self.folder / name).is_dir():
            newer = self._active_folder()  # again: see `engine`
            if newer == name:
                return True
            name = newer
        return not name

    def is_outdated(self) -> bool:
        """Whether the active index was made by another version of axtar or of its tables."""
        stored = self._read_pointer().get("fingerprint")
        return stored is not None and stored != self.fingerprint() and not self.is_missing()

    def require_current(self) -> None:
        """Raise IndexOutdatedError if the index must not be changed before a rebuild."""
        if self.is_outdated():
            raise IndexOutdatedError(
                f"The index in {self.folder} was made by another version of axtar or of its tables. "
                "Nothing is lost: run `axtar rebuild`."
            )

    def create(self) -> tuple[str, Engine]:
        """Create an empty index in a new folder; return its name and the engine on it."""
        numbers = [
            int(path.name.rpartition("-")[2])
            for path in self.folder.glob(f"{self.engine_name}-*")
            if path.name[-1:].isdigit()
        ]
        name = f"{self.engine_name}-{max(numbers, default=0) + 1}"
        return name, engines.create_engine(self.engine_name, self.folder / name)

    def activate(self, name: str) -> None:
        """Replace the active index by that in another folder, and delete all others."""
        with translated_errors(self.folder, (OSError,)):
            sync_folder(self.folder / name)
            write_atomically(self._pointer, json.dumps({"folder": name, "fingerprint": self.fingerprint()}))
        self.delete_inactive()

    def delete_inactive(self) -> None:
        """Delete the folders of replaced indexes and of interrupted rebuilds."""
        current = self._active_folder()
        for path in self.folder.glob(f"{self.engine_name}-*"):
            if path.name != current:
                with suppress(OSError):  # on Windows a reader may have it open; the next call deletes it
                    _delete(path)

    def _open_active(self, name: str) -> Engine:
        opened = self._opened
        if opened and opened[0] == name:
            return opened[1]
        if not name:
            raise IndexUnreadableError(f"There is no index in {self.folder}. Run `axtar rebuild`: nothing is lost.")
        engine = engines.open_engine(self.engine_name, self.folder / name)
        self._opened = (name, engine)
        return engine

    def _active_folder(self) -> str:
        """Return the name of the folder in the pointer, "" if there is no pointer."""
        return str(self._read_pointer().get("folder") or "")

    def _read_pointer(self) -> dict[str, str]:
        try:
            with translated_errors(self.folder, (PermissionError,)):
                pointer = json.loads(self._pointer.read_text("utf8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise IndexUnreadableError(
                f"{self._pointer} is damaged ({error}). Run `axtar rebuild`: nothing is lost."
            ) from error
        return pointer if isinstance(pointer, dict) else {}


def _delete(folder: Path) -> None:
    """Delete a folder, renamed first: a reader finds all of its files or none."""
    deleted = folder if folder.suffix == _DELETED else folder.rename(folder.with_name(folder.name + _DELETED))
    shutil.rmtree(deleted)
