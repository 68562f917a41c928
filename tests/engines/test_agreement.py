"""Random small indexes and random queries: every engine matches what a naive evaluator matches."""

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


# ------------------------------------------------------------------ the naive evaluator
def matches(passage: IndexedPassage, query: EngineQuery) -> bool:  # noqa: C901, PLR0911 - one case for each type of query
    """Return whether a passage matches, by the docstrings of axtar.model.engine_query."""
    match query:
        case MatchAll():
            return True
        case TermQuery(field, term):
            value = getattr(passage, field)
            if field in TEXT_FIELDS:
                return term in value.split()
            return term in value if isinstance(value, tuple) else term == value
        case PrefixQuery(field, text):
            return any(word.startswith(text) for word in getattr(passage, field).split())
        case RangeQuery(field, low, high):
            number = getattr(passage, field)
            return number is not None and (low is None or low <= number) and (high is None or number <= high)
        case PhraseQuery():
            return contains_phrase(getattr(passage, query.field).split(), query)
        case Conjunction(queries):
            return all(matches(passage, each) for each in queries)
        case Disjunction(queries) | DisjunctionMax(queries):
            return any(matches(passage, each) for each in queries)
        case ConstantScore(inner):
            return matches(passage, inner)
        case BooleanQuery(required, _, filters, excluded):
            return (
                matches(passage, required)
                and all(matches(passage, each) for each in filters)
                and not any(matches(passage, each) for each in excluded)
            )


def contains_phrase(words: list[str], phrase: PhraseQuery) -> bool:
    """Return whether some positions of the terms are in order, with at most `slop` other words between first and last."""
    positions = [[place for place, word in enumerate(words) if word == term] for term in phrase.terms]
    return bool(positions) and any(
        all(first < second for first, second in pairwise(places))
        and places[-1] - places[0] - (len(places) - 1) <= phrase.slop
        for places in product(*positions)
    )


def facets(passages: list[IndexedPassage]) -> dict[str, dict[str, int]]:
    """Count documents by value, one passage at a time."""
    documents: dict[str, dict[str, set[str]]] = {field: {} for field in FACETS}
    for passage in passages:
        for field in FACETS:
            value = getattr(passage, field)
            for each in value if isinstance(value, tuple) else (value,) if value is not None else ():
                documents[field].setdefault(str(each), set()).add(passage.document)
    return {field: {value: len(ids) for value, ids in values.items()} for field, values in documents.items()}


# ------------------------------------------------------------------ strategies
texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
boosts = st.sampled_from([1.0, 0.5, 3.0])
years = st.none() | st.integers(1900, 1904)
passages = st.builds(
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


def _compound(queries: st.SearchStrategy[EngineQuery]) -> st.SearchStrategy[EngineQuery]:
    some = st.lists(queries, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Conjunction, some),
        st.builds(Disjunction, some),
        st.builds(DisjunctionMax, some),
        st.builds(ConstantScore, queries, boosts),
        st.builds(BooleanQuery, queries, some, some, some),
    )


queries = st.recursive(leaves, _compound, max_leaves=8)


@pytest.fixture(scope="module")
def new_folder() -> Iterator[Callable[[], Path]]:
    """A factory of temporary folders for indexes."""
    with tempfile.TemporaryDirectory() as folder:
        yield lambda: Path(tempfile.mkdtemp(dir=folder))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    library=st.lists(passages, max_size=12),
    deleted=st.sets(st.sampled_from(["d1", "d2"])),
    tried=st.lists(queries, min_size=1, max_size=12),
)
def test_engines_match_what_the_naive_evaluator_matches(
    new_folder: Callable[[], Path], library: list[IndexedPassage], deleted: set[str], tried: list[EngineQuery]
) -> None:
    """Hits, documents, facets, frequencies and their order agree, after deletions and across segments."""
    library = [replace(each, id=f"p{number:02}") for number, each in enumerate(library)]
    present = [each for each in library if each.document not in deleted]
    scores = []
    for name in ENGINES:
        engine = engines.create_engine(name, new_folder())
        for part in (library[::2], library[1::2]):
            with engine.writer() as writer:
                writer.add(part)
        with engine.writer() as writer:
            for document in deleted:
                writer.delete(document)
        assert engine.count() == len(present)
        for word in WORDS:
            assert engine.frequency("lemma", word) == sum(word in each.lemma.split() for each in present)
        for query in tried:
            expected = [each for each in present if matches(each, query)]
            hits = engine.search(query, 100)
            assert sorted(each.id for each in hits) == [each.id for each in expected], (name, query)
            assert hits == sorted(hits, key=lambda each: (-each.score, each.id))
            assert engine.search(query, 2) == hits[:2]
            assert {each.id: each.document for each in hits} == {each.id: each.document for each in expected}
            counted = [each.document for each in expected]
            assert engine.documents(query) == {each: counted.count(each) for each in counted}
            assert engine.facets(query, FACETS) == facets(expected)
            scores.append((name, query, {each.id: each.score for each in hits}))
    for (_, query, first), (_, _, second) in zip(scores[: len(tried)], scores[len(tried) :], strict=True):
        if not deleted and not _has_slop(query):
            assert first == pytest.approx(second, abs=2e-3), query


def test_engines_score_long_passages_alike(new_folder: Callable[[], Path]) -> None:
    """Lengths are quantized alike, so that the score of a passage depends on its length alone."""
    lengths = [*range(1, 70), *range(70, 3000, 31)]
    scores = []
    for name in ENGINES:
        engine = engines.create_engine(name, new_folder())
        with engine.writer() as writer:
            writer.add(
                IndexedPassage(f"p{n:04}", "d", "en", "book", None, (), "a " + "b " * (n - 1), "", "", "", "", "")
                for n in lengths
            )
        scores.append({each.id: each.score for each in engine.search(TermQuery("surface", "a", 100.0), 9999)})
    assert scores[0] == pytest.approx(scores[1], abs=1e-3)
    assert len(scores[0]) == len(lengths)


def _has_slop(query: object) -> bool:
    """Return whether the score depends on how often a phrase with slop occurs, which engines count in different ways."""
    if isinstance(query, ConstantScore):
        return False
    if isinstance(query, tuple):
        return any(map(_has_slop, query))
    if isinstance(query, PhraseQuery):
        return query.slop > 0
    return any(_has_slop(getattr(query, name)) for name in getattr(query, "__slots__", ()))
