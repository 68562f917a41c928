"""Search engines: they index, match and score terms, and contain no linguistics.

`protocol.py` defines their interface. A new engine is one package here, with `open_index` and `create_index`, its name in
`config.ENGINES`, and its part in `fingerprint.ENGINES`.
"""

from importlib import import_module
from pathlib import Path
from types import ModuleType

from axtar.config import ENGINES
from axtar.engines.protocol import Engine
from axtar.errors import SettingsError


def open_engine(name: str, folder: Path) -> Engine:
    """Open the index in a folder. Nothing is written.

    Raises SettingsError for an unknown engine, and IndexUnreadableError if the folder holds anything but a readable index of
    this engine.
    """
    engine: Engine = _package(name).open_index(folder)
    return engine


def create_engine(name: str, folder: Path) -> Engine:
    """Create an empty index in a folder that is empty or does not exist.

    Raises SettingsError for an unknown engine, IndexUnreadableError if the folder holds anything, DiskError and ReadOnlyError.
    """
    engine: Engine = _package(name).create_index(folder)
    return engine


def _package(name: str) -> ModuleType:
    if name not in ENGINES:
        raise SettingsError(f"Unknown engine {name!r}. Known engines: {', '.join(ENGINES)}.")
    return import_module(f"{__name__}.{name}")
