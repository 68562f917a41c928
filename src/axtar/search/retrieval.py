"""Retrieval: the documents of an engine that match a plan, and the best of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from axtar.engines.protocol import Engine
from axtar.errors import UsageError
from axtar.model import NUMBER_FIELDS, BooleanQuery, Disjunction, EngineQuery, RangeQuery, Request, TermQuery
from axtar.search import query
from axtar.search.query import Plan
from axtar.search.ranking import RankedDocument, rank

PASSAGES_PER_DOCUMENT = 20
"""Passages to fetch at first for each document requested; more are fetched if they belong to too few documents."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """The documents that match a plan, with the number of matching passages in each.

    `required`: the queries that were run, the plan's `required` or its `relaxed`. `scored_query` ranks passages;
    `counted_query` matches the same passages and costs less.
    """

    plan: Plan
    required: Sequence[EngineQuery]
    scored_query: EngineQuery
    counted_query: EngineQuery
    documents: dict[str, int]


def retrieve(engine: Engine, required: Sequence[EngineQuery], plan: Plan, request: Request) -> Retrieval:
    """Find the documents in which each required query matches somewhere.

    The filters of the plan and of the request apply to passages.
    """
    filters = (*plan.filters, *_filters(request))
    if len(required) > 1:
        common: set[str] | None = None
        for part in required:
            counted_part = BooleanQuery(query.without_constants(part), (), filters, plan.excluded)
            matching = engine.documents(counted_part).keys()
            common = set(matching) if common is None else common & matching
            if not common:
                break
        filters = (*filters, Disjunction(tuple(TermQuery("document", id_) for id_ in sorted(common or ()))))
    union = query.any_of(tuple(required))
    counted = BooleanQuery(query.without_constants(union), (), filters, plan.excluded)
    scored = BooleanQuery(union, plan.optional, filters, plan.excluded)
    return Retrieval(plan, required, scored, counted, engine.documents(counted))


def rank_window(engine: Engine, matches: Retrieval, request: Request) -> list[RankedDocument]:
    """Rank the documents in a request's window.

    More passages are fetched until they belong to enough documents.
    """
    wanted = min(request.offset + request.limit, len(matches.documents))
    passages = sum(matches.documents.values())
    limit = PASSAGES_PER_DOCUMENT * max(wanted, 10)
    while wanted:
        ranked = rank(engine.search(matches.scored_query, min(limit, passages)))
        if len(ranked) >= wanted or limit >= passages:
            return ranked[request.offset : request.offset + request.limit]
        limit *= 4
    return []


def _filters(request: Request) -> list[EngineQuery]:
    return [
        query.any_of(tuple(_filter(name, value) for value in values))
        for name, values in request.filters.items()
        if values
    ]


def _filter(name: str, value: str) -> EngineQuery:
    if name not in NUMBER_FIELDS:
        return TermQuery(name, value)
    try:
        return RangeQuery(name, int(value), int(value))
    except ValueError:
        raise UsageError(f"The {name} {value!r} is not a number.") from None
