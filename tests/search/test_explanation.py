"""Why a passage has its score, asked of a real library with both engines."""

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


def ask(library: Library, text: str, **options: object) -> Answer:
    """The answer to a request, each passage with the reasons of its score."""
    return library.search(Request(text, limit=100, explained=10, **options))  # type: ignore[arg-type]  # the tests name its fields


def hit(answer: Answer, file: str) -> Hit:
    """The document of a file."""
    (found,) = [one for one in answer.hits if one.document.file == file]
    return found


def kinds(reasons: tuple[Reason, ...], word: str) -> dict[str, Reason]:
    """The reasons that a word gives, by kind."""
    return {reason.kind: reason for reason in reasons if reason.word == word}


@pytest.mark.parametrize("query", QUERIES)
def test_reasons_add_up_to_the_score(shared: Library, query: str) -> None:
    """Of every passage and of every document, for every kind of query; each clause is rounded to four decimals."""
    for found in ask(shared, query).hits:
        assert sum(reason.score for reason in found.reasons) == pytest.approx(found.score)
        for passage in found.passages:
            assert passage.reasons
            assert sum(reason.score for reason in passage.reasons) == pytest.approx(passage.score, abs=2e-3)
            assert all(reason.score > 0 for reason in passage.reasons if reason.kind != "missing")


def test_nothing_is_explained_unasked(shared: Library) -> None:
    """It costs a search for each reason."""
    for found in shared.search(Request("Shusha carpets")).hits:
        assert found.reasons == ()
        assert all(passage.reasons == () for passage in found.passages)


def test_a_query_of_hundreds_of_words_is_answered_without_reasons(shared: Library) -> None:
    """Each word would be asked for alone."""
    answer = shared.search(Request("weavers OR " * 41 + "weavers", explained=1))
    assert answer.hits
    assert not any(hit.reasons or passage.reasons for hit in answer.hits for passage in hit.passages)


def test_as_many_passages_are_explained_as_asked(shared: Library) -> None:
    """The best of each document."""
    answer = shared.search(Request("weavers market", limit=100, explained=1))
    assert any(len(found.passages) > 1 for found in answer.hits)
    for found in answer.hits:
        assert [bool(passage.reasons) for passage in found.passages] == [n == 0 for n in range(len(found.passages))]


def test_each_way_of_finding_a_word_is_told(shared: Library) -> None:
    """As it is written there, with how many passages hold it; and what is missing."""
    (best, *_) = hit(ask(shared, "Şuşada carpets loom"), "weavers.txt").passages
    name = kinds(best.reasons, "Şuşada")
    assert {"entity", "present"} <= set(name)
    assert "exact" not in name
    assert name["entity"].written == ("Shusha",)
    assert name["entity"].count >= 2
    assert {"word", "pieces", "present"} <= set(kinds(best.reasons, "carpets"))
    (other, *_) = hit(ask(shared, "Şuşada kilim"), "weavers.txt").passages
    assert set(kinds(other.reasons, "kilim")) == {"missing"}
    assert other.reasons[-1].score == 0


def test_a_relative_of_a_word_is_told_as_pieces(shared: Library) -> None:
    """The passage has merchants: it lacks merchandise, but has the pieces of its beginning."""
    (best, *_) = hit(ask(shared, "which merchandise came to the old market"), "weavers.txt").passages
    assert set(kinds(best.reasons, "merchandise")) == {"pieces"}
    (best, *_) = hit(ask(shared, "какой переворот устроили торговцы рынка"), "tkachi.txt").passages
    assert set(kinds(best.reasons, "переворот")) == {"pieces"}


def test_a_word_of_the_subject_is_told(shared: Library) -> None:
    """As a translation, with the word that stands in the passage."""
    (best, *_) = hit(ask(shared, "halı"), "weavers.txt").passages
    assert kinds(best.reasons, "halı")["subject"].written[0].lower().startswith("carpet")


def test_neighbours_are_told(shared: Library) -> None:
    """Side by side as typed, and close together in other forms."""
    (best, *_) = hit(ask(shared, "stone bridge"), "weavers.txt").passages
    assert set(kinds(best.reasons, "stone bridge")) == {"adjacent", "near"}
    (best, *_) = hit(ask(shared, "bridges of stones"), "weavers.txt").passages
    assert set(kinds(best.reasons, "bridges stones")) == {"near"}


def test_filters_inside_a_question_are_told(shared: Library) -> None:
    """They count like every clause that is not for the whole question."""
    (best, *_) = hit(ask(shared, "(year:1900..2020 OR place:Shusha) AND weavers"), "weavers.txt").passages
    assert "filter" in {reason.kind for reason in best.reasons}


def test_a_name_asked_for_exactly_is_one_phrase(empty: Library, tmp_path: Path) -> None:
    """That it is there at all is not that its words are neighbours."""
    (tmp_path / "play.txt").write_text("A play by Mirza Fatali Akhundov was read.", "utf8")
    assert [outcome.status for outcome in empty.add([tmp_path / "play.txt"])] == ["added"]
    (found,) = ask(empty, "Mirza Fatali Akhundov", exact=True).hits
    assert {reason.kind for reason in found.passages[0].reasons} == {"phrase", "present"}


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
def test_what_operators_ask_is_told(shared: Library, query: str, word: str, kind: str) -> None:
    """By what was asked for."""
    (best, *_) = hit(ask(shared, query), "weavers.txt").passages
    assert kind in kinds(best.reasons, word)


def test_a_title_gives_a_document_its_share(shared: Library) -> None:
    """Beside its best passage and its others."""
    reasons = hit(ask(shared, "weavers"), "weavers.txt").reasons
    assert [reason.kind for reason in reasons] == ["best", "further", "record"]


def test_reasons_are_put_together_by_word() -> None:
    """With their share of the score, what is missing last."""
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
    assert [why.share for why in by_word(reasons[-1:])] == [0.0]


def test_both_engines_give_the_same_reasons(collection: Path) -> None:
    """Their scores are alike, so what explains them is."""
    from axtar import config

    told = []
    for engine in ("tantivy", "whoosh"):
        with Library(config.load(collection, engine)) as library:
            best = hit(ask(library, "weavers of Shusha at the market"), "weavers.txt").passages[0]
            told.append({(one.word, one.kind, one.written): one.score for one in best.reasons})
    assert told[0] == pytest.approx(told[1], abs=2e-3)
