"""Input and output of the commands.

JSON lines, text with colours on a terminal only, progress bars, and files.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from axtar.cli.terminal_text import lines, one_line

if TYPE_CHECKING:
    from rich.console import Console

JSON_OPTION = click.option("--json", "as_json", is_flag=True, help="Write JSON instead of text.")


def console(*, stderr: bool = False) -> "Console":
    """Return a console for text that people read.

    On a terminal it has colours, width and links as that allows; elsewhere it writes plain text.
    """
    from axtar.cli.safe_console import SafeConsole

    return SafeConsole(stderr=stderr, highlight=False, emoji=False, soft_wrap=not sys.stdout.isatty())


def escape(text: str) -> str:
    """Escape text for a console's markup."""
    from rich.markup import escape as escape_markup

    return escape_markup(text)


def echo(text: str, *, err: bool = False) -> None:
    """Write one line of text, safe for a terminal."""
    click.echo(one_line(text), err=err)


def echo_lines(text: str, *, err: bool = False) -> None:
    """Write a text of several lines, safe for a terminal."""
    click.echo(lines(text), err=err)


def write_json(value: Mapping[str, Any]) -> None:
    """Write one object on one line, and flush: a program may be waiting for it."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def counted(count: int, noun: str) -> str:
    """Return a number with its noun: 1 document, 2 documents."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def input_lines(texts: Sequence[str]) -> Iterator[str]:
    """Yield the text of the command line, or each line of standard input if there is none."""
    if texts:
        yield " ".join(texts)
    else:
        yield from (line.rstrip("\r\n") for line in sys.stdin)


@contextmanager
def progress_bar(title: str, *, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on a terminal, nothing elsewhere.

    Yields a callback for (steps done, total steps).
    """
    stderr = console(stderr=True)
    if quiet or not stderr.is_terminal:
        yield lambda _done, _total: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(title), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=stderr, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def write_file(data: bytes, file: Path | None) -> None:
    """Write to a file, or to standard output.

    Raises UsageError if the file cannot be written.
    """
    from axtar.errors import UsageError

    if file is None:
        sys.stdout.buffer.write(data)
        return
    try:
        file.write_bytes(data)
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}. Choose another file.") from error
