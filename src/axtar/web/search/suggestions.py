"""Suggestions of names, in any script, that complete a query while it is typed."""

from dataclasses import dataclass

from axtar.analyzer import tokenize
from axtar.model import Request
from axtar.model.entity import Entity
from axtar.web.context import library

MAX_SUGGESTIONS = 8
MAX_CANDIDATES = 24  # per ending; those that the library's documents name are suggested first
MAX_WORDS = 4  # of a name; the last may be incomplete
OPERATORS = {"AND", "OR", "NOT", "NEAR"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A spelling of an entity, and the end of the query that it would replace."""

    replaces: str
    text: str
    entity: Entity


def suggest(query: str) -> list[Suggestion]:
    """Return names that complete the end of the query.

    Longer endings come first, then entities that occur in the library.
    """
    by_entity: dict[str, Suggestion] = {}
    for ending in endings(query):
        for text, entity in library().entities.complete(ending, MAX_CANDIDATES):
            by_entity.setdefault(entity.id, Suggestion(ending, text, entity))
    ordered = sorted(
        by_entity.values(), key=lambda item: (-len(item.replaces), not library().passages_naming(item.entity.id))
    )
    return ordered[:MAX_SUGGESTIONS]


def endings(query: str) -> list[str]:
    """Return the last one to four words of a query, longest first.

    There are none if the query does not end in a word.
    """
    tokens = tokenize(query)
    if not tokens or tokens[-1].end < len(query):
        return []
    result: list[str] = []
    after = len(query)
    for token in reversed(tokens[-MAX_WORDS:]):
        gap = query[token.end : after]
        if (result and gap.strip(" -–")) or token.text in OPERATORS:
            break
        result.insert(0, query[token.start :])
        after = token.start
    return [ending for ending in result if len(ending) > 1 or ending == query]


def entity_choices(request: Request) -> list[tuple[str, str]]:
    """Return the entities that were chosen for names in a query.

    Each comes with the name as it is written there.
    """
    if not request.entities:
        return []
    mentions = library().entities.analyzer.query_mentions(request.text)
    return [
        (id_, request.text[mention.start : mention.end])
        for mention in mentions
        for id_ in mention.entities
        if id_ in request.entities
    ]


def is_ambiguous(text: str, id_: str) -> bool:
    """Whether a query of this spelling may mean other entities as well."""
    mentions = library().entities.analyzer.query_mentions(text)
    return len(mentions) == 1 and id_ in mentions[0].entities and len(mentions[0].entities) > 1
