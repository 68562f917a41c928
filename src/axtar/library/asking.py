"""A plan put to an engine: which documents answer it, and the best of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from axtar import query
from axtar.engines.protocol import Engine
from axtar.errors import UsageError
from axtar.model import NUMBER_FIELDS, AnyOf, Clause, Match, Range, Ranked, Request
from axtar.query import Plan
from axtar.rank import RankedDocument, rank

POOL = 20
"""Passages that are fetched for each document wanted, before there are known to be too few."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A plan as an engine takes it: `clause` to score by, `matching` to count by, and the documents that answer it.

    Those come with the number of passages that match in each.
    """

    plan: Plan
    clauses: Sequence[Clause]
    clause: Clause
    matching: Clause
    documents: dict[str, int]


def ask(engine: Engine, clauses: Sequence[Clause], plan: Plan, request: Request) -> Asked:
    """Put clauses to an engine, each of which must match somewhere in a document, with the filters of plan and request."""
    filters = (*plan.filters, *_filters(request))
    if len(clauses) > 1:
        common: set[str] | None = None
        for clause in clauses:
            found = engine.documents(Ranked(query.bare(clause), (), filters, plan.excluded)).keys()
            common = set(found) if common is None else common & found
            if not common:
                break
        filters = (*filters, AnyOf(tuple(Match("document", id_) for id_ in sorted(common or ()))))
    whole = query.any_of(tuple(clauses))
    matching = Ranked(query.bare(whole), (), filters, plan.excluded)
    scoring = Ranked(whole, plan.optional, filters, plan.excluded)
    return Asked(plan, clauses, scoring, matching, engine.documents(matching))


def _filters(request: Request) -> list[Clause]:
    return [
        query.any_of(tuple(_filter(name, value) for value in values))
        for name, values in request.filters.items()
        if values
    ]


def _filter(name: str, value: str) -> Clause:
    if name not in NUMBER_FIELDS:
        return Match(name, value)
    try:
        return Range(name, int(value), int(value))
    except ValueError:
        raise UsageError(f"The {name} {value!r} is not a number.") from None


def best(engine: Engine, asked: Asked, request: Request) -> list[RankedDocument]:
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
