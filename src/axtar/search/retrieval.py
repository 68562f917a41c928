"""A plan put to an engine: which documents answer it, and the best of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from axtar.engines.protocol import Engine
from axtar.errors import UsageError
from axtar.model import NUMBER_FIELDS, BooleanQuery, Disjunction, EngineQuery, RangeQuery, Request, TermQuery
from axtar.search import query
from axtar.search.query import Plan
from axtar.search.ranking import RankedDocument, rank

POOL = 20
"""Passages that are fetched for each document wanted, before there are known to be too few."""


@dataclass(frozen=True, slots=True)
class Retrieval:
    """A plan as an engine takes it: `clause` to score by, `matching` to count by, and the documents that answer it.

    Those come with the number of passages that match in each.
    """

    plan: Plan
    clauses: Sequence[EngineQuery]
    clause: EngineQuery
    matching: EngineQuery
    documents: dict[str, int]


def retrieve(engine: Engine, clauses: Sequence[EngineQuery], plan: Plan, request: Request) -> Retrieval:
    """Put clauses to an engine, each of which must match somewhere in a document, with the filters of plan and request."""
    filters = (*plan.filters, *_filters(request))
    if len(clauses) > 1:
        common: set[str] | None = None
        for clause in clauses:
            found = engine.documents(BooleanQuery(query.without_constants(clause), (), filters, plan.excluded)).keys()
            common = set(found) if common is None else common & found
            if not common:
                break
        filters = (*filters, Disjunction(tuple(TermQuery("document", id_) for id_ in sorted(common or ()))))
    whole = query.any_of(tuple(clauses))
    matching = BooleanQuery(query.without_constants(whole), (), filters, plan.excluded)
    scoring = BooleanQuery(whole, plan.optional, filters, plan.excluded)
    return Retrieval(plan, clauses, scoring, matching, engine.documents(matching))


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


def rank_window(engine: Engine, asked: Retrieval, request: Request) -> list[RankedDocument]:
    """The documents that a request wants. Fetches more passages until there are enough documents, or no more passages."""
    wanted = min(request.offset + request.limit, len(asked.documents))
    passages = sum(asked.documents.values())
    limit = POOL * max(wanted, 10)
    while wanted:
        ranked = rank(engine.search(asked.clause, min(limit, passages)))
        if len(ranked) >= wanted or limit >= passages:
            return ranked[request.offset : request.offset + request.limit]
        limit *= 4
    return []
