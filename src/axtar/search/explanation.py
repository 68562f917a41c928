"""Why a passage has its score: each clause that was asked is asked again alone, for the passages that are shown.

What the clauses are worth alone adds up to the score, because a score is a sum, with every engine. Reasons are told in the
reader's words: those that were typed, and those that stand in the passage.
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

_KINDS = {"surface": "exact", "lemma": "word", "ngrams": "pieces", "title": "title", "author": "author"}


Key = tuple[str, str]
"""A typed word and how it is in a passage."""


@dataclass(slots=True)
class _Worth:
    """What one reason is worth in one passage, and the clauses that say so."""

    score: float = 0.0
    clauses: list[EngineQuery] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class WordExplanation:
    """All reasons that one typed word gives, or two neighbours: their `share` of the score, and each kind with its score."""

    word: str
    written: tuple[str, ...]
    count: int
    share: float
    kinds: tuple[tuple[str, float], ...]


def by_word(reasons: Sequence[Reason]) -> list[WordExplanation]:
    """The reasons of a passage put together by typed word, the weightiest first; a word that is missing has no share."""
    groups: dict[str, list[Reason]] = defaultdict(list)
    for reason in reasons:
        groups[reason.word].append(reason)
    total = sum(reason.score for reason in reasons) or 1.0
    found = [
        WordExplanation(
            word,
            tuple(dict.fromkeys(form for reason in group for form in reason.written)),
            max((reason.count for reason in group if reason.kind != "pieces"), default=0),
            sum(reason.score for reason in group) / total,
            tuple((reason.kind, reason.score) for reason in group),
        )
        for word, group in groups.items()
    ]
    return sorted(found, key=lambda why: -why.share)


def explain(
    engine: Engine, asked: EngineQuery, plan: Plan, passages: Mapping[str, tuple[str, str]]
) -> dict[str, tuple[Reason, ...]]:
    """The reasons of each passage, the best first, then the words that it lacks; `passages` are texts and languages by id.

    Their scores add up to the passage's score in a search for `asked`, within the rounding of each.
    """
    found: dict[str, dict[Key, _Worth]] = {id_: defaultdict(_Worth) for id_ in passages}
    among = any_of(tuple(TermQuery("id", id_) for id_ in passages))
    groups: dict[tuple[Key, tuple[EngineQuery, ...]], list[EngineQuery]] = defaultdict(list)
    for clause, within in _parts(asked, ()):
        groups[(_word(clause, plan), _kind(clause)), within].append(clause)
    for (key, within), clauses in groups.items():
        for one in engine.search(BooleanQuery(Disjunction(tuple(clauses)), (), (*within, among)), len(passages)):
            worth = found[one.id][key]
            worth.score += one.score
            worth.clauses += clauses
    return {id_: _reasons(engine, plan, worths, *passages[id_]) for id_, worths in found.items()}


def _parts(
    clause: EngineQuery, within: tuple[EngineQuery, ...]
) -> Iterator[tuple[EngineQuery, tuple[EngineQuery, ...]]]:
    """What a clause's score is the sum of: clauses, each with those that a passage must match for it to count."""
    match clause:
        case Disjunction(clauses):
            inside = within
        case Conjunction(clauses):
            inside = (*within, clause)
        case BooleanQuery(required, optional):
            clauses, inside = (required, *optional), (*within, clause)
        case _:
            yield clause, within
            return
    for one in clauses:
        yield from _parts(one, inside)


def _word(clause: EngineQuery, plan: Plan) -> str:
    """What was typed that a clause was made of, or else what it looks for."""
    if clause in plan.origins:
        return plan.origins[clause]
    match clause:
        case TermQuery(_, term) | PrefixQuery(_, term):
            return term
        case PhraseQuery(_, terms):
            return " ".join(term.partition(":")[2] or term for term in terms)
        case ConstantScore(first) | DisjunctionMax((first, *_)) | Disjunction((first, *_)):
            return _word(first, plan)
        case _:
            return ""


def _kind(clause: EngineQuery) -> str:  # noqa: PLR0911 - one answer for each kind of clause
    """How a clause finds what was typed."""
    match clause:
        case TermQuery("names", term):
            return "name" if term.startswith("~") else "entity"
        case TermQuery(name):
            return _KINDS.get(name, "filter")
        case DisjunctionMax((TermQuery(name) | PhraseQuery(name), *_)):
            return "number" if name == "surface" else "subject"
        case PhraseQuery():
            return "phrase"
        case PrefixQuery():
            return "beginning"
        case ConstantScore(BooleanQuery()):
            return "pieces"
        case ConstantScore(PhraseQuery(slop=between)) if between:
            return "adjacent"
        case ConstantScore(inner):
            return "near" if any(isinstance(one, PhraseQuery) and one.slop for one in leaves(inner)) else "present"
        case MatchAll():
            return "everything"
        case _:
            return "filter"


def _reasons(
    engine: Engine, plan: Plan, worths: Mapping[tuple[str, str], _Worth], text: str, language: str
) -> tuple[Reason, ...]:
    told = [key for key in worths if key[1] != "pieces"]
    forms = dict(zip(told, matched_words(text, language, [worths[key].clauses for key in told]), strict=True))
    reasons = [
        Reason(word, kind, forms.get((word, kind), ()), _count(engine, worth.clauses), worth.score)
        for (word, kind), worth in worths.items()
    ]
    lacking = [word for word in dict.fromkeys(plan.words) if all(word != reason.word for reason in reasons)]
    ordered = sorted(reasons, key=lambda reason: (-reason.score, reason.word, reason.kind))
    return (*ordered, *(Reason(word, "missing", (), 0, 0.0) for word in lacking))


def _count(engine: Engine, clauses: Sequence[EngineQuery]) -> int:
    """How many passages of the library hold the most frequent of the terms; 0 for what is no single term."""
    terms = {(one.field, one.term) for one in clauses if isinstance(one, TermQuery) and one.field in TEXT_FIELDS}
    return max((engine.frequency(*one) for one in terms), default=0)
