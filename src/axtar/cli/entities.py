"""The commands for the library's own entities: entities list, import, export, remove.

Entities are places, persons and organisations.
"""

import getpass
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from axtar.cli.context import open_existing_library, open_library
from axtar.cli.formats import choose_format
from axtar.cli.output import JSON_OPTION, console, counted, echo, progress_bar, write_file, write_json

if TYPE_CHECKING:
    from axtar.model.entity import Entity

_FORMAT = click.option(
    "--format", "format_", metavar="NAME", help="csv, turtle, rdf or jsonld (default: by the file's suffix, else csv)."
)


@click.group(short_help="The library's own places, persons, organisations.")
def entities() -> None:
    """Add places, persons and organisations, or correct those that axtar ships.

    docs/names.md describes the files.
    """


@entities.command("list", short_help="List the library's own entities.")
@JSON_OPTION
@click.pass_context
def list_(context: click.Context, as_json: bool) -> None:
    """List the library's own entities: additions, and corrections of those that axtar ships."""
    library = open_existing_library(context)
    revisions = library.entities.list_own()
    out = console()
    for revision in revisions:
        entity = revision.entity
        corrects = library.entities.is_shipped(entity.id)
        if as_json:
            write_json(
                {**entity_json(entity), "corrects": corrects, "changed": revision.changed_at, "by": revision.changed_by}
            )
        else:
            spellings = "; ".join(dict.fromkeys(spelling.text for spelling in entity.spellings))
            kind = f"corrects the {entity.kind}" if corrects else entity.kind
            out.print(
                f"{entity.id}  {kind}  {spellings}  ({revision.changed_at[:10]}, {revision.changed_by})", markup=False
            )
    if not revisions and not as_json:
        echo("This library has no entities of its own. Add some with: axtar entities import FILE")


@entities.command("import", short_help="Add or correct entities from a file.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_FORMAT
@JSON_OPTION
@click.pass_context
def import_(context: click.Context, file: Path, format_: str | None, as_json: bool) -> None:
    """Add or correct entities from a table (CSV) or SKOS (Turtle, RDF/XML, JSON-LD).

    If one entity of FILE is invalid, none is imported.
    """
    from axtar.errors import CorruptError

    chosen = choose_format(format_, file, "csv")
    library = open_library(context)
    try:
        result = library.entities.import_file(file.read_bytes(), chosen, getpass.getuser())
    except CorruptError as error:
        raise CorruptError(f"{file.name}: {error}") from error
    for note in result.notes:
        echo(f"note: {note}", err=True)
    with progress_bar("Indexing") as on_progress:
        reindexed = library.writer.reindex_changed(on_progress)
    if as_json:
        counts = {"changed": result.changed, "unchanged": result.unchanged}
        write_json({**counts, "notes": list(result.notes), "documents": reindexed})
    else:
        echo(
            f"{result.changed} added or corrected, {result.unchanged} unchanged; {counted(reindexed, 'document')} reindexed."
        )


@entities.command(short_help="Write the library's own entities to a file.")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@_FORMAT
@click.option("--all", "everything", is_flag=True, help="Include the entities that axtar ships.")
@click.pass_context
def export(context: click.Context, file: Path | None, format_: str | None, everything: bool) -> None:
    """Write the library's own entities to FILE, or to standard output."""
    chosen = choose_format(format_, file, "csv")
    write_file(open_existing_library(context).entities.export_file(chosen, everything=everything), file)


@entities.command(short_help="Remove some of the library's own entities.")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.pass_context
def remove(context: click.Context, ids: Sequence[str], yes: bool) -> None:
    """Remove some of the library's own entities.

    If one corrected an entity that axtar ships, that one is used again.
    """
    library = open_existing_library(context)
    for id_ in ids:
        if yes or click.confirm(f"Remove {id_}?", abort=True):
            library.entities.remove(id_)
            echo(f"removed: {id_}")
    with progress_bar("Indexing") as on_progress:
        reindexed = library.writer.reindex_changed(on_progress)
    echo(f"{counted(reindexed, 'document')} reindexed.")


def entity_json(entity: "Entity") -> dict[str, Any]:
    """Return an entity as the JSON of docs/json.md."""
    spellings: dict[str, list[dict[str, str]]] = {}
    for spelling in entity.spellings:
        spellings.setdefault(spelling.language, []).append({"text": spelling.text, "status": spelling.status})
    place = {"lat": entity.lat, "lon": entity.lon, "country": entity.country}
    ids = {"wikidata": entity.wikidata, "geonames": entity.geonames}
    return {"id": entity.id, "kind": entity.kind, "url": f"/e/{entity.id}", **place, **ids, "spellings": spellings}


COMMANDS = (entities,)
