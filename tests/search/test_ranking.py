"""Passages become ranked documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.model import PassageId, ScoredPassage
from axtar.search.ranking import PASSAGE_DECAY, RECORD_WEIGHT, rank

addresses = st.builds(
    PassageId,
    st.from_regex(r"[0-9a-z]{8}", fullmatch=True),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.sampled_from(["en", "az", "und"]),
)
found = st.lists(
    st.builds(
        lambda place, score: ScoredPassage(str(place), place.document, score),
        st.builds(PassageId, st.sampled_from("abc"), st.integers(0, 9), st.integers(0, 3), st.just(5), st.just("en")),
        st.floats(0, 10),
    ),
    unique_by=lambda one: one.id,
)


def passage(document: str, page: int, score: float) -> ScoredPassage:
    """A passage that was found."""
    return ScoredPassage(f"{document}/{page}/0-9/en", document, score)


@given(addresses)
def test_an_address_reads_as_it_was_written(place: PassageId) -> None:
    """The id of a passage says where it stands."""
    assert PassageId.parse(str(place)) == place


def test_the_best_passage_counts_and_each_further_one_less() -> None:
    """A document's score is its best passage and a shrinking tail of the others."""
    (one,) = rank([passage("a", 1, 1.0), passage("a", 2, 4.0), passage("a", 3, 2.0)])
    assert one.score == pytest.approx(4.0 + PASSAGE_DECAY * 2.0 + PASSAGE_DECAY**2 * 1.0)
    assert [place.page for place, _ in one.passages] == [2, 3, 1]


def test_the_record_adds_and_is_no_passage() -> None:
    """Page 0 raises a document, and is not shown among its passages."""
    about, passing = rank([passage("passing", 1, 3.0), passage("about", 1, 3.0), passage("about", 0, 2.0)])
    assert about.document == "about"
    assert about.score == pytest.approx(3.0 + RECORD_WEIGHT * 2.0)
    assert [place.page for place, _ in about.passages] == [1]
    assert passing.document == "passing"


def test_a_document_of_which_only_the_record_matches_is_ranked_too() -> None:
    """It has a score and no passages."""
    (one,) = rank([passage("a", 0, 2.0)])
    assert (one.score, one.passages) == (RECORD_WEIGHT * 2.0, ())


def test_many_weak_passages_do_not_beat_a_strong_one() -> None:
    """A long document that says a thing often and in passing stays below a short one that is about it."""
    weak = [passage("long", page, 1.0) for page in range(1, 200)]
    assert [one.document for one in rank([*weak, passage("short", 1, 1.3)])] == ["short", "long"]


def test_ties_stand_in_the_order_of_ids() -> None:
    """Documents, and passages of a document, of one score have one order, whatever order they came in."""
    tied = [passage("b", 2, 1.0), passage("a", 1, 1.0), passage("b", 1, 1.0), passage("a", 2, 1.0)]
    ranked = rank(tied)
    assert [one.document for one in ranked] == ["a", "b"]
    assert [place.page for place, _ in ranked[0].passages] == [1, 2]


@given(found, st.randoms())
def test_ranking_is_one_order_of_all_documents(passages: list[ScoredPassage], random: object) -> None:
    """Every document once, best first, and the order of what was found does not matter."""
    ranked = rank(passages)
    assert sorted(one.document for one in ranked) == sorted({one.document for one in passages})
    assert [one.score for one in ranked] == sorted((one.score for one in ranked), reverse=True)
    shuffled = list(passages)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert rank(shuffled) == ranked
