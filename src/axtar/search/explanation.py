"""Explanation of scores: each part of the query is run on its own for the passages shown.

The scores of the parts add up to the passage's score, because every engine sums scores. Reasons name the words that were typed,
and the words that match in the passage.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from axtar.engines.protocol import Engine
from axtar.model import (
    TEXT_FIELDS,
    BooleanQuery,
    Conjunction,
    ConstantScore,
    Disjunction,
    DisjunctionMax,
    EngineQuery,
    MatchAll,
    PhraseQuery,
    PrefixQuery,
    Reason,
    TermQuery,
)
from axtar.search.highlight import matched_words
from axtar.search.query import Plan, any_of, leaves
from axtar.search.retrieval import Retrieval
from axtar.search.sources import Sources

_FIELD_KINDS = {"surface": "exact", "lemma": "word", "ngrams": "pieces", "title": "title", "author": "author"}

ReasonKey = tuple[str, str]
"""A typed word, and the kind of its match."""

Conditions = tuple[EngineQuery, ...]
"""Queries that a passage must match as well for a part to count."""


@dataclass(slots=True)
class _Contribution:
    """The part of a passage's score that comes from one reason.

    `queries` are the queries that it is from.
    """

    score: float = 0.0
    queries: list[EngineQuery] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WordExplanation:
    """The reasons of one typed word, or of two neighbours.

    `share`: their fraction of the score; `kinds`: each kind with its score.
    """

    word: str
    written: tuple[str, ...]
    count: int
    share: float
    kinds: tuple[tuple[str, float], ...]


def by_word(reasons: Sequence[Reason]) -> list[WordExplanation]:
    """Group the reasons of a passage by typed word, the largest share first.

    The share of a missing word is 0.
    """
    groups: dict[str, list[Reason]] = defaultdict(list)
    for reason in reasons:
        groups[reason.word].append(reason)
    total = sum(reason.score for reason in reasons) or 1.0
    explanations = [
        WordExplanation(
            word,
            tuple(dict.fromkeys(form for reason in group for form in reason.written)),
            max((reason.count for reason in group if reason.kind != "pieces"), default=0),
            sum(reason.score for reason in group) / total,
            tuple((reason.kind, reason.score) for reason in group),
        )
        for word, group in groups.items()
    ]
    return sorted(explanations, key=lambda explanation: -explanation.share)


def explain(
    sources: Sources, matches: Retrieval, passages: Mapping[str, tuple[str, str]]
) -> dict[str, tuple[Reason, ...]]:
    """Explain the score of each passage: its reasons, best first, then the words that it lacks.

    `passages`: (text, language) by id. The scores of the reasons add up to the passage's score in the retrieval, within rounding.
    """
    plan, engine = matches.plan, sources.engine
    contributions: dict[str, dict[ReasonKey, _Contribution]] = {id_: defaultdict(_Contribution) for id_ in passages}
    shown = any_of(tuple(TermQuery("id", id_) for id_ in passages))
    groups: dict[tuple[ReasonKey, Conditions], list[EngineQuery]] = defaultdict(list)
    for part, conditions in _parts(matches.scored_query, ()):
        groups[(_word(part, plan), _kind(part)), conditions].append(part)
    for (key, conditions), parts in groups.items():
        alone = BooleanQuery(Disjunction(tuple(parts)), (), (*conditions, shown))
        for passage in engine.search(alone, len(passages)):
            contribution = contributions[passage.id][key]
            contribution.score += passage.score
            contribution.queries += parts
    return {
        id_: _reasons(engine, plan, by_reason, _matched_words(sources, by_reason, *passages[id_]))
        for id_, by_reason in contributions.items()
    }


def _parts(query: EngineQuery, conditions: Conditions) -> Iterator[tuple[EngineQuery, Conditions]]:
    """Yield the queries whose scores add up to a query's.

    Each comes with the conditions for it to count.
    """
    match query:
        case Disjunction(parts):
            inner = conditions
        case Conjunction(parts):
            inner = (*conditions, query)
        case BooleanQuery(must, should):
            parts, inner = (must, *should), (*conditions, query)
        case _:
            yield query, conditions
            return
    for part in parts:
        yield from _parts(part, inner)


def _word(query: EngineQuery, plan: Plan) -> str:
    """Return the typed words that a query was made from, or else its own terms."""
    if query in plan.origins:
        return plan.origins[query]
    match query:
        case TermQuery(_, term) | PrefixQuery(_, term):
            return term
        case PhraseQuery(_, terms):
            return " ".join(term.partition(":")[2] or term for term in terms)
        case ConstantScore(first) | DisjunctionMax((first, *_)) | Disjunction((first, *_)):
            return _word(first, plan)
        case _:
            return ""


def _kind(query: EngineQuery) -> str:  # noqa: PLR0911 - one return for each kind of query
    """Return the kind of match that a query is; docs/json.md lists the kinds."""
    match query:
        case TermQuery("names", term):
            return "name" if term.startswith("~") else "entity"
        case TermQuery(name):
            return _FIELD_KINDS.get(name, "filter")
        case DisjunctionMax((TermQuery(name) | PhraseQuery(name), *_)):
            return "number" if name == "surface" else "subject"
        case PhraseQuery():
            return "phrase"
        case PrefixQuery():
            return "beginning"
        case ConstantScore(BooleanQuery()):
            return "pieces"
        case ConstantScore(PhraseQuery(slop=slop)) if slop:
            return "adjacent"
        case ConstantScore(inner):
            return "near" if any(isinstance(leaf, PhraseQuery) and leaf.slop for leaf in leaves(inner)) else "present"
        case MatchAll():
            return "everything"
        case _:
            return "filter"


def _matched_words(
    sources: Sources, contributions: Mapping[ReasonKey, _Contribution], text: str, language: str
) -> dict[ReasonKey, tuple[str, ...]]:
    """Return the words of a passage that each reason matches, as written there.

    Reasons by n-grams are omitted, since they match no words.
    """
    keys = [key for key in contributions if key[1] != "pieces"]
    groups = [contributions[key].queries for key in keys]
    return dict(zip(keys, matched_words(text, language, groups, sources.analyzer), strict=True))


def _reasons(
    engine: Engine,
    plan: Plan,
    contributions: Mapping[ReasonKey, _Contribution],
    words: Mapping[ReasonKey, tuple[str, ...]],
) -> tuple[Reason, ...]:
    reasons = [
        Reason(word, kind, words.get((word, kind), ()), _count(engine, part.queries), part.score)
        for (word, kind), part in contributions.items()
    ]
    explained = {reason.word for reason in reasons}
    missing = [word for word in dict.fromkeys(plan.words) if word not in explained]
    ordered = sorted(reasons, key=lambda reason: (-reason.score, reason.word, reason.kind))
    return (*ordered, *(Reason(word, "missing", (), 0, 0.0) for word in missing))


def _count(engine: Engine, queries: Sequence[EngineQuery]) -> int:
    """Return how many passages contain the most frequent of the terms; 0 if there is no term."""
    term_queries = (query for query in queries if isinstance(query, TermQuery) and query.field in TEXT_FIELDS)
    terms = {(query.field, query.term) for query in term_queries}
    return max((engine.frequency(*term) for term in terms), default=0)
