"""Explanations of scores, in a real library with both engines."""

from pathlib import Path

import pytest

from axtar.library import Library
from axtar.model import Answer, Hit, Reason, Request
from axtar.search.explanation import by_word

TABLE = Path(__file__).parents[1] / "data" / "query" / "search.tsv"
QUERIES = [
    *(line.partition("\t")[0] for line in TABLE.read_text("utf8").splitlines()[1:] if not line.startswith("#")),
    "year:1900..2020",
    "title:weavers AND author:a*",
    '(loom OR "stone bridge") AND (carpet market)',
    "(year:1900..2020 OR place:Shusha) AND weavers",
    "carpet -kilim weav* NEAR market",
    "which of the weavers counted how many knots on the back of a large carpet?",
    "Сколько переворотов и перекрасок было у ткачества на рынке?",
    "How were merchandise and marketing brought to houses?",
]


def search(library: Library, text: str, **options: object) -> Answer:
    """Search a text, and explain the score of each passage."""
    return library.search(Request(text, limit=100, explained=10, **options))  # type: ignore[arg-type]  # the tests name its fields


def hit_of(answer: Answer, file: str) -> Hit:
    """Return the hit of a file."""
    (hit,) = [hit for hit in answer.hits if hit.document.file == file]
    return hit


def kinds(reasons: tuple[Reason, ...], word: str) -> dict[str, Reason]:
    """Return the reasons of a word by kind."""
    return {reason.kind: reason for reason in reasons if reason.word == word}


@pytest.mark.parametrize("query", QUERIES)
def test_reasons_add_up_to_the_score(shared: Library, query: str) -> None:
    """This holds for every passage and document and every kind of query; engines round each part to four decimals."""
    for hit in search(shared, query).hits:
        assert sum(reason.score for reason in hit.reasons) == pytest.approx(hit.score)
        for passage in hit.passages:
            assert passage.reasons
            assert sum(reason.score for reason in passage.reasons) == pytest.approx(passage.score, abs=2e-3)
            assert all(reason.score > 0 for reason in passage.reasons if reason.kind != "missing")


def test_scores_are_explained_only_on_request(shared: Library) -> None:
    """Each reason costs a search."""
    for hit in shared.search(Request("Shusha carpets")).hits:
        assert hit.reasons == ()
        assert all(passage.reasons == () for passage in hit.passages)


def test_scores_of_very_long_queries_are_not_explained(shared: Library) -> None:
    """Each word would be searched on its own."""
    answer = shared.search(Request("weavers OR " * 41 + "weavers", explained=1))
    assert answer.hits
    assert not any(hit.reasons or passage.reasons for hit in answer.hits for passage in hit.passages)


def test_as_many_passages_are_explained_as_requested(shared: Library) -> None:
    """They are the best of each document."""
    answer = shared.search(Request("weavers market", limit=100, explained=1))
    assert any(len(hit.passages) > 1 for hit in answer.hits)
    for hit in answer.hits:
        assert [bool(passage.reasons) for passage in hit.passages] == [n == 0 for n in range(len(hit.passages))]


def test_each_way_in_which_a_word_matches_is_a_reason(shared: Library) -> None:
    """With its spellings in the passage, and its count in the library; words that do not occur are missing."""
    (best, *_) = hit_of(search(shared, "Şuşada carpets loom"), "weavers.txt").passages
    name = kinds(best.reasons, "Şuşada")
    assert {"entity", "present"} <= set(name)
    assert "exact" not in name
    assert name["entity"].written == ("Shusha",)
    assert name["entity"].count >= 2
    assert {"word", "pieces", "present"} <= set(kinds(best.reasons, "carpets"))
    (other, *_) = hit_of(search(shared, "Şuşada kilim"), "weavers.txt").passages
    assert set(kinds(other.reasons, "kilim")) == {"missing"}
    assert other.reasons[-1].score == 0


