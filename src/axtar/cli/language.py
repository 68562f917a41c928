"""Commands that show what axtar makes of words: analyze, detect, names. Of a library they only know its own names."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from axtar.cli.common import lines, own_names, put_json, terminal

if TYPE_CHECKING:
    from axtar.model import AnalyzedToken
    from axtar.names import Entity

_SHOWN = 4  # readings of a word, to a person

_TEXT = click.argument("text", nargs=-1)
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object for each line.")


@click.command()
@_TEXT
@_JSON
@click.option("--readings", is_flag=True, help="With --json: all readings of each word as well, part by part.")
@click.option("--language", help="Read the text in this language (en, tr, az, ru) instead of asking the detector.")
@click.pass_context
def analyze(
    context: click.Context,
    text: Sequence[str],
    as_json: bool,
    readings: bool,
    language: str | None,
) -> None:
    """Explain the words of TEXT, or of each line of standard input: lemma, endings, other readings, names."""
    from axtar import analyzer
    from axtar import detect as detection

    own_names(context)
    for line in lines(text):
        code = language or detection.detect_language(line).language
        found = analyzer.analyze(line, code)
        if as_json:
            more = [{"analyses": _readings(term, code)} if readings else {} for term in found]
            put_json({"language": code, "terms": [_term(term) | one for term, one in zip(found, more, strict=True)]})
        else:
            for term in found:
                _show_word(term, code)


def _show_word(term: "AnalyzedToken", language: str) -> None:
    """A word, its lemma and names on one line; below them its readings, one part a line."""
    from axtar import analyzer

    out = terminal()
    names = ", ".join(name for mention in term.mentions for name in analyzer.mention_names(mention))
    known = f"  [dim]name:[/] {_escape(names)}" if names else ""
    out.print(f"[bold]{_escape(term.text)}[/]  [cyan]{_escape(term.lemma)}[/] ({language}){known}")
    found = _readings(term, language)
    for number, reading in enumerate(found[:_SHOWN], 1):
        out.print(f"  {number}. {_escape(reading['lemma'])}: {_escape(reading['basis'])}")
        for part in reading["parts"]:
            out.print(
                f"       {_escape(part['text'] or '∅'):14} {_escape(part['tag']):10} [dim]{_escape(part['meaning'])}[/]"
            )
    if len(found) > _SHOWN:
        out.print(f"  and {len(found) - _SHOWN} less likely (--json --readings tells them)")


def _readings(term: "AnalyzedToken", language: str) -> list[dict[str, Any]]:
    from axtar import analysis

    return [
        {"lemma": one.lemma, "basis": one.basis, "parts": [part._asdict() for part in one.parts]}
        for one in analysis.explain(term.text, language)
    ]


def _term(term: "AnalyzedToken") -> dict[str, Any]:
    names = [
        {
            "text": mention.base_form,
            "start": mention.start,
            "end": mention.end,
            "entities": mention.entities,
            "keys": mention.keys,
        }
        for mention in term.mentions
    ]
    return {"text": term.text, "start": term.start, "end": term.end, "stem": term.lemma, "names": names}


@click.command()
@_TEXT
@_JSON
def detect(text: Sequence[str], as_json: bool) -> None:
    """Tell the language and script of TEXT, or of each line of standard input."""
    from axtar import detect as detection

    for line in lines(text):
        found = detection.detect_language(line)
        if as_json:
            put_json({"language": found.language, "script": found.script, "confidence": round(found.confidence, 3)})
        else:
            click.echo(f"{found.language}\t{found.script}\t{found.confidence:.2f}\t{line[:60]}")


@click.command()
@_TEXT
@_JSON
@click.pass_context
def names(context: click.Context, text: Sequence[str], as_json: bool) -> None:
    """Show who or what TEXT may name, in every spelling that is known, and its cross-script key."""
    from axtar import names as authority

    own_names(context)
    for line in lines(text):
        entities = authority.search(line)
        keys = authority.keys(line)
        if as_json:
            put_json({"text": line, "keys": list(keys), "entities": [entity_json(entity) for entity in entities]})
        else:
            _show_names(line, entities, keys)


def entity_json(entity: "Entity") -> dict[str, Any]:
    """An entity as docs/json.md tells."""
    spellings: dict[str, list[dict[str, str]]] = {}
    for one in entity.spellings:
        spellings.setdefault(one.language, []).append({"text": one.text, "status": one.status})
    place = {"lat": entity.lat, "lon": entity.lon, "country": entity.country}
    ids = {"wikidata": entity.wikidata, "geonames": entity.geonames}
    return {"id": entity.id, "kind": entity.kind, "url": f"/e/{entity.id}", **place, **ids, "spellings": spellings}


def _show_names(text: str, entities: "Sequence[Entity]", keys: Sequence[str]) -> None:
    out = terminal()
    out.print(f"[bold]{_escape(text)}[/]  key {' '.join(keys) or '(none: too short)'}")
    if not entities:
        out.print("  No record of this name. A search still finds it in other scripts by its key.")
    for entity in entities:
        out.print(f"  [cyan]{entity.id}[/] {entity.kind} {entity.country} [dim]/e/{entity.id}[/]")
        for language, spellings in entity_json(entity)["spellings"].items():
            listed = "; ".join(
                one["text"] + (f" ({one['status']})" if one["status"] in ("historical", "contested") else "")
                for one in spellings
            )
            out.print(f"    {language:8} {_escape(listed)}")


def _escape(text: str) -> str:
    from rich.markup import escape

    return escape(text)


COMMANDS = (analyze, detect, names)
