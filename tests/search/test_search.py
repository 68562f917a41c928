"""Questions put to a real library, with both engines: tests/data/query/search.tsv says what they find."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from axtar import config
from axtar.library import Library
from axtar.model import Answer, Request
from axtar.tables import parse_rows

TABLE = Path(__file__).parents[1] / "data" / "query" / "search.tsv"
PRINTED = {"shusha-a-town-on-a-plateau", "xudaferin-korpuleri"}
"""Samples that are rewritten now and then: the table says nothing of them."""


def rows() -> list[tuple[str, set[str]]]:
    """The table's lines."""
    return [(query, set(documents.split())) for query, documents in parse_rows(TABLE.read_text("utf8"))[1:]]


def stems(answer: Answer) -> list[str]:
    """The files that answered, without their suffixes, best first."""
    return [Path(hit.document.file).stem for hit in answer.hits]


def ask(library: Library, text: str, **options: object) -> Answer:
    """The answer to a request for everything."""
    return library.search(Request(text, limit=100, **options))  # type: ignore[arg-type]  # the tests name its fields


@pytest.mark.parametrize(("query", "documents"), rows())
def test_a_query_finds_its_documents(shared: Library, query: str, documents: set[str]) -> None:
    """Each line of the table, with each engine; and what is said to be found is what is shown."""
    answer = ask(shared, query)
    assert set(stems(answer)) - PRINTED == documents
    assert answer.total == len(answer.hits)


@pytest.mark.parametrize("query", [query for query, documents in rows() if documents and ":" not in query])
def test_every_hit_shows_what_matched(finished: Library, query: str) -> None:
    """Each document of a query for words has a passage with a mark in it, which lies in the passage."""
    for hit in ask(finished, query).hits:
        assert any(passage.highlights for passage in hit.passages), (query, hit.document.file)
        for passage in hit.passages:
            assert all(0 <= start < end <= len(passage.text) for start, end in passage.highlights)


def test_all_spellings_of_a_name_find_the_same(shared: Library) -> None:
    """Four spellings of one town in three scripts and two cases find the same documents, printed ones too."""
    found = [set(stems(ask(shared, query))) for query in ("Шуша", "Şuşa", "Shusha", "Şuşada", "susa")]
    assert all(one == found[0] for one in found)
    assert found[0] >= PRINTED


# ------------------------------------------------------------------ expansions
def spelled(answer: Answer, kind: str) -> dict[str, int]:
    """The spellings of one kind that were searched, with their counts."""
    return {one.text: one.count for part in answer.expansions if part.kind == kind for one in part.spellings}


def test_spellings_are_told_with_their_counts(shared: Library) -> None:
    """The reader sees under which spellings a name was found, and how often."""
    answer = ask(shared, "Shusha")
    told = spelled(answer, "entity")
    assert {"Shusha", "Şuşa", "Шуша"} <= set(told)
    assert all(count > 0 for count in told.values())
    (entity,) = {part.id for part in answer.expansions if part.kind == "entity"}
    assert entity == "p.shusha"


def test_a_spelling_can_be_switched_off(shared: Library) -> None:
    """Without the English spelling its document is gone, and the others are not."""
    whole, less = ask(shared, "Шуша"), ask(shared, "Шуша", without=("Shusha",))
    assert set(stems(whole)) - set(stems(less)) == {"weavers"}
    assert set(stems(less)) < set(stems(whole))


def test_a_whole_name_can_be_switched_off(shared: Library) -> None:
    """Without the entity and its sound only the letters that were typed count."""
    answer = ask(shared, "Şuşa")
    identities = tuple(part.id for part in answer.expansions if part.id)
    less = ask(shared, "Şuşa", without=identities)
    assert less.total < answer.total
    assert "weavers" not in stems(less)


def test_a_stem_can_be_switched_off(shared: Library) -> None:
    """Without the lemma a word is found as it is spelled."""
    whole = ask(shared, "looms")
    forms = [spelling for part in whole.expansions if part.kind == "word" for spelling in part.spellings]
    assert ("loom", "en:loom") in [(form.text, form.term) for form in forms]
    less = ask(shared, "looms", without=tuple(form.term for form in forms))
    assert set(stems(less)) == {"weavers"}


def test_a_facet_is_counted_without_its_own_filter(shared: Library) -> None:
    """Having chosen one language a reader still sees how many documents the others hold."""
    whole = ask(shared, "Şuşa").facets
    chosen = ask(shared, "Şuşa", filters={"language": ("az",)}).facets
    assert chosen["language"] == whole["language"]
    assert chosen["year"] != whole["year"]


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("looms", {"weavers"}),
        ("loom", {"bees"}),
        ("Şuşada", {"dokumacilar", "toxucular", "toxuculuq-kiril"}),
        ("Шуше", {"tkachi"}),
        ('~"stone bridges"', set()),
        ("title:weavers", {"weavers"}),
        ("stone bridge", {"weavers"}),
        ("weighed NEAR/4 scales", {"weavers"}),
        ("weighing NEAR/4 scales", set()),
    ],
)
def test_exact_searches_what_was_typed(shared: Library, query: str, documents: set[str]) -> None:
    """No stems, no other spellings, and nothing is told of them."""
    answer = ask(shared, query, exact=True)
    assert set(stems(answer)) - PRINTED == documents
    assert {part.kind for part in answer.expansions} <= {"exact"}