def test_a_related_word_is_explained_by_pieces(shared: Library) -> None:
    """The passage contains merchants, which shares the beginning of merchandise."""
    (best, *_) = hit_of(search(shared, "which merchandise came to the old market"), "weavers.txt").passages
    assert set(kinds(best.reasons, "merchandise")) == {"pieces"}
    (best, *_) = hit_of(search(shared, "какой переворот устроили торговцы рынка"), "tkachi.txt").passages
    assert set(kinds(best.reasons, "переворот")) == {"pieces"}


def test_a_translation_is_a_reason(shared: Library) -> None:
    """Its spelling is that of the passage."""
    (best, *_) = hit_of(search(shared, "halı"), "weavers.txt").passages
    assert kinds(best.reasons, "halı")["subject"].written[0].lower().startswith("carpet")


def test_neighbouring_words_are_a_reason(shared: Library) -> None:
    """Adjacent as they were typed, or near each other in other forms."""
    (best, *_) = hit_of(search(shared, "stone bridge"), "weavers.txt").passages
    assert set(kinds(best.reasons, "stone bridge")) == {"adjacent", "near"}
    (best, *_) = hit_of(search(shared, "bridges of stones"), "weavers.txt").passages
    assert set(kinds(best.reasons, "bridges stones")) == {"near"}


def test_filters_in_parentheses_are_a_reason(shared: Library) -> None:
    """They score as any query does, unlike filters of the whole query."""
    (best, *_) = hit_of(search(shared, "(year:1900..2020 OR place:Shusha) AND weavers"), "weavers.txt").passages
    assert "filter" in {reason.kind for reason in best.reasons}


def test_a_name_in_an_exact_search_is_explained_as_a_phrase(empty: Library, tmp_path: Path) -> None:
    """Its presence is a reason, and not that its words are adjacent."""
    (tmp_path / "play.txt").write_text("A play by Mirza Fatali Akhundov was read.", "utf8")
    assert [result.status for result in empty.add([tmp_path / "play.txt"])] == ["added"]
    (hit,) = search(empty, "Mirza Fatali Akhundov", exact=True).hits
    assert {reason.kind for reason in hit.passages[0].reasons} == {"phrase", "present"}


@pytest.mark.parametrize(
    ("query", "word", "kind"),
    [
        ('"stone bridge"', "stone bridge", "phrase"),
        ("weav*", "weav", "beginning"),
        ("Şuşa AND title:weavers", "Şuşa", "entity"),
        ("weavers OR 97,000", "weavers", "exact"),
        ("language:en", "", "everything"),
    ],
)
def test_operators_are_explained(shared: Library, query: str, word: str, kind: str) -> None:
    (best, *_) = hit_of(search(shared, query), "weavers.txt").passages
    assert kind in kinds(best.reasons, word)


def test_a_matching_title_is_a_share_of_the_score(shared: Library) -> None:
    """The other shares are those of the best passage and of further passages."""
    reasons = hit_of(search(shared, "weavers"), "weavers.txt").reasons
    assert [reason.kind for reason in reasons] == ["best", "further", "record"]


def test_reasons_are_grouped_by_word() -> None:
    """Each word has its share of the score; missing words are last."""
    reasons = (
        Reason("loom", "word", ("looms",), 3, 5.0),
        Reason("red", "exact", ("red",), 7, 2.5),
        Reason("loom", "pieces", (), 9, 2.5),
        Reason("blue", "missing", (), 0, 0.0),
    )
    loom, red, blue = by_word(reasons)
    assert (loom.word, loom.written, loom.count, loom.share) == ("loom", ("looms",), 3, 0.75)
    assert loom.kinds == (("word", 5.0), ("pieces", 2.5))
    assert (red.share, blue.share) == (0.25, 0.0)
    assert [word.share for word in by_word(reasons[-1:])] == [0.0]


def test_both_engines_have_the_same_reasons(collection: Path) -> None:
    """Their scores are equal within rounding."""
    from axtar import config

    scores = []
    for engine in ("tantivy", "whoosh"):
        with Library(config.load(collection, engine)) as library:
            best = hit_of(search(library, "weavers of Shusha at the market"), "weavers.txt").passages[0]
            scores.append({(reason.word, reason.kind, reason.written): reason.score for reason in best.reasons})
    assert scores[0] == pytest.approx(scores[1], abs=2e-3)
