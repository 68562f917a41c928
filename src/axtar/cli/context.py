"""The settings and the library that a command works on."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from axtar.cli.output import counted, echo

if TYPE_CHECKING:
    from axtar.analyzer import Analyzer
    from axtar.config import Settings
    from axtar.library import Library


def load_settings(context: click.Context) -> "Settings":
    """Load the settings from the group's options, the environment and the library's axtar.toml."""
    from axtar import config

    library, engine = context.obj
    return config.load(Path(library) if library else None, engine)


def open_library(context: click.Context) -> "Library":
    """Open the library, or create it; it is closed when the command ends."""
    from axtar.library import Library

    return context.with_resource(Library(load_settings(context)))


def open_existing_library(context: click.Context) -> "Library":
    """Open the library for a command that only reads, which must not create one.

    Raises NotFoundError if there is none.
    """
    from axtar.errors import NotFoundError

    settings = load_settings(context)
    if not settings.index.is_dir():
        raise NotFoundError(
            f"There is no library in {settings.library}. "
            "Name its folder with --library, or create one with `axtar add PATH`."
        )
    return open_library(context)


def library_analyzer(context: click.Context) -> "Analyzer":
    """Return the analyzer of the library, or that of the shipped entities without one.

    That of a library includes its own entities.
    """
    from axtar.analyzer import shipped_analyzer

    settings = load_settings(context)
    if settings.index.is_dir():
        return open_library(context).entities.analyzer
    return shipped_analyzer(authority=settings.authority)


def warn_about_index(library: "Library") -> None:
    """Warn if the index is outdated, or lacks documents.

    Repairs nothing: a command that only reads must not write.
    """
    if library.store.is_outdated():
        echo("axtar: the index was made by another version of axtar or of its data; run `axtar rebuild`.", err=True)
    elif stale := library.writer.stale():
        echo(
            f"axtar: {counted(len(stale), 'document')} cannot be found yet: another process is still indexing, or was "
            "interrupted. Then run `axtar rebuild`, or add any file.",
            err=True,
        )
