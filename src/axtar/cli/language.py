"""Commands that show what axtar makes of words: analyze, detect, names. Of a library they only know its own names."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from axtar.cli.common import lines, own_names, put_json, terminal

if TYPE_CHECKING:
    from axtar.model import Term
    from axtar.names import Entity

_TEXT = click.argument("text", nargs=-1)
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object for each line.")


@click.command()
@_TEXT
@_JSON
@click.option("--language", help="Read the text in this language (en, tr, az, ru) instead of asking the detector.")
@click.pass_context
def analyze(context: click.Context, text: Sequence[str], as_json: bool, language: str | None) -> None:  # noqa: FBT001 - click passes options so
    """Show the stem of each word and the names found in TEXT, or in each line of standard input."""
    from axtar import detect as detection
    from axtar import terms

    own_names(context)
    for line in lines(text):
        code = language or detection.detect(line).language
        found = terms.analyse(line, code)
        if as_json:
            put_json({"language": code, "terms": [_term(term) for term in found]})
        else:
            for term in found:
                names = ", ".join(name for mention in term.mentions for name in terms.identities(mention))
                click.echo(f"{term.text}\t{term.lemma}" + (f"\t{names}" if names else ""))


def _term(term: "Term") -> dict[str, Any]:
    names = [
        {
            "text": mention.base,
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
def detect(text: Sequence[str], as_json: bool) -> None:  # noqa: FBT001 - click passes options so
    """Tell the language and script of TEXT, or of each line of standard input."""
    from axtar import detect as detection

    for line in lines(text):
        found = detection.detect(line)
        if as_json:
            put_json({"language": found.language, "script": found.script, "confidence": round(found.confidence, 3)})
        else:
            click.echo(f"{found.language}\t{found.script}\t{found.confidence:.2f}\t{line[:60]}")


@click.command()
@_TEXT
@_JSON
@click.pass_context
def names(context: click.Context, text: Sequence[str], as_json: bool) -> None:  # noqa: FBT001 - click passes options so
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
