"""Commands that change the library or look after it: add, edit, remove, rebuild, check, password."""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from axtar.cli.common import existing, library, progress, put_json
from axtar.media_types import FORMAT_NAMES

if TYPE_CHECKING:
    from axtar.model import AddResult

FAILED = 1


@click.command(
    help="Add files and folders. Files that are already in the library are skipped. "
    f"Formats: {', '.join(FORMAT_NAMES)}."
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--quiet", is_flag=True, help="Say only what failed.")
@click.pass_context
def add(context: click.Context, paths: Sequence[Path], quiet: bool) -> None:
    """Add files and folders, reporting what became of each file."""
    opened = library(context)
    counts: Counter[str] = Counter()
    total = 0 if quiet else len(opened.find_files(paths))
    with progress("Adding", quiet=quiet) as told:
        for number, outcome in enumerate(opened.add(paths), 1):
            counts[outcome.status] += 1
            if outcome.status == "failed":
                click.echo(f"failed: {outcome.path}: {outcome.message}", err=True)
            elif not quiet:
                _tell(outcome)
            told(number, total)
    if not quiet:
        click.echo(
            ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "There is nothing to add."
        )
    if counts["failed"]:
        context.exit(FAILED)


def _tell(outcome: "AddResult") -> None:
    if outcome.status != "unchanged":
        click.echo(f"{outcome.status}: {Path(outcome.path).name} ({outcome.document})")
    for warning in (*filter(None, [outcome.message]), *outcome.warnings):
        click.echo(f"note: {Path(outcome.path).name}: {warning}", err=True)


@click.command()
@click.option("--quiet", is_flag=True, help="Say nothing.")
@click.pass_context
def rebuild(context: click.Context, quiet: bool) -> None:
    """Make the index again from the catalogue. Nothing is lost, and searching goes on meanwhile."""
    opened = existing(context)
    with progress("Rebuilding", quiet=quiet) as told:
        count = opened.rebuild(told)
    if not quiet:
        click.echo(f"The index holds {count} document{'s' if count != 1 else ''}.")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="JSON instead of text.")
@click.pass_context
def check(context: click.Context, as_json: bool) -> None:
    """Verify catalogue, index and files against each other, and say what to do."""
    opened = existing(context)
    findings = opened.check()
    if as_json:
        put_json(
            {
                "documents": opened.count(),
                "findings": [{"problem": one.problem, "remedy": one.remedy} for one in findings],
            }
        )
    else:
        for one in findings:
            click.echo(f"{one.problem} {one.remedy}")
        if not findings:
            click.echo(f"All is well: {opened.count()} documents.")
    if findings:
        context.exit(FAILED)


@click.command()
@click.argument("document")
@click.argument("values", nargs=-1, metavar="FIELD=VALUE...")
@click.option(
    "--record",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSL-JSON file to replace the record with.",
)
@click.pass_context
def edit(context: click.Context, document: str, values: Sequence[str], record: Path | None) -> None:
    """Change a document's record: title="…", or author='[{"family": "…"}]' for what is not plain text; FIELD= clears."""
    from axtar.errors import UsageError
    from axtar.ingest import originals

    opened = existing(context)
    item = dict(opened.document(document).record)
    try:
        if record:
            item = originals.read_csl_item(record)
        for value in values:
            name, sign, text = value.partition("=")
            if not sign:
                raise UsageError(f"{value!r} is not FIELD=VALUE.")
            item[name] = json.loads(text) if text[:1] in "[{" and text else text
    except ValueError as error:
        raise UsageError(f"The record cannot be read: {error}.") from error
    edited = opened.edit(document, {name: value for name, value in item.items() if value != ""})
    click.echo(f"{edited.id}  {edited.title}")


@click.command()
@click.argument("documents", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def remove(context: click.Context, documents: Sequence[str], yes: bool) -> None:
    """Take documents out of the library. Their originals stay where they are; links to them say what happened."""
    opened = existing(context)
    for id_ in documents:
        document = opened.document(id_)
        if yes or click.confirm(f"Remove {document.title!r} ({document.file})?", abort=True):
            opened.remove(id_)
            click.echo(f"removed: {document.file} ({id_})")


@click.command()
@click.pass_context
def password(context: click.Context) -> None:
    """Set a new password for the librarian of the web page. It is asked for twice, or read from a pipe; sessions end."""
    opened = existing(context)
    if sys.stdin.isatty():
        chosen = click.prompt("New password", hide_input=True, confirmation_prompt="The same again")
    else:
        chosen = sys.stdin.readline().rstrip("\r\n")
    from axtar.accounts import passwords

    passwords.set_password(opened, chosen)
    click.echo("The librarian's password was changed. Whoever was logged in has to log in again.")


COMMANDS = (add, edit, remove, rebuild, check, password)
