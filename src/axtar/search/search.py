"""Search: parse the query, plan, retrieve, rank, highlight.

A document matches when each required query of the plan matches somewhere in it; its passages are those that match any of them.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from axtar.errors import QuerySyntaxError
from axtar.model import Answer, EngineQuery, Expansion, Request, TermQuery
from axtar.search import query
from axtar.search.facets import count_facets
from axtar.search.query import Plan
from axtar.search.query.choices import choices_of
from axtar.search.results import present
from axtar.search.retrieval import Retrieval, rank_window, retrieve
from axtar.search.sources import Sources
from axtar.search.suggestions import correct, correct_any, is_guess, lacks_a_word, retype


def search(request: Request, sources: Sources) -> Answer:
    """Answer a request. A query with a syntax error is searched as plain words, with a notice."""
    started = time.perf_counter()
    request = replace(request, text=replace_surrogates(request.text))
    if not request.text.strip():
        return Answer(request, 0.0, 0, (), (), {})
    plan, notices = make_plan(request, sources)
    plan = _without_removed(plan, sources)
    matches = retrieve(sources.engine, plan.required, plan, request)
    if not matches.documents:
        matches = _retrieve_in_all_readings(plan, request, sources) or matches
        plan = matches.plan
    if not matches.documents and plan.relaxed:
        matches = retrieve(sources.engine, plan.relaxed, plan, request)
        if matches.documents:
            notices.append("No document contains all search terms; showing documents that contain some of them.")
    hits = present(rank_window(sources.engine, matches, request), matches, request, sources)
    facets = count_facets(sources.engine, matches, request) if matches.documents else {}
    suggestions: tuple[str, ...] = ()
    if not matches.documents or is_guess(plan):
        suggestions = retype(request, sources, lambda text: make_plan(replace(request, text=text), sources)[0])
    if not suggestions and not matches.documents:
        suggestions = correct_any(plan, request, sources)
    elif not suggestions and lacks_a_word(plan):
        suggestions = correct(plan, request, sources)
    return Answer(
        request,
        1e3 * (time.perf_counter() - started),
        len(matches.documents),
        _visible(plan.expansions),
        hits,
        facets,
        suggestions,
        tuple(notices),
    )


def _retrieve_in_all_readings(plan: Plan, request: Request, sources: Sources) -> Retrieval | None:
    """Retrieve with improbable readings of words as well; None if nothing matches."""
    if not any(expansion.kind == "reading" and expansion.spellings for expansion in plan.expansions):
        return None
    wider = _without_removed(make_plan(request, sources, all_readings=True)[0], sources)
    matches = retrieve(sources.engine, wider.required, wider, request)
    return matches if matches.documents else None


def replace_surrogates(text: str) -> str:
    """Replace lone surrogates, which represent invalid bytes from a terminal, with `?`."""
    return text.encode("utf8", "replace").decode("utf8")


def make_plan(request: Request, sources: Sources, *, all_readings: bool = False) -> tuple[Plan, list[str]]:
    """Make the plan of a request, with notices.

    `all_readings`: improbable readings of words are searched as well. Notices are about syntax errors, and about chosen entities
    and words that nothing in the query is searched as.
    """
    plan_of = partial(
        query.make_plan,
        analyzer=sources.analyzer,
        statistics=sources.statistics(),
        choices=replace(choices_of(request), all_readings=all_readings),
    )
    notices: list[str] = []
    if len(query.searched_part(request.text)) < len(request.text.rstrip()):
        notices.append(
            f"The query is too long: only its first {query.MAX_QUERY_WORDS} words or {query.MAX_QUERY_LENGTH:,} "
            "characters are searched."
        )
    try:
        plan = plan_of(query.parse(request.text))
    except QuerySyntaxError as error:
        notices.append(f"{error} Searched as plain words.")
        plan = plan_of(query.parse_as_words(request.text))
    named = {expansion.id for expansion in plan.expansions}
    named |= {
        spelling.term for expansion in plan.expansions if expansion.kind == "word" for spelling in expansion.spellings
    }
    notices += (
        f"No name or word in this query is searched as {id_}, so this choice has no effect."
        for id_ in request.entities
        if id_ not in named
    )
    return plan, notices


def _without_removed(plan: Plan, sources: Sources) -> Plan:
    """Exclude the documents that the index still holds because their removal was interrupted."""
    removed = sources.catalogue.index_state.removed(sources.engine.name)
    return replace(plan, excluded=(*plan.excluded, *(TermQuery("document", id_) for id_ in removed)))


def queries_to_highlight(request: Request, sources: Sources) -> tuple[EngineQuery, ...]:
    """Return the queries whose matches a request highlights; none if its text is blank."""
    request = replace(request, text=replace_surrogates(request.text))
    if not request.text.strip():
        return ()
    plan, _ = make_plan(request, sources)
    return (*plan.required, *plan.relaxed)


def _visible(expansions: Sequence[Expansion]) -> tuple[Expansion, ...]:
    """Return the expansions without duplicates and without those absent from the library."""
    return tuple(
        dict.fromkeys(
            expansion
            for expansion in expansions
            if expansion.kind == "exact" or any(spelling.count for spelling in expansion.spellings)
        )
    )
