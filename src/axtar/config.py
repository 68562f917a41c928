"""Settings: defaults, then `axtar.toml` in the library's folder, then AXTAR_ variables, then what the command line says.

This module alone reads the environment and axtar.toml. A setting that does not exist, or of the wrong kind, is an error that
names it: a silent typo would cost an evening.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from axtar.errors import SettingsError

ENGINES = ("tantivy", "whoosh")
"""The modules of axtar.engines that a library can be indexed by."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a user may choose. `workers` 0 means one process for each processor."""

    library: Path = Path()
    engine: str = "tantivy"
    workers: int = 0
    host: str = "127.0.0.1"
    port: int = 8000
    upload_mb: int = 200
    page_size: int = 10
    lock_seconds: int = 60
    authority: bool = True

    @property
    def documents(self) -> Path:
        """The folder of the originals."""
        return self.library / "documents"

    @property
    def index(self) -> Path:
        """The folder of all that axtar makes."""
        return self.library / "index"


_SWITCHES = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def load(library: Path | None = None, engine: str | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in force for a library (the current folder, or AXTAR_LIBRARY, if none is named).

    Raises SettingsError where a setting is unknown or cannot be used.
    """
    root = library or Path(environ.get("AXTAR_LIBRARY", "."))
    known = {field.name for field in fields(Settings)}
    values: dict[str, object] = dict(_file(root / "axtar.toml"))
    values |= {
        name.removeprefix("AXTAR_").lower(): value for name, value in environ.items() if name.startswith("AXTAR_")
    }
    if engine:
        values["engine"] = engine
    values["library"] = str(root)
    unknown = sorted(set(values) - known)
    if unknown:
        raise SettingsError(f"Unknown setting {unknown[0]!r}. Known settings: {', '.join(sorted(known))}.")
    settings = replace(Settings(), **{name: _convert(name, value) for name, value in values.items()})  # type: ignore[arg-type]  # _convert gives each field its type
    if settings.engine not in ENGINES:
        raise SettingsError(f"Unknown engine {settings.engine!r}. Known engines: {', '.join(ENGINES)}.")
    return settings


def _file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}. Mend or remove it.") from error


def _convert(name: str, value: object) -> object:
    default = getattr(Settings(), name)
    try:
        if isinstance(default, Path):
            return Path(str(value)).expanduser().resolve()
        if isinstance(default, bool):
            return _SWITCHES[str(value).lower()]
        if isinstance(default, int):
            number = int(str(value))
            if number < 0:
                raise ValueError  # noqa: TRY301 - told below with the others
            return number
        return str(value)
    except (KeyError, ValueError):
        kind = "yes or no" if isinstance(default, bool) else "a whole number, 0 or more"
        raise SettingsError(f"The setting {name!r} is {value!r}; it should be {kind}.") from None
