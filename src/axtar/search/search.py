"""From a request to an answer: parse, expand, ask the engine, rank, highlight.

A document answers when each clause of the plan matches somewhere in it; its passages are those that match any of them.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from axtar.catalogue import Catalogue
from axtar.engines.protocol import Engine
from axtar.errors import QuerySyntaxError
from axtar.model import (
    FACETS,
    Answer,
    EngineQuery,
    Expansion,
    Request,
)
from axtar.search import query
from axtar.search.query import IndexStatistics, Plan
from axtar.search.results import present
from axtar.search.retrieval import Retrieval, rank_window, retrieve


def search(catalogue: Catalogue, engine: Engine, request: Request) -> Answer:
    """The answer to a request. A query outside the grammar is searched as plain words, with a notice."""
    began = time.perf_counter()
    request = replace(request, text=replace_surrogates(request.text))
    if not request.text.strip():
        return Answer(request, 0.0, 0, (), (), {})
    plan, notices = make_plan(catalogue, engine, request)
    asked = retrieve(engine, plan.required, plan, request)
    if not asked.documents and plan.relaxed:
        asked = retrieve(engine, plan.relaxed, plan, request)
        if asked.documents:
            notices.append("No document holds all of these; shown are documents that hold some.")
    shown = present(catalogue, engine, rank_window(engine, asked, request), asked, request)
    facets = _facets(engine, asked, request) if asked.documents else {}
    unsure = not asked.documents or _is_guess(plan)
    suggestions = _suggestions(catalogue, engine, plan, request) if unsure else ()
    return Answer(
        request,
        1e3 * (time.perf_counter() - began),
        len(asked.documents),
        _shown(plan.expansions),
        shown,
        facets,
        suggestions,
        tuple(notices),
    )


def replace_surrogates(text: str) -> str:
    """A text that can be written: a terminal hands on bytes that are no UTF-8 as lone surrogates, which become `?`."""
    return text.encode("utf8", "replace").decode("utf8")


def make_plan(catalogue: Catalogue, engine: Engine, request: Request) -> tuple[Plan, list[str]]:
    """What a request asks, and notices: of a text that had to be read as plain words, of choices that choose nothing."""
    vocabulary = IndexStatistics(
        catalogue.corpus_words.spellings, cache(engine.frequency), engine.matches, cache(engine.count)
    )
    expand = partial(
        query.make_plan, vocabulary=vocabulary, exact=request.exact, without=request.without, entities=request.entities
    )
    notices: list[str] = []
    try:
        plan = expand(query.parse(request.text))
    except QuerySyntaxError as error:
        notices.append(f"{error} Searched as plain words.")
        plan = expand(query.parse_as_words(request.text))
    named = {one.id for one in plan.expansions}
    notices += (
        f"There is no word in this query that may be {id_}, which narrows nothing."
        for id_ in request.entities
        if id_ not in named
    )
    return plan, notices


def queries_to_highlight(catalogue: Catalogue, engine: Engine, request: Request) -> tuple[EngineQuery, ...]:
    """What a request marks in a text; nothing where it asks for nothing."""
    request = replace(request, text=replace_surrogates(request.text))
    if not request.text.strip():
        return ()
    plan, _ = make_plan(catalogue, engine, request)
    return (*plan.required, *plan.relaxed)


def _facets(engine: Engine, asked: Retrieval, request: Request) -> dict[str, Mapping[str, int]]:
    """Counts by facet. One that is filtered by is counted without its own filter, so that a second value can be added."""
    counts = dict(engine.facets(asked.matching, [name for name in FACETS if not request.filters.get(name)]))
    for name in FACETS:
        if request.filters.get(name):
            others = {other: values for other, values in request.filters.items() if other != name}
            wider = retrieve(engine, asked.clauses, asked.plan, replace(request, filters=others))
            counts |= engine.facets(wider.matching, [name])
    return {name: counts[name] for name in FACETS}


def _shown(expansions: Sequence[Expansion]) -> tuple[Expansion, ...]:
    """Expansions once each, those that found something before the others."""
    return tuple(
        dict.fromkeys(
            one for one in expansions if one.kind == "exact" or any(spelling.count for spelling in one.spellings)
        )
    )


def _is_guess(plan: Plan) -> bool:
    """Whether nothing that was typed is in the library as it is written, or as a known name: Ieif, which sounds like Hayf."""
    told = [one for one in plan.expansions if one.kind in {"exact", "entity", "other"}]
    return bool(told) and not any(spelling.count for one in told for spelling in one.spellings)


def _suggestions(catalogue: Catalogue, engine: Engine, plan: Plan, request: Request) -> tuple[str, ...]:
    """What the same keys write in another alphabet, where that is found; else near words that are there more often."""
    retyped = tuple(
        text for text in query.in_other_layouts(request.text) if _finds(catalogue, engine, replace(request, text=text))
    )
    if retyped:
        return retyped
    for word in plan.words:
        counts = (spelling.count for one in plan.expansions if one.text == word for spelling in one.spellings)
        most = max(counts, default=0)
        found = [
            similar
            for similar in catalogue.corpus_words.similar_words(word, 3)
            if engine.frequency("surface", similar) > most
        ]
        if found:
            return tuple(request.text.replace(word, similar) for similar in found)
    return ()


def _finds(catalogue: Catalogue, engine: Engine, request: Request) -> bool:
    """Whether a query finds all that it asks for, and not by its sound alone."""
    plan, _ = make_plan(catalogue, engine, request)
    return not _is_guess(plan) and bool(retrieve(engine, plan.required, plan, request).documents)
