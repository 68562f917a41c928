"""Search engines: they index, match and score terms, and contain no linguistics.

`protocol.py` defines their interface. A new engine is one package here, with `open_index`, its name in `config.ENGINES`, and
its part in `fingerprint.ENGINES`.
"""

from importlib import import_module
from pathlib import Path

from axtar.config import ENGINES
from axtar.engines.protocol import Engine
from axtar.errors import SettingsError


def open_engine(name: str, folder: Path) -> Engine:
    """Open the index in a folder, creating an empty one if there is none.

    Raises SettingsError for an unknown engine, and IndexUnreadableError if the folder holds anything but a readable index of
    this engine.
    """
    engine: Engine = import_module(_module(name)).open_index(folder)
    return engine


def _module(name: str) -> str:
    if name not in ENGINES:
        raise SettingsError(f"Unknown engine {name!r}. Known engines: {', '.join(ENGINES)}.")
    return f"{__name__}.{name}"
