"""The commands that analyse text: analyze, detect, names.

From a library, they use only its own entities.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from axtar.cli.context import library_analyzer
from axtar.cli.entities import entity_json
from axtar.cli.output import console, echo_lines, escape, input_lines, write_json

if TYPE_CHECKING:
    from axtar.model import AnalyzedToken
    from axtar.model.entity import Entity

_READINGS_SHOWN = 4  # of a word, as text; the JSON holds all

_TEXT = click.argument("text", nargs=-1)
_JSON = click.option("--json", "as_json", is_flag=True, help="Write one JSON object for each line.")


@click.command(short_help="Show lemmas, endings and names of words.")
@_TEXT
@_JSON
@click.option("--readings", is_flag=True, help="With --json: add all readings of each word, part by part.")
@click.option("--language", help="The language of the text (en, tr, az, ru), instead of detecting it.")
@click.pass_context
def analyze(context: click.Context, text: Sequence[str], as_json: bool, readings: bool, language: str | None) -> None:
    """Analyse the words of TEXT, or of each line of standard input.

    Shows lemma, endings, other readings and names.
    """
    from axtar.analyzer import detect_language

    analyzer = library_analyzer(context)
    for line in input_lines(text):
        code = language or detect_language(line).language
        tokens = analyzer.analyze(line, code)
        if as_json:
            terms = [_token_json(token) for token in tokens]
            if readings:
                terms = [term | {"analyses": _readings(token, code)} for term, token in zip(terms, tokens, strict=True)]
            write_json({"language": code, "terms": terms})
        else:
            for token in tokens:
                _show_token(token, code)


def _show_token(token: "AnalyzedToken", language: str) -> None:
    """Write a word with its lemma and names on one line, then its readings.

    Each part of a reading has a line of its own.
    """
    from axtar.analyzer import mention_names

    out = console()
    names = ", ".join(name for mention in token.mentions for name in mention_names(mention))
    named = f"  [dim]name:[/] {escape(names)}" if names else ""
    out.print(f"[bold]{escape(token.text)}[/]  [cyan]{escape(token.lemma)}[/] ({language}){named}")
    readings = _readings(token, language)
    for number, reading in enumerate(readings[:_READINGS_SHOWN], 1):
        out.print(f"  {number}. {escape(reading['lemma'])}: {escape(reading['basis'])}")
        for part in reading["parts"]:
            text, tag = escape(part["text"] or "∅"), escape(part["tag"])
            out.print(f"       {text:14} {tag:10} [dim]{escape(part['meaning'])}[/]")
    if len(readings) > _READINGS_SHOWN:
        out.print(f"  and {len(readings) - _READINGS_SHOWN} less likely (--json --readings lists them)")


def _readings(token: "AnalyzedToken", language: str) -> list[dict[str, Any]]:
    from axtar.analyzer import explain

    return [
        {"lemma": reading.lemma, "basis": reading.basis, "parts": [part._asdict() for part in reading.parts]}
        for reading in explain(token.text, language)
    ]


def _token_json(token: "AnalyzedToken") -> dict[str, Any]:
    names = [
        {
            "text": mention.base_form,
            "start": mention.start,
            "end": mention.end,
            "entities": mention.entities,
            "keys": mention.keys,
        }
        for mention in token.mentions
    ]
    return {"text": token.text, "start": token.start, "end": token.end, "stem": token.lemma, "names": names}


@click.command(short_help="Detect the language and script of text.")
@_TEXT
@_JSON
def detect(text: Sequence[str], as_json: bool) -> None:
    """Detect the language and script of TEXT, or of each line of standard input."""
    from axtar.analyzer import detect_language

    for line in input_lines(text):
        detected = detect_language(line)
        language, script, confidence = detected.language, detected.script, detected.confidence
        if as_json:
            write_json({"language": language, "script": script, "confidence": round(confidence, 3)})
        else:
            echo_lines(f"{language}\t{script}\t{confidence:.2f}\t{line[:60]}")


@click.command(short_help="Look up a name in every known spelling.")
@_TEXT
@_JSON
@click.pass_context
def names(context: click.Context, text: Sequence[str], as_json: bool) -> None:
    """Look up the entities that TEXT, or each line of standard input, may name.

    Shows all their spellings, and the phonetic key by which names in other scripts are found.
    """
    from axtar.analyzer import name_keys

    gazetteer = library_analyzer(context).gazetteer
    for line in input_lines(text):
        entities = gazetteer.search(line)
        keys = name_keys(line)
        if as_json:
            write_json({"text": line, "keys": list(keys), "entities": [entity_json(entity) for entity in entities]})
        else:
            _show_names(line, entities, keys)


def _show_names(text: str, entities: "Sequence[Entity]", keys: Sequence[str]) -> None:
    out = console()
    out.print(f"[bold]{escape(text)}[/]  key {' '.join(keys) or '(none: too short)'}")
    if not entities:
        out.print("  No entity has this name. A search still finds it in other scripts by its key.")
    for entity in entities:
        out.print(f"  [cyan]{entity.id}[/] {entity.kind} {entity.country} [dim]/e/{entity.id}[/]")
        for language, spellings in entity_json(entity)["spellings"].items():
            listed = "; ".join(
                spelling["text"]
                + (f" ({spelling['status']})" if spelling["status"] in ("historical", "contested") else "")
                for spelling in spellings
            )
            out.print(f"    {language:8} {escape(listed)}")


COMMANDS = (analyze, detect, names)
