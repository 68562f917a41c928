"""What commands share: the library, JSON lines, and a terminal that has colours only where it is one."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from rich.console import Console

    from axtar.config import Settings
    from axtar.library import Library


def settings(context: click.Context) -> "Settings":
    """The settings that the group's options and the library's axtar.toml give."""
    from axtar import config

    library, engine = context.obj
    return config.load(Path(library) if library else None, engine)


def library(context: click.Context) -> "Library":
    """The library that the command is for, opened; closed when the command ends."""
    from axtar.library import Library

    return context.with_resource(Library(settings(context)))


def existing(context: click.Context) -> "Library":
    """The same for a command that only reads: it makes no library where there is none. Raises NotFoundError."""
    from axtar.errors import NotFoundError

    chosen = settings(context)
    if not chosen.index.is_dir():
        raise NotFoundError(
            f"There is no library in {chosen.library}. Name another with --library, or make one with `axtar add PATH`."
        )
    return library(context)


def own_names(context: click.Context) -> None:
    """The names that the settings ask for, with those of the library itself, if there is one."""
    from axtar import names

    chosen = settings(context)
    names.use_authority(on=chosen.authority)
    if chosen.index.is_dir():
        library(context)


def terminal(*, stderr: bool = False) -> "Console":
    """Where text for people goes: colours, width and links as the terminal allows, plain text elsewhere."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, soft_wrap=not sys.stdout.isatty())


def put_json(value: Mapping[str, Any]) -> None:
    """One object on one line, at once: whoever listens may wait for it."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def lines(texts: Sequence[str]) -> Iterator[str]:
    """The texts on the command line, or each line of standard input where there are none."""
    if texts:
        yield " ".join(texts)
    else:
        yield from (line.rstrip("\r\n") for line in sys.stdin)


@contextmanager
def progress(title: str, *, quiet: bool) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on a terminal, nothing elsewhere."""
    console = terminal(stderr=True)
    if quiet or not console.is_terminal:
        yield lambda _done, _total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    with Progress(
        TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True
    ) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def known_format(format_: str | None) -> str | None:
    """A format of files of names and subjects that was named, if there is one. Raises UsageError."""
    from axtar import interchange
    from axtar.errors import UsageError

    if format_ and format_ not in interchange.FORMATS:
        raise UsageError(f"The format {format_!r} is not known. Known formats: {', '.join(interchange.FORMATS)}.")
    return format_


def put_file(data: bytes, file: Path | None) -> None:
    """Write to a file, or to standard output. Raises UsageError."""
    from axtar.errors import UsageError

    if file is None:
        sys.stdout.buffer.write(data)
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}.") from error
