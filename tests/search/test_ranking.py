"""Ranking of documents by the scores of their passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.model import PassageId, ScoredPassage
from axtar.search.ranking import PASSAGE_DECAY, RECORD_WEIGHT, rank

passage_ids = st.builds(
    PassageId,
    st.from_regex(r"[0-9a-z]{8}", fullmatch=True),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.sampled_from(["en", "az", "und"]),
)
scored_passages = st.lists(
    st.builds(
        lambda id_, score: ScoredPassage(str(id_), id_.document, score),
        st.builds(PassageId, st.sampled_from("abc"), st.integers(0, 9), st.integers(0, 3), st.just(5), st.just("en")),
        st.floats(0, 10),
    ),
    unique_by=lambda passage: passage.id,
)


def passage(document: str, page: int, score: float) -> ScoredPassage:
    """Return a passage of a document with a score."""
    return ScoredPassage(f"{document}/{page}/0-9/en", document, score)


@given(passage_ids)
def test_a_passage_id_is_parsed_as_it_was_written(id_: PassageId) -> None:
    assert PassageId.parse(str(id_)) == id_


def test_the_best_passage_counts_and_each_further_one_less() -> None:
    """The weights of further passages decrease geometrically."""
    (document,) = rank([passage("a", 1, 1.0), passage("a", 2, 4.0), passage("a", 3, 2.0)])
    assert document.score == pytest.approx(4.0 + PASSAGE_DECAY * 2.0 + PASSAGE_DECAY**2 * 1.0)
    assert [id_.page for id_, _ in document.passages] == [2, 3, 1]


def test_the_record_adds_to_the_score_and_is_not_a_passage() -> None:
    """Page 0 raises a document, and is not among its passages."""
    about, passing = rank([passage("passing", 1, 3.0), passage("about", 1, 3.0), passage("about", 0, 2.0)])
    assert about.document == "about"
    assert about.score == pytest.approx(3.0 + RECORD_WEIGHT * 2.0)
    assert [id_.page for id_, _ in about.passages] == [1]
    assert passing.document == "passing"


def test_a_document_whose_record_alone_matches_is_ranked() -> None:
    """It has a score and no passages."""
    (document,) = rank([passage("a", 0, 2.0)])
    assert (document.score, document.passages) == (RECORD_WEIGHT * 2.0, ())


def test_many_weak_passages_do_not_outrank_a_strong_one() -> None:
    """A long document that mentions a subject often ranks below a short one that is about it."""
    weak = [passage("long", page, 1.0) for page in range(1, 200)]
    assert [ranked.document for ranked in rank([*weak, passage("short", 1, 1.3)])] == ["short", "long"]


def test_equal_scores_are_in_the_order_of_ids() -> None:
    """Documents, and passages of a document, have one order, whatever the order of the input."""
    tied = [passage("b", 2, 1.0), passage("a", 1, 1.0), passage("b", 1, 1.0), passage("a", 2, 1.0)]
    ranked = rank(tied)
    assert [document.document for document in ranked] == ["a", "b"]
    assert [id_.page for id_, _ in ranked[0].passages] == [1, 2]


@given(scored_passages, st.randoms())
def test_ranking_is_a_total_order_of_all_documents(passages: list[ScoredPassage], random: object) -> None:
    """Each document is ranked once, best first, and the order of the input does not matter."""
    ranked = rank(passages)
    assert sorted(document.document for document in ranked) == sorted({passage.document for passage in passages})
    assert [document.score for document in ranked] == sorted((document.score for document in ranked), reverse=True)
    shuffled = list(passages)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert rank(shuffled) == ranked
