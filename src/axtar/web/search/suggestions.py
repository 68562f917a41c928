"""Names that are offered while a question is typed: what its last words may begin, in any script."""

from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext as _
from flask_babel import ngettext

from axtar import names
from axtar.analysis import tokenize
from axtar.model import Request
from axtar.web import urls
from axtar.web.context import library
from axtar.web.filters import country_name, entity_kind, entity_name

blueprint = Blueprint("suggestions", __name__, template_folder="templates")

SUGGESTED = 8
LOOKED_AT = 24  # names that begin so, of which those that the library names come first
WORDS = 4  # of a name, the last of which may be cut
OPERATORS = {"AND", "OR", "NOT", "NEAR"}


@blueprint.get("/api/suggest")
def suggest() -> Response:
    """Names that the end of `q` may begin; docs/json.md describes them."""
    typed = request.args.get("q", "").replace("\0", " ")[: urls.LONGEST_QUERY]
    return jsonify(query=typed, suggestions=[_suggestion(*one) for one in offered(typed)])


def offered(typed: str) -> list[tuple[str, str, names.Entity]]:
    """The end of the question, a spelling that begins so, and what it names: longer ends first, then what is in the library."""
    found: dict[str, tuple[str, str, names.Entity]] = {}
    for end in endings(typed):
        for text, entity in names.complete(end, LOOKED_AT):
            found.setdefault(entity.id, (end, text, entity))
    ordered = sorted(found.values(), key=lambda one: (-len(one[0]), not library().passages_naming(one[2].id)))
    return ordered[:SUGGESTED]


def endings(typed: str) -> list[str]:
    """The last one to four words of a question, the most first; none where it does not end in a word."""
    tokens = tokenize(typed)
    if not tokens or tokens[-1].end < len(typed):
        return []
    found: list[str] = []
    after = len(typed)
    for token in reversed(tokens[-WORDS:]):
        gap = typed[token.end : after]
        if (found and gap.strip(" -–")) or token.text in OPERATORS:
            break
        found.insert(0, typed[token.start :])
        after = token.start
    return [end for end in found if len(end) > 1 or end == typed]


def _suggestion(end: str, text: str, entity: names.Entity) -> dict[str, str | int | bool]:
    documents = library().documents_naming(entity.id)
    known = entity_name(entity.id)
    parts = [
        known if known != text else "",
        entity_kind(entity.id),
        country_name(entity.country) if entity.kind != "country" else "",
        ngettext("%(num)s document", "%(num)s documents", documents) if documents else _("not in the library"),
    ]
    return {
        "text": text,
        "label": " · ".join(part for part in parts if part),
        "id": entity.id,
        "kind": entity.kind,
        "country": entity.country,
        "documents": documents,
        "replaces": end,
        "ambiguous": is_ambiguous(text, entity.id),
    }


def taken_for(asked: Request) -> list[tuple[str, str]]:
    """The entities that names in a question are taken for, each with its name as it stands there."""
    if not asked.entities:
        return []
    mentions = names.query_mentions(tokenize(asked.text), asked.text)
    return [(id_, asked.text[one.start : one.end]) for one in mentions for id_ in one.entities if id_ in asked.entities]


def is_ambiguous(text: str, id_: str) -> bool:
    """Whether a reader who types this spelling may mean other things than this entity as well."""
    mentions = names.query_mentions(tokenize(text), text)
    return len(mentions) == 1 and id_ in mentions[0].entities and len(mentions[0].entities) > 1
