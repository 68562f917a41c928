"""Random small libraries and random clauses: every engine finds what a naive reading of the clause finds."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from axtar import engines
from axtar.config import ENGINES
from axtar.model import (
    FACETS,
    TEXT_FIELDS,
    VALUE_FIELDS,
    BooleanQuery,
    Conjunction,
    ConstantScore,
    Disjunction,
    DisjunctionMax,
    EngineQuery,
    IndexedPassage,
    MatchAll,
    PhraseQuery,
    PrefixQuery,
    RangeQuery,
    TermQuery,
)

WORDS = ["a", "ab", "b", "ба", "б", "~a=b"]
VALUES = ["a", "a b", "Б"]
POSITIONS = ("surface", "lemma", "title")


# ------------------------------------------------------------------ a naive engine
def holds(entry: IndexedPassage, clause: EngineQuery) -> bool:  # noqa: C901, PLR0911 - one answer for each kind of clause
    """Whether a passage matches, as the docstrings in axtar.model say it."""
    match clause:
        case MatchAll():
            return True
        case TermQuery(field, term):
            value = getattr(entry, field)
            if field in TEXT_FIELDS:
                return term in value.split()
            return term in value if isinstance(value, tuple) else term == value
        case PrefixQuery(field, text):
            return any(word.startswith(text) for word in getattr(entry, field).split())
        case RangeQuery(field, low, high):
            number = getattr(entry, field)
            return number is not None and (low is None or low <= number) and (high is None or number <= high)
        case PhraseQuery():
            return stands(getattr(entry, clause.field).split(), clause)
        case Conjunction(clauses):
            return all(holds(entry, each) for each in clauses)
        case Disjunction(clauses) | DisjunctionMax(clauses):
            return any(holds(entry, each) for each in clauses)
        case ConstantScore(inner):
            return holds(entry, inner)
        case BooleanQuery(required, _, filters, excluded):
            return (
                holds(entry, required)
                and all(holds(entry, each) for each in filters)
                and not any(holds(entry, each) for each in excluded)
            )


def stands(words: list[str], phrase: PhraseQuery) -> bool:
    """Whether some choice of places has the terms in order with few enough other words between first and last."""
    where = [[place for place, word in enumerate(words) if word == term] for term in phrase.terms]
    return bool(where) and any(
        all(one < other for one, other in pairwise(places))
        and places[-1] - places[0] - (len(places) - 1) <= phrase.slop
        for places in product(*where)
    )


def facets(entries: list[IndexedPassage]) -> dict[str, dict[str, int]]:
    """Documents by value, counted the long way."""
    found: dict[str, dict[str, set[str]]] = {field: {} for field in FACETS}
    for entry in entries:
        for field in FACETS:
            value = getattr(entry, field)
            for each in value if isinstance(value, tuple) else (value,) if value is not None else ():
                found[field].setdefault(str(each), set()).add(entry.document)
    return {field: {value: len(having) for value, having in values.items()} for field, values in found.items()}


# ------------------------------------------------------------------ what is tried
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
boosts = st.sampled_from([1.0, 0.5, 3.0])
years = st.none() | st.integers(1900, 1904)
entries = st.builds(
    IndexedPassage,
    id=st.just(""),
    document=st.sampled_from(["d1", "d2", "d3", "d4"]),
    language=st.sampled_from(["en", "az"]),
    type=st.sampled_from(VALUES),
    year=years,
    places=st.lists(st.sampled_from(VALUES), unique=True).map(tuple),
    **dict.fromkeys(TEXT_FIELDS, texts),
)
leaves = st.one_of(
    st.builds(TermQuery, st.sampled_from(TEXT_FIELDS), st.sampled_from(WORDS), boosts),
    st.builds(TermQuery, st.sampled_from(VALUE_FIELDS), st.sampled_from([*VALUES, "en", "d1", "p01"]), boosts),
    st.builds(
        PhraseQuery,
        st.sampled_from(POSITIONS),
        st.lists(st.sampled_from(WORDS), max_size=4).map(tuple),
        st.integers(0, 5),
    ),
    st.builds(PrefixQuery, st.sampled_from(TEXT_FIELDS), st.sampled_from(["", "a", "ab", "б", "~a"]), boosts),
    st.builds(RangeQuery, st.just("year"), years, years),
    st.just(MatchAll()),
)


def _grown(clauses: st.SearchStrategy[EngineQuery]) -> st.SearchStrategy[EngineQuery]:
    some = st.lists(clauses, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Conjunction, some),
        st.builds(Disjunction, some),
        st.builds(DisjunctionMax, some),
        st.builds(ConstantScore, clauses, boosts),
        st.builds(BooleanQuery, clauses, some, some, some),
    )


clauses = st.recursive(leaves, _grown, max_leaves=8)


@pytest.fixture(scope="module")
def fresh() -> Iterator[Callable[[], Path]]:
    """Folders for indexes, all gone at the end."""
    with tempfile.TemporaryDirectory() as folder:
        yield lambda: Path(tempfile.mkdtemp(dir=folder))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    library=st.lists(entries, max_size=12),
    deleted=st.sets(st.sampled_from(["d1", "d2"])),
    asked=st.lists(clauses, min_size=1, max_size=12),
)
def test_engines_find_what_a_clause_says(
    fresh: Callable[[], Path], library: list[IndexedPassage], deleted: set[str], asked: list[EngineQuery]
) -> None:
    """Hits, documents, facets, frequencies and orders agree, after deletes and over several segments."""
    library = [replace(each, id=f"p{number:02}") for number, each in enumerate(library)]
    live = [each for each in library if each.document not in deleted]
    answers = []
    for name in ENGINES:
        engine = engines.open_engine(name, fresh())
        for part in (library[::2], library[1::2]):
            with engine.writer() as writer:
                writer.add(part)
        with engine.writer() as writer:
            for document in deleted:
                writer.delete(document)
        assert engine.count() == len(live)
        for word in WORDS:
            assert engine.frequency("lemma", word) == sum(word in each.lemma.split() for each in live)
        for clause in asked:
            expected = [each for each in live if holds(each, clause)]
            found = engine.search(clause, 100)
            assert sorted(each.id for each in found) == [each.id for each in expected], (name, clause)
            assert found == sorted(found, key=lambda each: (-each.score, each.id))
            assert engine.search(clause, 2) == found[:2]
            assert {each.id: each.document for each in found} == {each.id: each.document for each in expected}
            counted = [each.document for each in expected]
            assert engine.documents(clause) == {each: counted.count(each) for each in counted}
            assert engine.facets(clause, FACETS) == facets(expected)
            answers.append((name, clause, {each.id: each.score for each in found}))
    for (_, clause, one), (_, _, other) in zip(answers[: len(asked)], answers[len(asked) :], strict=True):
        if not deleted and not _sloppy(clause):
            assert one == pytest.approx(other, abs=2e-3), clause


def test_engines_score_long_passages_alike(fresh: Callable[[], Path]) -> None:
    """Lengths are remembered equally coarsely, and a score alone tells how long a passage is."""
    lengths = [*range(1, 70), *range(70, 3000, 31)]
    found = []
    for name in ENGINES:
        engine = engines.open_engine(name, fresh())
        with engine.writer() as writer:
            writer.add(
                IndexedPassage(f"p{n:04}", "d", "en", "book", None, (), "a " + "b " * (n - 1), "", "", "", "", "")
                for n in lengths
            )
        found.append({each.id: each.score for each in engine.search(TermQuery("surface", "a", 100.0), 9999)})
    assert found[0] == pytest.approx(found[1], abs=1e-3)
    assert len(found[0]) == len(lengths)


def _sloppy(clause: object) -> bool:
    """How often a loose phrase occurs engines count in their own ways; where it occurs counts alike."""
    if isinstance(clause, ConstantScore):
        return False
    if isinstance(clause, tuple):
        return any(map(_sloppy, clause))
    if isinstance(clause, PhraseQuery):
        return clause.slop > 0
    return any(_sloppy(getattr(clause, name)) for name in getattr(clause, "__slots__", ()))
