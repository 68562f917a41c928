"""What a reader may have meant: the same keys in another layout, or similar words that are in the library."""

from collections.abc import Callable

from axtar.model import Request
from axtar.search import query
from axtar.search.query import Plan
from axtar.search.retrieval import retrieve
from axtar.search.sources import Sources

SIMILAR_WORDS = 3


def suggest(plan: Plan, request: Request, sources: Sources, plan_of: Callable[[str], Plan]) -> tuple[str, ...]:
    """Other queries: retyped in another keyboard layout if that matches, else with similar words that are more frequent."""
    retyped = tuple(text for text in query.in_other_layouts(request.text) if _matches(plan_of(text), request, sources))
    if retyped:
        return retyped
    engine = sources.engine
    for word in plan.words:
        counts = (spelling.count for one in plan.expansions if one.text == word for spelling in one.spellings)
        highest = max(counts, default=0)
        similar_words = sources.catalogue.corpus_words.similar_words(word, SIMILAR_WORDS)
        better = [similar for similar in similar_words if engine.frequency("surface", similar) > highest]
        if better:
            return tuple(request.text.replace(word, similar) for similar in better)
    return ()


def is_guess(plan: Plan) -> bool:
    """Whether no typed word is in the library as written or as a known name: Ieif matches only since it sounds like Hayf."""
    sure = [one for one in plan.expansions if one.kind in {"exact", "entity", "other"}]
    return bool(sure) and not any(spelling.count for one in sure for spelling in one.spellings)


def _matches(plan: Plan, request: Request, sources: Sources) -> bool:
    """Whether a query finds all that it asks for, and not by sound alone."""
    return not is_guess(plan) and bool(retrieve(sources.engine, plan.required, plan, request).documents)
