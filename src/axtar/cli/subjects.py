"""Commands for the subject vocabulary: subjects show, export."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from axtar.cli.common import known_format, put_file, put_json, terminal

if TYPE_CHECKING:
    from axtar.thesaurus import Concept


@click.group()
def subjects() -> None:
    """Look at the words of four languages that are searched for each other. See docs/subjects.md."""


@subjects.command()
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@click.option("--json", "as_json", is_flag=True, help="JSON instead of text.")
def show(words: tuple[str, ...], as_json: bool) -> None:
    """Show the concepts that a word, or a term of several words, stands for in any of the four languages."""
    from axtar.search.query.thesaurus_terms import concepts_in

    found = concepts_in(" ".join(words))
    for one in found:
        if as_json:
            put_json({"id": one.id, "field": one.field, "broader": one.broader, "words": _by_language(one)})
        else:
            told = "  ".join(f"{language}: {', '.join(spelled)}" for language, spelled in _by_language(one).items())
            terminal().print(f"{one.id}  {told}", markup=False)
    if not found and not as_json:
        click.echo("No subject has this word. docs/subjects.md says how one is added.")


@subjects.command()
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "format_", help="turtle, rdf or jsonld (default: by the file's ending, else turtle).")
def export(file: Path | None, format_: str | None) -> None:
    """Write the whole subject vocabulary as SKOS to FILE, or to standard output."""
    from axtar import interchange
    from axtar.thesaurus import concepts

    chosen = known_format(format_) or (interchange.format_of(file.name) if file else "turtle")
    put_file(interchange.write_subjects(concepts(), chosen), file)


def _by_language(one: "Concept") -> dict[str, list[str]]:
    """The words of a concept by language, the usual one first."""
    return {
        language: [word.text for word in one.words if word.language == language]
        for language in dict.fromkeys(word.language for word in one.words)
    }


COMMANDS = (subjects,)
