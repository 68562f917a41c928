"""The command `search`."""

from collections.abc import Sequence
from dataclasses import replace

import click

from axtar.cli import results
from axtar.cli.context import open_existing_library, warn_about_index
from axtar.cli.output import JSON_OPTION, input_lines, write_json


@click.command(short_help="Find passages.")
@click.argument("query", nargs=-1, required=True)
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1), help="Number of documents to show.")
@click.option("--offset", default=0, type=click.IntRange(0), help="Number of documents to skip.")
@click.option("--language", multiple=True, help="Only passages in this language (en, tr, az, ru).")
@click.option("--year", multiple=True, help="Only documents of this year.")
@click.option("--type", "types", multiple=True, help="Only documents of this CSL type, such as book.")
@click.option("--without", multiple=True, help="A spelling or index term to leave out.")
@click.option(
    "--as",
    "as_",
    multiple=True,
    metavar="ID",
    help="Search a name as this entity, or a word as this LANGUAGE:WORD, only; `axtar names` shows the ids.",
)
@click.option("--exact", is_flag=True, help="Only what was typed: no other forms or spellings.")
@click.option("--explain", is_flag=True, help="Explain the score of each passage.")
@JSON_OPTION
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
    """Find passages that match QUERY, best documents first.

    \b
    carpet weavers          both words, in any form, in four languages
    "stone bridge"          this exact phrase;  ~"stone bridge" in any form
    carpet OR rug, AND, NOT, weav*, bridge NEAR/5 Araz
    title: author: year: language: type: place:

    If QUERY is -, each line of standard input is a query. docs/query.md describes the whole query language.
    """
    from axtar.model import Request
    from axtar.search.to_json import answer_to_json

    library = open_existing_library(context)
    warn_about_index(library)
    filters = {name: values for name, values in (("language", language), ("year", year), ("type", types)) if values}
    request = Request("", limit, offset, exact, filters, without, as_)
    if not as_json:
        request = replace(request, depth=results.PASSAGES_SHOWN)
    if explain:
        request = replace(request, explained=request.depth)
    for line in input_lines(() if list(query) == ["-"] else query):
        answer = library.search(replace(request, text=line))
        if as_json:
            write_json(answer_to_json(answer))
        else:
            results.show(answer)


COMMANDS = (search,)
