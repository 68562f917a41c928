"""The index of an engine on disk: which folder holds it, what it was made with, and how a new one takes its place.

`index/<engine>.json` names the folder that is in force and its fingerprint. A rebuild fills a new folder while the old one is
still searched, then changes that one small file: readers, also in other processes, open the new folder at their next search.
"""

import hashlib
import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from axtar import analyzer, detect, engines
from axtar.engines.protocol import Engine
from axtar.errors import IndexOutdatedError, IndexUnreadableError


@dataclass
class IndexStore:
    """The engine of a library, reopened when another process has put a new index into force."""

    folder: Path
    engine_name: str
    authority: bool
    _opened: tuple[str, Engine] | None = None

    @property
    def _pointer(self) -> Path:
        return self.folder / f"{self.engine_name}.json"

    def fingerprint(self) -> str:
        """A hash of all that shapes an index: tables, algorithms, schema and library versions."""
        parts = (analyzer.fingerprint(), detect.version(), engines.version(self.engine_name), str(self.authority))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]

    def engine(self) -> Engine:
        """The engine on the index that is in force, a new empty one if there is none yet."""
        name = self._read().get("folder")
        if name is None:
            self.put_in_force(self.fresh())
            name = self._read()["folder"]
        if self._opened is None or self._opened[0] != name:
            self._opened = (name, engines.open_engine(self.engine_name, self.folder / name))
        return self._opened[1]

    def missing(self) -> bool:
        """Whether there is no index at all: a new library, or somebody deleted it."""
        return not self._read()

    def outdated(self) -> bool:
        """Whether the index in force was made by other tables or versions than these."""
        made = self._read().get("fingerprint")
        return made is not None and made != self.fingerprint()

    def demand_current(self) -> None:
        """Raise IndexOutdatedError where the index must not be written to before a rebuild."""
        if self.outdated():
            raise IndexOutdatedError(
                f"The index in {self.folder} was made by another version of axtar or of its tables. "
                "Nothing is lost: run `axtar rebuild` to make it again from the catalogue."
            )

    def fresh(self) -> str:
        """The name of a new, empty index folder."""
        numbers = [
            int(path.name.rpartition("-")[2])
            for path in self.folder.glob(f"{self.engine_name}-*")
            if path.name[-1:].isdigit()
        ]
        name = f"{self.engine_name}-{max(numbers, default=0) + 1}"
        (self.folder / name).mkdir(parents=True)
        return name

    def open(self, name: str) -> Engine:
        """The engine on one folder, in force or not."""
        return engines.open_engine(self.engine_name, self.folder / name)

    def put_in_force(self, name: str) -> None:
        """Make a folder the index that is searched, and delete the others."""
        partial = self._pointer.with_suffix(".part")
        partial.write_text(json.dumps({"folder": name, "fingerprint": self.fingerprint()}), "utf8")
        partial.replace(self._pointer)
        self.sweep()

    def sweep(self) -> None:
        """Delete index folders that are not in force: what an interrupted rebuild left."""
        current = self._read().get("folder")
        for path in self.folder.glob(f"{self.engine_name}-*"):
            if path.name != current:
                with suppress(OSError):  # on Windows a reader may still hold it; the next sweep gets it
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
