"""Commands that find and show: search, list, show, cite, serve."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from axtar.cli import results
from axtar.cli.common import existing, library, lines, put_json, terminal

if TYPE_CHECKING:
    from axtar.library import Library

_JSON = click.option("--json", "as_json", is_flag=True, help="JSON instead of text.")


@click.command()
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="Documents to show.")
@click.option("--offset", default=0, type=click.IntRange(0), help="Documents to pass over.")
@click.option("--language", multiple=True, help="Only passages in this language (en, tr, az, ru).")
@click.option("--year", multiple=True, help="Only documents of this year.")
@click.option("--type", "types", multiple=True, help="Only documents of this CSL type, such as book.")
@click.option("--without", multiple=True, help="A spelling or index term not to search for.")
@click.option("--as", "as_", multiple=True, help="A name as this entity alone; `axtar names TEXT` tells its id.")
@click.option("--exact", is_flag=True, help="Only what was typed: no stems, no other spellings.")
@click.option("--explain", is_flag=True, help="Say why each passage has its score.")
@_JSON
@click.pass_context
def search(  # noqa: PLR0913, PLR0917 - one parameter for each option, as click passes them
    context: click.Context,
    query: Sequence[str],
    limit: int,
    offset: int,
    language: tuple[str, ...],
    year: tuple[str, ...],
    types: tuple[str, ...],
    without: tuple[str, ...],
    as_: tuple[str, ...],
    exact: bool,
    explain: bool,
    as_json: bool,
) -> None:
    """Find passages. QUERY is words, "phrases", AND OR NOT, word*, a NEAR b, title: author: year: …; `-` reads one a line."""
    from axtar.library import answer_to_json
    from axtar.model import Request

    opened = existing(context)
    _notices(opened)
    filters = {name: values for name, values in (("language", language), ("year", year), ("type", types)) if values}
    asked = Request("", limit, offset, exact, filters, without, as_)
    if not as_json:
        asked = replace(asked, depth=results.SHOWN)
    if explain:
        asked = replace(asked, explained=asked.depth)
    for line in lines(()) if list(query) == ["-"] else (" ".join(query),):
        answer = opened.search(replace(asked, text=line))
        if as_json:
            put_json(answer_to_json(answer))
        else:
            results.show(answer)


def _notices(opened: "Library") -> None:
    opened.repair()
    if opened.store.outdated():
        click.echo(
            "axtar: the index was made by another version of axtar or of its tables; run `axtar rebuild`.", err=True
        )


@click.command("list")
@_JSON
@click.pass_context
def list_(context: click.Context, as_json: bool) -> None:
    """List the documents of the library."""
    from axtar.library import document_to_json

    opened = existing(context)
    out = terminal()
    for document in opened.documents():
        if as_json:
            put_json(document_to_json(document))
        else:
            parts = f"{document.page_count} {'pages' if document.paged else 'sections'}"
            out.print(f"{document.id}  {document.title}  ({document.file}, {parts})", markup=False)
    if not as_json and not opened.count():
        out.print("The library is empty. Add documents with: axtar add PATH", markup=False)


@click.command()
@click.argument("document")
@click.option("--page", type=click.IntRange(1), help="The text of this page (counted from 1, as the file has it).")
@_JSON
@click.pass_context
def show(context: click.Context, document: str, page: int | None, as_json: bool) -> None:
    """Show a document's record, or the text of one of its pages."""
    from axtar.library import document_to_json

    opened = existing(context)
    found = opened.document(document)
    if page is not None:
        leaf = opened.page(document, page)
        if as_json:
            put_json({"document": found.id, "page": leaf.number, "label": leaf.label, "text": leaf.text})
        else:
            click.echo(leaf.text)
        return
    value = {**document_to_json(found), "path": found.path, "sha256": found.sha256, "record": dict(found.record)}
    if as_json:
        put_json(value)
    else:
        for name, part in {**{k: v for k, v in value.items() if k != "record"}, **found.record}.items():
            click.echo(f"{name:16} {part}")


@click.command()
@click.argument("document")
@click.option("--page", type=click.IntRange(1), help="The page to cite (counted from 1, as the file has it).")
@click.option("--format", "format_", default="apa", show_default=True, help="apa, bibtex, ris or csl-json.")
@click.option(
    "--base-url", default="http://127.0.0.1:8000", show_default=True, help="Where the library is served, for the link."
)
@click.pass_context
def cite(context: click.Context, document: str, page: int | None, format_: str, base_url: str) -> None:
    """Cite a document, or one page of it."""
    opened = existing(context)
    if format_ == "apa":
        citation = opened.cite(document, page, "apa", base_url)
        click.echo(f"{citation.inline}\n{citation.bibliography}\n{citation.url}")
    else:
        click.echo(opened.export(document, page, format_, base_url))


@click.command()
@click.option("--host", help="The address to listen on (default: 127.0.0.1, this machine only).")
@click.option("--port", type=click.IntRange(1, 65535), help="The port (default: 8000).")
@click.pass_context
def serve(context: click.Context, host: str | None, port: int | None) -> None:
    """Serve the search page until Ctrl-C."""
    from axtar import web

    opened = library(context)
    _notices(opened)
    web.serve(opened, host or opened.settings.host, port or opened.settings.port)


COMMANDS = (search, list_, show, cite, serve)
