"""The commands for documents: add, list, show, edit, remove, cite."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from axtar.cli.context import open_existing_library, open_library
from axtar.cli.output import JSON_OPTION, console, counted, echo, echo_lines, progress_bar, write_json
from axtar.cli.terminal_text import one_line
from axtar.media_types import FORMAT_NAMES

if TYPE_CHECKING:
    from axtar.model import AddResult, Document

FAILED = 1


@click.command(
    short_help="Add files and folders.",
    help=f"""Add files and folders: {", ".join(FORMAT_NAMES)}.

    A file that the library has already is skipped; a changed file becomes a new version of its document.
    The record of name.pdf is read from name.csl.json, if there is one.
    """,
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--quiet", is_flag=True, help="Report failures only.")
@click.pass_context
def add(context: click.Context, paths: Sequence[Path], quiet: bool) -> None:
    """Add files and folders, and report the result of each file."""
    from axtar.ingest.file_search import find_files

    library = open_library(context)
    counts: Counter[str] = Counter()
    total = 0 if quiet else sum(1 for _ in find_files(paths, follow_links=library.settings.follow_links))
    with progress_bar("Adding", quiet=quiet) as on_progress:
        for number, result in enumerate(library.add(paths), 1):
            counts[result.status] += 1
            if result.status == "failed":
                echo(f"failed: {result.path}: {result.message}", err=True)
            elif not quiet:
                _report(result)
            on_progress(number, total)
    if not quiet:
        summary = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
        echo(summary or "There is nothing to add.")
    if counts["failed"]:
        context.exit(FAILED)


def _report(result: "AddResult") -> None:
    if result.status == "skipped":
        echo(f"skipped: {result.path}: {result.message}")
        return
    echo(f"{result.status}: {Path(result.path).name} ({result.document})")
    for warning in (*filter(None, [result.message]), *result.warnings):
        echo(f"note: {Path(result.path).name}: {warning}", err=True)


@click.command("list", short_help="List the documents of the library.")
@JSON_OPTION
@click.pass_context
def list_(context: click.Context, as_json: bool) -> None:
    """List the documents of the library by title."""
    from axtar.search.to_json import document_to_json

    library = open_existing_library(context)
    out = console()
    failures = library.failures()
    for document in library.documents.list_all():
        failure = failures.get(document.id, "")
        if as_json:
            write_json(document_to_json(document) | ({"failure": failure} if failure else {}))
        else:
            out.print(f"{document.id}  {document.title}  ({document.file}, {_size(document)})", markup=False)
            if failure:
                out.print(f"  cannot be searched: {failure}", markup=False)
    if not as_json and not library.documents.count():
        out.print("The library is empty. Add documents with: axtar add PATH", markup=False)


@click.command(short_help="Show a record, or the text of a page.")
@click.argument("document")
@click.option("--page", type=click.IntRange(1), help="The page whose text to show, counted from 1 as in the file.")
@JSON_OPTION
@click.pass_context
def show(context: click.Context, document: str, page: int | None, as_json: bool) -> None:
    """Show the record of DOCUMENT, given by its id, or the text of one of its pages."""
    from axtar.search.to_json import document_to_json

    library = open_existing_library(context)
    shown = library.documents.get(document)
    if page is not None:
        shown_page = library.pages.get(document, page)
        if as_json:
            label = shown_page.label
            write_json({"document": shown.id, "page": shown_page.number, "label": label, "text": shown_page.text})
        else:
            echo_lines(shown_page.text)
    elif as_json:
        extra = {"path": shown.path, "sha256": shown.sha256, "record": dict(shown.record)}
        write_json({**document_to_json(shown), **extra})
    else:
        _show_record(shown)


def _show_record(document: "Document") -> None:
    """Write the record, one field on a line, then the properties of the file.

    The fields have the names that `edit` accepts.
    """
    from axtar.citations.record_text import to_text

    record = {"title": document.title, "type": document.type, **document.record}
    lines = {"id": document.id}
    lines |= {field: to_text(field, value) for field, value in record.items()}
    lines |= {"file": document.path, "length": _size(document), "sha256": document.sha256}
    width = max(map(len, lines)) + 2
    for field, text in lines.items():
        echo(f"{field:{width}}{text}")


def _size(document: "Document") -> str:
    return counted(document.page_count, "page" if document.paged else "section")


@click.command(short_help="Change the record of a document.")
@click.argument("document")
@click.argument("values", nargs=-1, metavar="FIELD=VALUE...")
@click.option(
    "--record",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Replace the record by that of this CSL-JSON file.",
)
@click.pass_context
def edit(context: click.Context, document: str, values: Sequence[str], record: Path | None) -> None:
    """Change the record of DOCUMENT, given by its id. FIELD= removes a field.

    \b
    axtar edit ID title="On bridges" year=1998
    axtar edit ID author="Zardabi, Həsən bəy; Elm"   names; one without a comma
                                                     is an organisation
    axtar edit ID issued=1998-05                     also 1998-05-03, 1998/1999,
                                                     circa 1998
    axtar edit ID author='[{"family": "…"}]'         any value as CSL-JSON

    Fields are those of CSL-JSON 1.0. An unknown field or a wrong value changes nothing.
    """
    from axtar.citations import record_text
    from axtar.citations.record_fields import validated
    from axtar.errors import UsageError
    from axtar.ingest.sidecar import read_csl_item

    if not values and record is None:
        raise UsageError("There is nothing to change. Give FIELD=VALUE or --record FILE.")
    library = open_existing_library(context)
    before = library.documents.get(document).record
    if record is not None:
        try:
            before = validated(read_csl_item(record))
        except ValueError as error:
            raise UsageError(f"{record} cannot be read as one CSL-JSON item: {error}.") from error
    edited = library.edit(document, record_text.assign(before, values))
    echo(f"{edited.id}  {edited.title}")


@click.command(short_help="Remove documents from the library.")
@click.argument("documents", nargs=-1, required=True)
@click.option("--yes", is_flag=True, help="Do not ask for confirmation.")
@click.pass_context
def remove(context: click.Context, documents: Sequence[str], yes: bool) -> None:
    """Remove DOCUMENTS, given by their ids, from the library.

    Their files stay in the documents folder, and their links say that they were removed.
    """
    library = open_existing_library(context)
    for id_ in documents:
        document = library.documents.get(id_)
        if yes or click.confirm(one_line(f"Remove {document.title!r} ({document.file})?"), abort=True):
            library.remove(id_)
            echo(f"removed: {document.file} ({id_})")


@click.command(short_help="Cite a document, or one of its pages.")
@click.argument("document")
@click.option("--page", type=click.IntRange(1), help="The page to cite, counted from 1 as in the file.")
@click.option(
    "--format", "format_", default="apa", show_default=True, metavar="NAME", help="apa, bibtex, ris or csl-json."
)
@click.option(
    "--base-url",
    default="http://127.0.0.1:8000",
    show_default=True,
    metavar="URL",
    help="The address of the server, for the link.",
)
@click.pass_context
def cite(context: click.Context, document: str, page: int | None, format_: str, base_url: str) -> None:
    """Cite DOCUMENT, given by its id, or one of its pages."""
    library = open_existing_library(context)
    if format_ == "apa":
        citation = library.citations.cite(document, page, "apa", base_url)
        for line in (citation.inline, citation.bibliography, citation.url):
            echo(line)
    else:
        echo_lines(library.citations.export(document, page, format_, base_url))


COMMANDS = (add, list_, show, edit, remove, cite)
