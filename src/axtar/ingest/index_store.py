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
from axtar.engines.protocol import Engine
from axtar.errors import IndexOutdatedError, IndexUnreadableError
from axtar.fingerprint import fingerprint


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
        """Return the engine on the active index, creating an empty one if there is none."""
        name = self._read_pointer().get("folder")
        if name is None:
            self.activate(self.create_folder())
            name = self._read_pointer()["folder"]
        if self._opened is None or self._opened[0] != name:
            self._opened = (name, engines.open_engine(self.engine_name, self.folder / name))
        return self._opened[1]

    def is_missing(self) -> bool:
        """Whether there is no index: in a new library, or after it was deleted."""
        return not self._read_pointer()

    def is_outdated(self) -> bool:
        """Whether the active index was made by another version of axtar or of its tables."""
        stored = self._read_pointer().get("fingerprint")
        return stored is not None and stored != self.fingerprint()

    def require_current(self) -> None:
        """Raise IndexOutdatedError if the index must not be changed before a rebuild."""
        if self.is_outdated():
            raise IndexOutdatedError(
                f"The index in {self.folder} was made by another version of axtar or of its tables. "
                "Nothing is lost: run `axtar rebuild`."
            )

    def create_folder(self) -> str:
        """Create an empty index folder; return its name."""
        numbers = [
            int(path.name.rpartition("-")[2])
            for path in self.folder.glob(f"{self.engine_name}-*")
            if path.name[-1:].isdigit()
        ]
        name = f"{self.engine_name}-{max(numbers, default=0) + 1}"
        (self.folder / name).mkdir(parents=True)
        return name

    def open(self, name: str) -> Engine:
        """Return the engine on a folder, active or not."""
        return engines.open_engine(self.engine_name, self.folder / name)

    def activate(self, name: str) -> None:
        """Replace the active index by that in another folder, and delete all others."""
        partial = self._pointer.with_suffix(".part")
        partial.write_text(json.dumps({"folder": name, "fingerprint": self.fingerprint()}), "utf8")
        partial.replace(self._pointer)
        self.delete_inactive()

    def delete_inactive(self) -> None:
        """Delete the folders of replaced indexes and of interrupted rebuilds."""
        current = self._read_pointer().get("folder")
        for path in self.folder.glob(f"{self.engine_name}-*"):
            if path.name != current:
                with suppress(OSError):  # on Windows a reader may have it open; the next call deletes it
                    shutil.rmtree(path)

    def _read_pointer(self) -> dict[str, str]:
        try:
            pointer = json.loads(self._pointer.read_text("utf8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise IndexUnreadableError(
                f"{self._pointer} is damaged ({error}). Run `axtar rebuild`: nothing is lost."
            ) from error
        return pointer if isinstance(pointer, dict) and (self.folder / str(pointer.get("folder"))).is_dir() else {}
