"""The index of an engine on disk: its active folder, its fingerprint, and how a new index replaces it.

`index/<engine>.json` names the active folder and its fingerprint. A rebuild fills a new folder while the old one is searched,
then replaces that one small file: readers, also in other processes, open the new folder at their next search.
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
    """The engine of a library, reopened when another process has activated a new index."""

    folder: Path
    engine_name: str
    authority: bool
    _opened: tuple[str, Engine] | None = None

    @property
    def _pointer(self) -> Path:
        return self.folder / f"{self.engine_name}.json"

    def fingerprint(self) -> str:
        """The fingerprint that a current index has."""
        return fingerprint(self.engine_name, authority=self.authority)

    def engine(self) -> Engine:
        """The engine on the active index; a new empty one if there is none yet."""
        name = self._read().get("folder")
        if name is None:
            self.activate(self.create_folder())
            name = self._read()["folder"]
        if self._opened is None or self._opened[0] != name:
            self._opened = (name, engines.open_engine(self.engine_name, self.folder / name))
        return self._opened[1]

    def is_missing(self) -> bool:
        """Whether there is no index at all: a new library, or one whose index was deleted."""
        return not self._read()

    def is_outdated(self) -> bool:
        """Whether the active index was made by other tables or versions than these."""
        made = self._read().get("fingerprint")
        return made is not None and made != self.fingerprint()

    def require_current(self) -> None:
        """Raise IndexOutdatedError where the index must not be written to before a rebuild."""
        if self.is_outdated():
            raise IndexOutdatedError(
                f"The index in {self.folder} was made by another version of axtar or of its tables. "
                "Nothing is lost: run `axtar rebuild`."
            )

    def create_folder(self) -> str:
        """Create an empty index folder and return its name."""
        numbers = [
            int(path.name.rpartition("-")[2])
            for path in self.folder.glob(f"{self.engine_name}-*")
            if path.name[-1:].isdigit()
        ]
        name = f"{self.engine_name}-{max(numbers, default=0) + 1}"
        (self.folder / name).mkdir(parents=True)
        return name

    def open(self, name: str) -> Engine:
        """The engine on one folder, active or not."""
        return engines.open_engine(self.engine_name, self.folder / name)

    def activate(self, name: str) -> None:
        """Make a folder the active index, and delete the others."""
        partial = self._pointer.with_suffix(".part")
        partial.write_text(json.dumps({"folder": name, "fingerprint": self.fingerprint()}), "utf8")
        partial.replace(self._pointer)
        self.delete_inactive()

    def delete_inactive(self) -> None:
        """Delete inactive index folders, which an interrupted rebuild left."""
        current = self._read().get("folder")
        for path in self.folder.glob(f"{self.engine_name}-*"):
            if path.name != current:
                with suppress(OSError):  # on Windows a reader may still hold it; the next call deletes it
                    shutil.rmtree(path)

    def _read(self) -> dict[str, str]:
        try:
            pointer = json.loads(self._pointer.read_text("utf8"))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise IndexUnreadableError(
                f"{self._pointer} is damaged ({error}). Run `axtar rebuild`: nothing is lost."
            ) from error
        return pointer if isinstance(pointer, dict) and (self.folder / str(pointer.get("folder"))).is_dir() else {}
