"""Engines store, match and score finished terms, and know no language. `protocol` says what each of them does."""

from importlib import import_module
from pathlib import Path

from axtar.config import ENGINES
from axtar.engines.protocol import Engine
from axtar.errors import SettingsError


def open_engine(name: str, folder: Path) -> Engine:
    """Open the index in a folder, or make a new one there.

    Raises SettingsError for an engine that axtar does not know, LibraryError where the folder holds something else than
    a readable index of that engine.
    """
    engine: Engine = import_module(_module(name)).open_index(folder)
    return engine


def version(name: str) -> str:
    """What shapes an index: engine, release of its library, our schema. Raises SettingsError for an unknown engine."""
    text: str = import_module(_module(name)).version()
    return text


def _module(name: str) -> str:
    if name not in ENGINES:
        raise SettingsError(f"There is no engine {name!r}; axtar knows {', '.join(ENGINES)}.")
    return f"{__name__}.{name}"
