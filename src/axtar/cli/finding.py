"""Commands that find and show: search, list, show, cite, serve."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from axtar.cli import explaining
from axtar.cli.common import existing, library, lines, put_json, terminal

if TYPE_CHECKING:
    from rich.text import Text

    from axtar.model import Answer, Hit, PassageHit, Snippet

SHOWN = 3
"""Passages of a document that a person is shown; the JSON holds more."""

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
    exact: bool,  # noqa: FBT001 - click passes options so
    explain: bool,  # noqa: FBT001 - see above
    as_json: bool,  # noqa: FBT001 - see above
) -> None:
    """Find passages. QUERY is words, "phrases", AND OR NOT, word*, a NEAR b, title: author: year: …; `-` reads one a line."""
    from axtar.library import answer_json
    from axtar.model import Request

    opened = existing(context)
    _notices(opened)
    filters = {name: values for name, values in (("language", language), ("year", year), ("type", types)) if values}
    asked = Request("", limit, offset, exact, filters, without, as_)
    if not as_json:
        asked = replace(asked, depth=SHOWN)
    if explain:
        asked = replace(asked, explained=asked.depth)
    for line in lines(()) if list(query) == ["-"] else (" ".join(query),):
        answer = opened.search(replace(asked, text=line))
        if as_json:
            put_json(answer_json(answer))
        else:
            _show(answer)


def _notices(opened: object) -> None:
    from axtar.library import Library

    assert isinstance(opened, Library)
    opened.repair()
    if opened.store.outdated():
        click.echo(
            "axtar: the index was made by another version of axtar or of its tables; run `axtar rebuild`.", err=True
        )


def _show(answer: "Answer") -> None:
    out = terminal()
    for notice in answer.notices:
        out.print(notice, style="yellow")
    if not answer.hits:
        out.print(f"Nothing found for “{answer.request.text}”.", markup=False)
    for suggestion in answer.suggestions:
        out.print(f"  Did you mean: {suggestion}", markup=False)
    if not answer.hits:
        return
    out.print(f"{answer.total} document{'s' if answer.total != 1 else ''} in {answer.took_ms:.0f} ms", style="dim")
    _show_expansions(out, answer)
    for number, hit in enumerate(answer.hits, answer.request.offset + 1):
        _show_hit(out, number, hit)


def _show_expansions(out: object, answer: "Answer") -> None:
    from rich.console import Console

    assert isinstance(out, Console)
    for expansion in answer.expansions:
        spellings = ", ".join(f"{one.text} {one.count}" for one in expansion.spellings)
        if expansion.kind == "entity":
            out.print(f"  {expansion.text}: searched as {expansion.id}: {spellings}", style="dim", markup=False)
        elif expansion.kind == "name":
            out.print(f"  {expansion.text}: searched {spellings}", style="dim", markup=False)
        elif expansion.kind == "other":
            out.print(f"  {expansion.text}: not searched as {expansion.id}: {spellings}", style="dim", markup=False)
        elif expansion.kind in {"subject", "number"}:
            found = ", ".join(f"{one.text} {one.count}" for one in expansion.spellings if one.count)
            how = "in other words and languages" if expansion.kind == "subject" else "written as"
            out.print(f"  {expansion.text}: also {how}: {found}", style="dim", markup=False)


def _show_hit(out: object, number: int, hit: "Hit") -> None:
    from rich.console import Console
    from rich.text import Text

    assert isinstance(out, Console)
    document = hit.document
    by = "; ".join(document.authors)
    out.print()
    out.print(
        Text.assemble(
            f"{number}. ",
            (document.title, "bold"),
            f"  {by}" if by else "",
            f" ({document.year})" if document.year else "",
        )
    )
    out.print(f"   {document.file}  {document.id}", style="dim", markup=False)
    for passage in hit.passages[:SHOWN]:
        out.print(Text.assemble("   ", (place(passage, paged=document.paged), "cyan"), _marked(passage.snippet)))
        if passage.reasons:
            for line in explaining.of_passage(passage):
                out.print(f"      {line}", style="dim", markup=False)
    if hit.reasons:
        out.print(f"   Its place: {explaining.of_document(hit)}", style="dim", markup=False)
    if hit.matches > SHOWN:
        out.print(f"   {hit.matches} passages match in this document", style="dim")


def place(passage: "PassageHit", *, paged: bool) -> str:
    """Where a passage stands, as a reader would say it; nothing in a document without pages."""
    if not paged:
        return ""
    if passage.label and passage.label != str(passage.page):
        return f"p. {passage.label} (page {passage.page} of the file)  "
    return f"p. {passage.page}  " if passage.label else f"page {passage.page} of the file  "


def _marked(snippet: "Snippet") -> "Text":
    from rich.text import Text

    text = Text(snippet.text)
    for start, end in snippet.highlights:
        text.stylize("bold yellow", start, end)
    text.plain = text.plain.replace("\n", " ")
    return text


@click.command("list")
@_JSON
@click.pass_context
def list_(context: click.Context, as_json: bool) -> None:  # noqa: FBT001 - click passes options so
    """List the documents of the library."""
    from axtar.library import document_json

    opened = existing(context)
    out = terminal()
    for document in opened.documents():
        if as_json:
            put_json(document_json(document))
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
def show(context: click.Context, document: str, page: int | None, as_json: bool) -> None:  # noqa: FBT001 - click passes options so
    """Show a document's record, or the text of one of its pages."""
    from axtar.library import document_json

    opened = existing(context)
    found = opened.document(document)
    if page is not None:
        leaf = opened.page(document, page)
        if as_json:
            put_json({"document": found.id, "page": leaf.number, "label": leaf.label, "text": leaf.text})
        else:
            click.echo(leaf.text)
        return
    value = {**document_json(found), "path": found.path, "sha256": found.sha256, "record": dict(found.record)}
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
