"""Commands for the library's own places, persons and bodies: entities list, import, export, remove."""

import getpass
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from axtar.cli.common import existing, known_format, library, progress, put_file, put_json, terminal
from axtar.cli.language import entity_json

if TYPE_CHECKING:
    from axtar.library import Library

_JSON = click.option("--json", "as_json", is_flag=True, help="JSON instead of text.")
_FORMAT = click.option(
    "--format", "format_", help="csv, turtle, rdf or jsonld (default: by the file's ending, else csv)."
)


@click.group()
def entities() -> None:
    """Add places, persons and bodies of your own, or correct those that axtar knows. See docs/names.md."""


@entities.command("list")
@_JSON
@click.pass_context
def list_(context: click.Context, as_json: bool) -> None:
    """List the library's own entries: corrections and additions."""
    from axtar import names

    opened = existing(context)
    found = opened.entities()
    out = terminal()
    for one in found:
        corrects = names.is_shipped(one.entity.id)
        if as_json:
            put_json({**entity_json(one.entity), "corrects": corrects, "changed": one.changed, "by": one.by})
        else:
            spelled = "; ".join(dict.fromkeys(spelling.text for spelling in one.entity.spellings))
            kind = f"corrects the {one.entity.kind}" if corrects else one.entity.kind
            out.print(f"{one.entity.id}  {kind}  {spelled}  ({one.changed[:10]}, {one.by})", markup=False)
    if not found and not as_json:
        click.echo("This library has no entries of its own. Add some with: axtar entities import FILE")


@entities.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_FORMAT
@_JSON
@click.pass_context
def import_(context: click.Context, file: Path, format_: str | None, as_json: bool) -> None:
    """Add or correct entries from a table (CSV) or SKOS (Turtle, RDF/XML, JSON-LD). All of FILE is taken, or nothing."""
    from axtar import interchange
    from axtar.errors import CorruptError

    chosen = known_format(format_) or interchange.format_of(file.name)
    opened = library(context)
    try:
        done = opened.import_entities(file.read_bytes(), chosen, getpass.getuser())
    except CorruptError as error:
        raise CorruptError(f"{file.name}: {error}") from error
    for note in done.notes:
        click.echo(f"note: {note}", err=True)
    count = _read_again(opened)
    if as_json:
        put_json({"changed": done.changed, "unchanged": done.unchanged, "notes": list(done.notes), "documents": count})
    else:
        click.echo(
            f"{done.changed} added or corrected, {done.unchanged} unchanged; {count} documents were indexed again."
        )


@entities.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@_FORMAT
@click.option("--all", "everything", is_flag=True, help="Those of the authority file as well.")
@click.pass_context
def export(context: click.Context, file: Path | None, format_: str | None, everything: bool) -> None:
    """Write the library's own entries to FILE, or to standard output."""
    from axtar import interchange

    chosen = known_format(format_) or (interchange.format_of(file.name) if file else "csv")
    put_file(existing(context).export_entities(chosen, everything=everything), file)


@entities.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.pass_context
def remove(context: click.Context, ids: Sequence[str], yes: bool) -> None:
    """Take entries of your own out; what axtar knew before is in force again."""
    opened = existing(context)
    for id_ in ids:
        if yes or click.confirm(f"Remove {id_}?", abort=True):
            opened.remove_entity(id_)
            click.echo(f"removed: {id_}")
    click.echo(f"{_read_again(opened)} documents were indexed again.")


def _read_again(opened: "Library") -> int:
    """Index what the changes touch, with a progress bar."""
    with progress("Indexing", quiet=False) as told:
        return opened.read_again(told)


COMMANDS = (entities,)
