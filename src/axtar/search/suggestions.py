"""Suggestions: queries in another keyboard layout, or with similar words of the library."""

from collections.abc import Callable

from axtar.model import Request
from axtar.search import query
from axtar.search.query import Plan
from axtar.search.retrieval import retrieve
from axtar.search.sources import Sources

SIMILAR_WORDS = 3

MAX_CORRECTED_WORDS = 20
"""Words of a query for which similar ones are looked up, each by a scan of the words of its length."""


def suggest(plan: Plan, request: Request, sources: Sources, plan_of: Callable[[str], Plan]) -> tuple[str, ...]:
    """Suggest other queries: in another keyboard layout, or else with similar words.

    A query in another layout must have matches; similar words must be more frequent than the typed word.
    """
    typed = query.searched_part(request.text)
    retyped = tuple(text for text in query.in_other_layouts(typed) if _matches(plan_of(text), request, sources))
    if retyped:
        return retyped
    engine = sources.engine
    for word in plan.words[:MAX_CORRECTED_WORDS]:
        expansions = (expansion for expansion in plan.expansions if expansion.text == word)
        counts = (spelling.count for expansion in expansions for spelling in expansion.spellings)
        highest = max(counts, default=0)
        similar_words = sources.catalogue.corpus_words.similar_words(word, SIMILAR_WORDS)
        better = [similar for similar in similar_words if engine.frequency("surface", similar) > highest]
        if better:
            return tuple(typed.replace(word, similar) for similar in better)
    return ()


def is_guess(plan: Plan) -> bool:
    """Whether no word occurs as typed or as a known name.

    Such a query matches by chance: Ieif has the phonetic key of Hayf.
    """
    certain = [expansion for expansion in plan.expansions if expansion.kind in {"exact", "entity", "other"}]
    return bool(certain) and not any(spelling.count for expansion in certain for spelling in expansion.spellings)


def _matches(plan: Plan, request: Request, sources: Sources) -> bool:
    """Whether documents match all that a query requires, and not by phonetic key alone."""
    return not is_guess(plan) and bool(retrieve(sources.engine, plan.required, plan, request).documents)
