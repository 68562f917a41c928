"""Settings, from `axtar.toml`, the environment and the command line.

Defaults are overridden by `axtar.toml` in the library's folder, AXTAR_ variables and the command line, in this order. Only
this module reads the environment and axtar.toml. An unknown setting, or one of the wrong type, is an error that names it: a
typo that is ignored would cost an evening.
"""

import ipaddress
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

from axtar.errors import SettingsError

ENGINES = ("tantivy", "whoosh")
"""The search engines, each a package of axtar.engines."""

HOST_NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*|[0-9a-f:.]+")
"""A name as in a Host header, internationalized names in their ASCII form, or an address."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a library. `workers` 0 means one process for each processor."""

    library: Path = Path()
    engine: str = "tantivy"
    workers: int = 0
    host: str = "127.0.0.1"
    port: int = 8000
    upload_mb: int = 200
    page_size: int = 10
    lock_seconds: int = 60
    authority: bool = True
    proxy: tuple[str, ...] = ()
    trusted_hosts: tuple[str, ...] = ()
    follow_links: bool = False

    @property
    def documents(self) -> Path:
        """The folder of the originals."""
        return self.library / "documents"

    @property
    def index(self) -> Path:
        """The folder of the catalogue and the search index."""
        return self.library / "index"


_BOOLEANS = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}


def load(library: Path | None = None, engine: str | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Load the settings of a library, by default that in AXTAR_LIBRARY or the current folder.

    Raises SettingsError where a setting is unknown or invalid.
    """
    root = library or Path(environ.get("AXTAR_LIBRARY", "."))
    known = {field.name for field in fields(Settings)}
    values: dict[str, object] = dict(_read_file(root / "axtar.toml"))
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
    _check_proxy(settings)
    return settings


def _read_file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf8"))
    except FileNotFoundError:
        return {}
    except NotADirectoryError as error:
        raise SettingsError(
            f"The library {path.parent} is not a folder. Name a folder with --library or AXTAR_LIBRARY."
        ) from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path} cannot be read: {error}. Correct or remove it.") from error


def _convert(name: str, value: object) -> object:
    default = getattr(Settings(), name)
    try:
        if isinstance(default, Path):
            return Path(str(value)).expanduser().resolve()
        if isinstance(default, bool):
            return _BOOLEANS[str(value).lower()]
        if isinstance(default, tuple):
            return _split(value)
        if isinstance(default, int):
            number = int(str(value))
            if number < 0:
                raise ValueError  # noqa: TRY301 - reported below, as what int() raises
            return number
        return str(value)
    except (KeyError, ValueError):
        kind = "yes or no" if isinstance(default, bool) else "a whole number, 0 or more"
        raise SettingsError(f"The setting {name!r} is {value!r}; it should be {kind}.") from None


def _split(value: object) -> tuple[str, ...]:
    """Return the values of a list in axtar.toml, or of a text with commas."""
    parts = [str(part) for part in value] if isinstance(value, list) else str(value).split(",")
    return tuple(part.strip().lower() for part in parts if part.strip())


def _check_proxy(settings: Settings) -> None:
    for address in settings.proxy:
        try:
            ipaddress.ip_network(address, strict=False)
        except ValueError:
            raise SettingsError(
                f"The setting 'proxy' contains {address!r}; it should be the address of the proxy, such as 127.0.0.1."
            ) from None
    for name in settings.trusted_hosts:
        if not HOST_NAME.fullmatch(name):
            raise SettingsError(
                f"The setting 'trusted_hosts' contains {name!r}; it should be a name without scheme and port, "
                "such as library.example.org."
            )