# ------------------------------------------------------------------ what else an answer holds
@pytest.mark.parametrize("query", ["", " ", "\n\t"])
def test_a_blank_query_finds_nothing(shared: Library, query: str) -> None:
    """No words, no hits, no error."""
    answer = ask(shared, query)
    assert (answer.total, answer.hits, answer.notices) == (0, (), ())


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ('"carpet', "quotation mark"),
        ("(carpet", "parenthesis"),
        ("carpet AND", "operator"),
        ("OR carpet", "operator"),
        ("year:soon carpet", "year:"),
        ("place:Atlantis carpet", "Atlantis"),
    ],
)
def test_a_query_outside_the_grammar_is_searched_as_words(shared: Library, query: str, hint: str) -> None:
    """A slip costs a sentence, not the answer."""
    answer = ask(shared, query)
    assert "weavers" in stems(answer)
    assert hint in answer.notices[0]
    assert "plain words" in answer.notices[0]


def test_what_no_document_holds_together_is_shown_apart(shared: Library) -> None:
    """Documents with some of the words come instead, and the reader is told."""
    answer = ask(shared, "pomegranate acacia")
    assert set(stems(answer)) - PRINTED == {"bees", "weavers"}
    assert answer.notices == ("No document contains all search terms; showing documents that contain some of them.",)


@pytest.mark.parametrize(
    ("query", "meant"), [("carpett", "carpet"), ("pomgranate", "pomegranate"), ("saffrom", "saffron")]
)
def test_nothing_found_suggests_what_is_near(shared: Library, query: str, meant: str) -> None:
    """Words of the library that differ in a letter, and each of them finds something."""
    answer = ask(shared, query)
    assert answer.total == 0
    folded = [one.replace("ı", "i") for one in answer.suggestions]
    assert meant.replace("ı", "i") in folded
    assert all(ask(shared, one).total for one in answer.suggestions)


def test_a_suggestion_keeps_the_rest_of_the_query(shared: Library) -> None:
    """Only the slip is replaced."""
    assert "carpet language:en" in ask(shared, "carpett language:en").suggestions


def test_pages_of_results_neither_overlap_nor_leave_out(shared: Library) -> None:
    """Hits by twos are the hits at once, in the same order."""
    whole = ask(shared, "Шуша OR loom OR bal")
    parts = [shared.search(Request("Шуша OR loom OR bal", limit=2, offset=offset)) for offset in range(0, 12, 2)]
    assert [hit.document.id for part in parts for hit in part.hits] == [hit.document.id for hit in whole.hits]
    assert {part.total for part in parts} == {whole.total}


@pytest.mark.parametrize("query", ["Şuşa", "bridge OR körpü OR мост", "NOT loom"])
def test_facets_count_what_filters_find(shared: Library, query: str) -> None:
    """Each value of each facet, taken as a filter, leaves as many documents as it said."""
    answer = ask(shared, query)
    assert answer.facets["language"]
    assert answer.facets["places"]
    for name, values in answer.facets.items():
        for value, count in values.items():
            assert ask(shared, query, filters={name: (value,)}).total == count, (name, value)


def test_several_values_of_a_filter_widen_several_filters_narrow(shared: Library) -> None:
    """Two languages are either, a language and a year are both."""
    either = ask(shared, "Şuşa", filters={"language": ("tr", "ru")})
    assert set(stems(either)) - PRINTED == {"dokumacilar", "tkachi"}
    both = ask(shared, "Şuşa", filters={"language": ("tr", "ru"), "year": ("1994",)})
    assert set(stems(both)) == {"tkachi"}


def test_a_very_long_query_is_answered(shared: Library) -> None:
    """A pasted page finds the document that it is from, first."""
    page = next(
        iter(shared.pages.iterate(next(one.id for one in shared.documents.list_all() if one.file == "weavers.txt")))
    ).text
    pasted = (page.replace("\n", " ") + " ") * 4
    assert len(pasted) > 2_000
    assert stems(ask(shared, pasted))[0] == "weavers"


def test_a_question_is_answered_best_first(shared: Library) -> None:
    """In a question any word may match; the best passage comes first."""
    assert stems(ask(shared, "how did merchants count the knots of a carpet"))[0] == "weavers"
    assert stems(ask(shared, "kovanların yeri neden her yıl değişir"))[0] == "konya-aricilik"


def test_an_exact_spelling_stands_above_its_stem(shared: Library) -> None:
    """Both documents hold the word; the one that spells it so is first."""
    assert [stem for stem in stems(ask(shared, "loom")) if stem not in PRINTED] == ["bees", "weavers"]
    assert [stem for stem in stems(ask(shared, "looms")) if stem not in PRINTED] == ["weavers", "bees"]


