"""The commands that run and maintain a library: rebuild, check, serve, password."""

import sys

import click

from axtar.cli.context import open_existing_library, open_library, warn_about_index
from axtar.cli.output import JSON_OPTION, counted, echo, progress_bar, write_json

PROBLEMS_FOUND = 1
CALL_SECONDS = 60.0  # more than a process needs to start on a busy machine
MAX_PIPED_BYTES = 8192  # more than the longest password


@click.command(short_help="Rebuild the index from the catalogue.")
@click.option("--quiet", is_flag=True, help="Report nothing.")
@click.pass_context
def rebuild(context: click.Context, quiet: bool) -> None:
    """Rebuild the index from the catalogue.

    Nothing is lost, and the library can be searched meanwhile.
    """
    library = open_existing_library(context)
    with progress_bar("Rebuilding", quiet=quiet) as on_progress:
        count = library.rebuild(on_progress)
    if not quiet:
        echo(f"The index holds {counted(count, 'document')}.")


@click.command(short_help="Verify catalogue, index and files.")
@JSON_OPTION
@click.pass_context
def check(context: click.Context, as_json: bool) -> None:
    """Verify catalogue, index and files, and say how to repair what is wrong.

    It also says which protections of the processes that read files this system lacks.
    """
    from axtar.workers import sandbox

    library = open_existing_library(context)
    findings = library.check()
    protections = library.workers.call(sandbox.protections, timeout=CALL_SECONDS)
    if as_json:
        problems = [{"problem": finding.problem, "remedy": finding.remedy} for finding in findings]
        write_json({"documents": library.documents.count(), "findings": problems, "protections": protections})
    else:
        if missing := [name for name, is_active in protections.items() if not is_active]:
            echo(
                f"This system lacks protections against hostile files: {', '.join(missing)}. If files come from strangers, "
                "use Linux, and a container that permits seccomp filters."
            )
        for finding in findings:
            echo(f"{finding.problem} {finding.remedy}")
        if not findings:
            echo(f"All is well: {counted(library.documents.count(), 'document')}.")
    if findings:
        context.exit(PROBLEMS_FOUND)


@click.command(short_help="Serve the search page.")
@click.option("--host", metavar="ADDRESS", help="The address to listen on (default: 127.0.0.1, this machine only).")
@click.option("--port", type=click.IntRange(1, 65535), help="The port (default: 8000).")
@click.pass_context
def serve(context: click.Context, host: str | None, port: int | None) -> None:
    """Serve the search page until Ctrl-C.

    At the first start it prints the librarian's password.
    """
    from axtar import web

    library = open_library(context)
    warn_about_index(library)
    web.serve(library, host or library.settings.host, port or library.settings.port)


@click.command(short_help="Set the librarian's password.")
@click.pass_context
def password(context: click.Context) -> None:
    """Set a new password for the librarian of the web page.

    It is asked for twice, or read from a pipe. All open sessions end.
    """
    from axtar.accounts import passwords

    library = open_existing_library(context)
    if sys.stdin.isatty():
        chosen = click.prompt("New password", hide_input=True, confirmation_prompt="Repeat it")
    else:
        chosen = sys.stdin.buffer.readline(MAX_PIPED_BYTES).decode("utf-8", "surrogateescape").rstrip("\r\n")
    passwords.set_password(library.catalogue.settings, chosen)
    echo("The librarian's password was changed. All sessions ended; log in again.")


COMMANDS = (rebuild, check, serve, password)
