"""The command line. Its JSON is a contract (docs/json.md); its text is for people."""

import sys

import click

from axtar import __version__
from axtar.cli import documents, entities, language, search, subjects

INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--library",
    type=click.Path(file_okay=False),
    help="The library's folder (default: AXTAR_LIBRARY, else the current folder).",
)
@click.option("--engine", help="The search engine: tantivy (default) or whoosh.")
@click.version_option(__version__, prog_name="axtar")
@click.pass_context
def axtar(context: click.Context, library: str | None, engine: str | None) -> None:
    """Search documents in English, Turkish, Azerbaijani and Russian, in any spelling, to the page."""
    context.obj = (library, engine)


for command in (*documents.COMMANDS, *search.COMMANDS, *entities.COMMANDS, *subjects.COMMANDS, *language.COMMANDS):
    axtar.add_command(command)


def main() -> None:
    """Run the command line; every error of axtar becomes one line and an exit code of its own."""
    from axtar.errors import AxtarError

    _speak_utf8()
    try:
        code = axtar.main(standalone_mode=False, prog_name="axtar")
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except AxtarError as error:
        click.echo(f"axtar: {error}", err=True)
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was reported as done is safe; run the command again for the rest.", err=True)
        code = INTERRUPTED
    except SystemExit:  # click ends so, and so only, when nobody reads on: `axtar search … | head`
        code = 0
    sys.exit(code if isinstance(code, int) else 0)


def _speak_utf8() -> None:
    """Read and write UTF-8 whatever the terminal's settings; a wrong byte is shown, never fatal."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
