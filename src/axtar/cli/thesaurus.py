"""The commands for the thesaurus: subjects show, export."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from axtar.cli.formats import choose_format
from axtar.cli.output import JSON_OPTION, console, echo, write_file, write_json

if TYPE_CHECKING:
    from axtar.thesaurus import Concept


@click.group(short_help="The thesaurus: subjects in four languages.")
def subjects() -> None:
    """Show the thesaurus: words of four languages that are searched for each other.

    docs/thesaurus.md describes it.
    """


@subjects.command(short_help="Show the concepts of a word.")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@JSON_OPTION
def show(words: tuple[str, ...], as_json: bool) -> None:
    """Show the concepts of a word, or of a term of several words, in any of the four languages."""
    from axtar.analyzer import shipped_analyzer
    from axtar.search.query.thesaurus_terms import concepts_in

    concepts = concepts_in(shipped_analyzer(authority=False).analyze_query(" ".join(words)))
    for concept in concepts:
        by_language = _words_by_language(concept)
        if as_json:
            write_json({"id": concept.id, "field": concept.field, "broader": concept.broader, "words": by_language})
        else:
            listed = "  ".join(f"{language}: {', '.join(texts)}" for language, texts in by_language.items())
            console().print(f"{concept.id}  {listed}", markup=False)
    if not concepts and not as_json:
        echo("The thesaurus does not contain this term. docs/thesaurus.md describes how to add one.")


@subjects.command(short_help="Write the thesaurus to a file.")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--format", "format_", metavar="NAME", help="turtle, rdf or jsonld (default: by the file's suffix, else turtle)."
)
def export(file: Path | None, format_: str | None) -> None:
    """Write the whole thesaurus as SKOS to FILE, or to standard output."""
    from axtar import interchange

    chosen = choose_format(format_, file, "turtle")
    write_file(interchange.write_thesaurus(chosen), file)


def _words_by_language(concept: "Concept") -> dict[str, list[str]]:
    """Return the words of a concept by language, the preferred one first."""
    return {
        language: [word.text for word in concept.words if word.language == language]
        for language in dict.fromkeys(word.language for word in concept.words)
    }


COMMANDS = (subjects,)