def test_a_hit_links_to_its_page(finished: Library) -> None:
    """The link is permanent, and carries the query that found it."""
    (hit,) = ask(finished, "saffron scales").hits
    passage = hit.passages[0]
    assert (passage.page, passage.language) == (2, "en")
    assert passage.url == f"/d/{hit.document.id}/p/2?q=saffron+scales"
    assert passage.text in finished.pages.get(hit.document.id, 2).text
    assert [passage.text[start:end] for start, end in passage.highlights] == ["Saffron", "scales"]


def test_engines_agree_on_every_document(collection: Path, finished: Library) -> None:
    """The same library in both engines gives the same documents, printed ones too, for each line of the table."""
    with Library(config.load(collection, "whoosh", {})) as whoosh:
        for query, _ in rows():
            assert set(stems(ask(whoosh, query))) == set(stems(ask(finished, query))), query


# ------------------------------------------------------------------ anything at all
PIECES = """
AND OR NOT NEAR NEAR/3 ( ) " ~" “ ” « » - − * carp* *a : title: author: year: year:.. language: type: place: title:"a
author:"Anna" -title:weavers loom Şuşa Шуше Нагорно-Карабахский Arts'akh 1994 İ ı ẞ ʼ
"""
typed = st.lists(
    st.sampled_from([*PIECES.split(), "\u200b", "\u0301", "\ud800", "\x00", "😀", "։"]), max_size=8
).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda glue: glue.join(parts)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=typed | st.text(max_size=40), exact=st.booleans())
def test_whatever_is_typed_is_answered(finished: Library, text: str, exact: bool) -> None:
    """Any text is a query: it has an answer, if an empty one, and what is shown lies in the text shown."""
    answer = finished.search(Request(text, limit=3, exact=exact))
    assert answer.total >= len(answer.hits)
    for hit in answer.hits:
        for passage in hit.passages:
            assert all(0 <= start < end <= len(passage.text) for start, end in passage.highlights)
            assert all(0 <= start < end <= len(passage.snippet.text) for start, end in passage.snippet.highlights)


# ------------------------------------------------------------------ one of several
def test_a_name_is_narrowed_to_one_of_its_entities(empty: Library, tmp_path: Path) -> None:
    """The town in all its names without the poet, the poet without the town; the other one is told, with its count."""
    (tmp_path / "poet.txt").write_text("Mehmet bin Süleyman wrote his divan in Baghdad.", "utf8")
    (tmp_path / "town.txt").write_text("The railway reached Karyagino in that year.", "utf8")
    assert {one.status for one in empty.add([tmp_path / "poet.txt", tmp_path / "town.txt"])} == {"added"}
    assert set(stems(ask(empty, "Fuzuli"))) == {"poet", "town"}
    town = ask(empty, "Fuzuli", entities=("p.fuzuli",))
    assert stems(town) == ["town"]
    assert {one.id: (one.kind, one.count) for one in town.expansions} == {
        "p.fuzuli": ("entity", 1),
        "h.fuzuli-poet": ("other", 1),
    }
    assert stems(ask(empty, "Fuzuli", entities=("h.fuzuli-poet",))) == ["poet"]
    assert not town.notices


def test_a_choice_that_fits_no_word_is_told(finished: Library) -> None:
    """It narrows nothing, and the reader is told so."""
    answer = ask(finished, "saffron", entities=("p.fuzuli",))
    assert stems(answer) == stems(ask(finished, "saffron"))
    assert any("p.fuzuli" in notice for notice in answer.notices)


# ------------------------------------------------------------------ another keyboard layout
@pytest.mark.parametrize(("typed", "meant"), [("Ieif", "Шуша"), ("Ыргырф", "Shusha"), ('"Ieif"', '"Шуша"')])
def test_keys_of_another_layout_are_suggested(finished: Library, typed: str, meant: str) -> None:
    """Never searched as such: a suggestion, and only of what finds something."""
    answer = ask(finished, typed)
    assert not answer.hits
    assert answer.suggestions == (meant,)


@pytest.mark.parametrize(
    ("text", "typed", "meant"),
    [
        ("Dün ressam Hayf geldi.", "Ieif", ("Шуша",)),
        ("Dostluk göze çarpmaktadır, göze çarpar.", "carpte", ("carpet",)),
        ("Köprülerimiz var.", "köprülerinden", ()),
        ("Karabakh is named here.", "Qarabağ", ()),
    ],
)
def test_what_is_found_by_chance_comes_with_a_suggestion(
    copied: Library, tmp_path: Path, text: str, typed: str, meant: tuple[str, ...]
) -> None:
    """Where no word is there as it was typed, nor as a known name, and another one stands there more often."""
    (tmp_path / "chance.txt").write_text(text, "utf8")
    assert [one.status for one in copied.add([tmp_path / "chance.txt"])] == ["added"]
    answer = ask(copied, typed)
    assert "chance" in stems(answer)
    assert answer.suggestions[:1] == meant


def test_what_finds_nothing_in_any_layout_is_not_suggested(finished: Library) -> None:
    """Letters on other keys that stand in no text."""
    assert not ask(finished, "jjqqzzxxw").suggestions
