"""The command line. Its JSON is a contract (docs/json.md); its text is for people."""

import io
import os
import sys

import click

from axtar import __version__
from axtar.cli import documents, entities, language, maintenance, samples, search, thesaurus
from axtar.cli.output import echo, echo_lines

INTERRUPTED = 130

GROUPS = (documents, search, maintenance, samples, entities, thesaurus, language)
"""The modules of commands; each lists its own in COMMANDS."""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--library",
    type=click.Path(file_okay=False),
    metavar="FOLDER",
    help="The library's folder (default: AXTAR_LIBRARY, else the current folder).",
)
@click.option("--engine", metavar="NAME", help="The search engine: tantivy (default) or whoosh.")
@click.version_option(__version__, prog_name="axtar")
@click.pass_context
def axtar(context: click.Context, library: str | None, engine: str | None) -> None:
    """Search documents in English, Turkish, Azerbaijani and Russian.

    A name is found in every spelling and alphabet, a word in every form; results are cited to the page.
    """
    context.obj = (library, engine)


for group in GROUPS:
    for command in group.COMMANDS:
        axtar.add_command(command)


def main() -> None:
    """Run the command line.

    An expected error is one line on standard error and an exit code, never a traceback.
    """
    from axtar.errors import AxtarError, LibraryError

    _open_missing_streams()
    _use_utf8()
    try:
        code = axtar.main(standalone_mode=False, prog_name="axtar")
    except click.ClickException as error:
        message = io.StringIO()
        error.show(message)  # it quotes what was typed
        echo_lines(message.getvalue().rstrip("\n"), err=True)
        code = error.exit_code
    except AxtarError as error:
        echo(f"axtar: {error}", err=True)
        code = error.exit_code
    except OSError as error:
        # An error that axtar did not foresee: a full disk, a folder that became read-only, a file that went away.
        echo(f"axtar: {error.filename or 'A file'} cannot be read or written: {error.strerror or error}.", err=True)
        code = LibraryError.exit_code
    except (click.Abort, KeyboardInterrupt):
        echo("Stopped. Everything reported so far is safe; run the command again for the rest.", err=True)
        code = INTERRUPTED
    except SystemExit:  # click exits only where the reader of a pipe has gone: `axtar search … | head`
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _open_missing_streams() -> None:
    """Replace standard streams that the caller has closed by the null device.

    Otherwise the next file that is opened, such as the catalogue, would take their place and receive what is printed.
    """
    for number, (name, mode) in enumerate((("stdin", "r"), ("stdout", "w"), ("stderr", "w"))):
        if getattr(sys, name) is None:
            descriptor = os.open(os.devnull, os.O_RDWR)
            if descriptor != number:
                os.dup2(descriptor, number)
                os.close(descriptor)
            setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115 - as long as the process


def _use_utf8() -> None:
    """Read and write UTF-8 whatever the terminal's locale; invalid bytes are replaced."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
