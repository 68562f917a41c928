"""Searches in a real library, with both engines: tests/data/query/search.tsv lists the documents that queries find."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from axtar import config
from axtar.library import Library
from axtar.model import Answer, Request
from axtar.tables import parse_rows

TABLE = Path(__file__).parents[1] / "data" / "query" / "search.tsv"
SAMPLES = {"shusha-a-town-on-a-plateau", "xudaferin-korpuleri"}
"""Samples of the collection, whose texts may change: the table does not list them."""


def rows() -> list[tuple[str, set[str]]]:
    """Return the rows of the table."""
    return [(query, set(documents.split())) for query, documents in parse_rows(TABLE.read_text("utf8"))[1:]]


def files_of(answer: Answer) -> list[str]:
    """Return the files of the hits without suffixes, best first."""
    return [Path(hit.document.file).stem for hit in answer.hits]


def search(library: Library, text: str, **options: object) -> Answer:
    """Search a text and return all hits."""
    return library.search(Request(text, limit=100, **options))  # type: ignore[arg-type]  # the tests name its fields


@pytest.mark.parametrize(("query", "documents"), rows())
def test_a_query_finds_its_documents(shared: Library, query: str, documents: set[str]) -> None:
    """Each row of the table, with each engine; the total is the number of hits."""
    answer = search(shared, query)
    assert set(files_of(answer)) - SAMPLES == documents
    assert answer.total == len(answer.hits)


@pytest.mark.parametrize("query", [query for query, documents in rows() if documents and ":" not in query])
def test_every_hit_has_highlights(finished: Library, query: str) -> None:
    """Each document that matches words has a passage with a highlight, and highlights are within their passage."""
    for hit in search(finished, query).hits:
        assert any(passage.highlights for passage in hit.passages), (query, hit.document.file)
        for passage in hit.passages:
            assert all(0 <= start < end <= len(passage.text) for start, end in passage.highlights)


def test_all_spellings_of_a_name_find_the_same_documents(shared: Library) -> None:
    """Spellings in Cyrillic and Latin, with and without diacritics and case endings; samples are found, too."""
    files = [set(files_of(search(shared, query))) for query in ("Шуша", "Şuşa", "Shusha", "Şuşada", "susa")]
    assert all(names == files[0] for names in files)
    assert files[0] >= SAMPLES


# ------------------------------------------------------------------ expansions
def spellings_of(answer: Answer, kind: str) -> dict[str, int]:
    """Return the spellings in expansions of one kind with their counts."""
    parts = (part for part in answer.expansions if part.kind == kind)
    return {spelling.text: spelling.count for part in parts for spelling in part.spellings}


def test_spellings_of_a_name_are_shown_with_their_counts(shared: Library) -> None:
    answer = search(shared, "Shusha")
    counts = spellings_of(answer, "entity")
    assert {"Shusha", "Şuşa", "Шуша"} <= set(counts)
    assert all(count > 0 for count in counts.values())
    (entity,) = {part.id for part in answer.expansions if part.kind == "entity"}
    assert entity == "p.shusha"


def test_a_spelling_can_be_switched_off(shared: Library) -> None:
    """Without the English spelling, only the document that contains no other is not found."""
    unrestricted, restricted = search(shared, "Шуша"), search(shared, "Шуша", without=("Shusha",))
    assert set(files_of(unrestricted)) - set(files_of(restricted)) == {"weavers"}
    assert set(files_of(restricted)) < set(files_of(unrestricted))


def test_a_name_can_be_switched_off(shared: Library) -> None:
    """Without the entity and the phonetic keys, only the typed word is searched."""
    answer = search(shared, "Şuşa")
    names = tuple(part.id for part in answer.expansions if part.id)
    restricted = search(shared, "Şuşa", without=names)
    assert restricted.total < answer.total
    assert "weavers" not in files_of(restricted)


def test_a_lemma_can_be_switched_off(shared: Library) -> None:
    """Without it, a word is found as it is spelled."""
    unrestricted = search(shared, "looms")
    forms = [spelling for part in unrestricted.expansions if part.kind == "word" for spelling in part.spellings]
    assert ("loom", "en:loom") in [(form.text, form.term) for form in forms]
    restricted = search(shared, "looms", without=tuple(form.term for form in forms))
    assert set(files_of(restricted)) == {"weavers"}


def test_a_facet_is_counted_without_its_own_filter(shared: Library) -> None:
    """A reader who selected one language still sees the counts of the others."""
    unrestricted = search(shared, "Şuşa").facets
    filtered = search(shared, "Şuşa", filters={"language": ("az",)}).facets
    assert filtered["language"] == unrestricted["language"]
    assert filtered["year"] != unrestricted["year"]


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
def test_an_exact_search_finds_only_what_was_typed(shared: Library, query: str, documents: set[str]) -> None:
    """It searches no lemmas and no other spellings, and shows none."""
    answer = search(shared, query, exact=True)
    assert set(files_of(answer)) - SAMPLES == documents
    assert {part.kind for part in answer.expansions} <= {"exact"}


# ------------------------------------------------------------------ notices, suggestions, facets, ranking
@pytest.mark.parametrize("query", ["", " ", "\n\t"])
def test_a_blank_query_finds_nothing(shared: Library, query: str) -> None:
    """It has no hits and no notices."""
    answer = search(shared, query)
    assert (answer.total, answer.hits, answer.notices) == (0, (), ())


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ('"carpet', "quotation mark"),
        ("(carpet", "parenthesis"),
        ("carpet AND", "operator"),
        ("OR carpet", "operator"),
        ("year:zzqx carpet", "year:"),
        ("place:Atlantis carpet", "Atlantis"),
    ],
)
def test_a_query_with_a_syntax_error_is_searched_as_words(shared: Library, query: str, hint: str) -> None:
    """A notice explains the error."""
    answer = search(shared, query)
    assert "weavers" in files_of(answer)
    assert hint in answer.notices[0]
    assert "plain words" in answer.notices[0]


def test_documents_with_some_of_the_words_are_shown_if_none_has_all(shared: Library) -> None:
    """A notice says so."""
    answer = search(shared, "pomegranate acacia")
    assert set(files_of(answer)) - SAMPLES == {"bees", "weavers"}
    assert answer.notices == ("No document contains all search terms; showing documents that contain some of them.",)


@pytest.mark.parametrize(
    ("query", "meant"), [("carpett", "carpet"), ("pomgranate", "pomegranate"), ("saffrom", "saffron")]
)
def test_similar_words_are_suggested_if_nothing_matches(shared: Library, query: str, meant: str) -> None:
    """They are words of the library that differ by a letter, and each suggestion has hits."""
    answer = search(shared, query)
    assert answer.total == 0
    suggestions = [text.replace("ı", "i") for text in answer.suggestions]
    assert meant.replace("ı", "i") in suggestions
    assert all(search(shared, text).total for text in answer.suggestions)


def test_a_suggestion_replaces_only_the_misspelled_word(shared: Library) -> None:
    assert "carpet language:en" in search(shared, "carpett language:en").suggestions


def test_pages_of_results_are_consecutive(shared: Library) -> None:
    """Hits requested two at a time are the same, and in the same order, as all at once."""
    all_at_once = search(shared, "Шуша OR loom OR bal")
    parts = [shared.search(Request("Шуша OR loom OR bal", limit=2, offset=offset)) for offset in range(0, 12, 2)]
    assert [hit.document.id for part in parts for hit in part.hits] == [hit.document.id for hit in all_at_once.hits]
    assert {part.total for part in parts} == {all_at_once.total}


@pytest.mark.parametrize("query", ["Şuşa", "bridge OR körpü OR мост", "NOT loom"])
def test_facet_counts_are_the_totals_of_filtered_searches(shared: Library, query: str) -> None:
    """A filter by any value of any facet matches as many documents as the facet says."""
    answer = search(shared, query)
    assert answer.facets["language"]
    assert answer.facets["places"]
    for name, values in answer.facets.items():
        for value, count in values.items():
            assert search(shared, query, filters={name: (value,)}).total == count, (name, value)


def test_values_of_a_filter_are_alternatives_and_filters_are_combined(shared: Library) -> None:
    """Two languages match either; a language and a year must both match."""
    either = search(shared, "Şuşa", filters={"language": ("tr", "ru")})
    assert set(files_of(either)) - SAMPLES == {"dokumacilar", "tkachi"}
    both = search(shared, "Şuşa", filters={"language": ("tr", "ru"), "year": ("1994",)})
    assert set(files_of(both)) == {"tkachi"}


def test_a_pasted_page_finds_its_document_first(shared: Library) -> None:
    document = next(document for document in shared.documents.list_all() if document.file == "weavers.txt")
    page = next(iter(shared.pages.iterate(document.id))).text
    pasted = (page.replace("\n", " ") + " ") * 4
    assert len(pasted) > 2_000
    assert files_of(search(shared, pasted))[0] == "weavers"


def test_a_question_finds_the_best_passage_first(shared: Library) -> None:
    """Any of its words may match."""
    assert files_of(search(shared, "how did merchants count the knots of a carpet"))[0] == "weavers"
    assert files_of(search(shared, "kovanların yeri neden her yıl değişir"))[0] == "konya-aricilik"


def test_the_typed_spelling_ranks_above_other_forms(shared: Library) -> None:
    """Two documents contain the word; the one with the typed form is first."""
    assert [file for file in files_of(search(shared, "loom")) if file not in SAMPLES] == ["bees", "weavers"]
    assert [file for file in files_of(search(shared, "looms")) if file not in SAMPLES] == ["weavers", "bees"]


def test_a_hit_links_to_its_page(finished: Library) -> None:
    """The link is permanent, and contains the query."""
    (hit,) = search(finished, "saffron scales").hits
    passage = hit.passages[0]
    assert (passage.page, passage.language) == (2, "en")
    assert passage.url == f"/d/{hit.document.id}/p/2?q=saffron+scales"
    assert passage.text in finished.pages.get(hit.document.id, 2).text
    assert [passage.text[start:end] for start, end in passage.highlights] == ["Saffron", "scales"]


def test_both_engines_find_the_same_documents(collection: Path, finished: Library) -> None:
    """For each row of the table, samples included."""
    with Library(config.load(collection, "whoosh", {})) as whoosh:
        for query, _ in rows():
            assert set(files_of(search(whoosh, query))) == set(files_of(search(finished, query))), query


# ------------------------------------------------------------------ random queries
QUERY_PARTS = """
AND OR NOT NEAR NEAR/3 ( ) " ~" “ ” « » - − * carp* *a : title: author: year: year:.. language: type: place: title:"a
author:"Anna" -title:weavers loom Şuşa Шуше Нагорно-Карабахский Arts'akh 1994 İ ı ẞ ʼ
"""
queries = st.lists(
    st.sampled_from([*QUERY_PARTS.split(), "\u200b", "\u0301", "\ud800", "\x00", "😀", "։"]), max_size=8
).flatmap(lambda parts: st.sampled_from(["", " "]).map(lambda separator: separator.join(parts)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=queries | st.text(max_size=40), exact=st.booleans())
def test_any_text_is_answered(finished: Library, text: str, exact: bool) -> None:
    """There may be no hits; highlights are within the text of the passage and of the snippet."""
    answer = finished.search(Request(text, limit=3, exact=exact))
    assert answer.total >= len(answer.hits)
    for hit in answer.hits:
        for passage in hit.passages:
            assert all(0 <= start < end <= len(passage.text) for start, end in passage.highlights)
            assert all(0 <= start < end <= len(passage.snippet.text) for start, end in passage.snippet.highlights)


# ------------------------------------------------------------------ choice of entities
def test_a_name_can_be_restricted_to_one_of_its_entities(empty: Library, tmp_path: Path) -> None:
    """The town under all its names without the poet, the poet without the town; the other entity is shown with its count."""
    (tmp_path / "poet.txt").write_text("Mehmet bin Süleyman wrote his divan in Baghdad.", "utf8")
    (tmp_path / "town.txt").write_text("The railway reached Karyagino in that year.", "utf8")
    assert {result.status for result in empty.add([tmp_path / "poet.txt", tmp_path / "town.txt"])} == {"added"}
    assert set(files_of(search(empty, "Fuzuli"))) == {"poet", "town"}
    town = search(empty, "Fuzuli", entities=("p.fuzuli",))
    assert files_of(town) == ["town"]
    assert {part.id: (part.kind, part.count) for part in town.expansions} == {
        "p.fuzuli": ("entity", 1),
        "h.fuzuli-poet": ("other", 1),
    }
    assert files_of(search(empty, "Fuzuli", entities=("h.fuzuli-poet",))) == ["poet"]
    assert not town.notices


def test_a_chosen_entity_that_no_name_refers_to_has_a_notice(finished: Library) -> None:
    """It has no effect."""
    answer = search(finished, "saffron", entities=("p.fuzuli",))
    assert files_of(answer) == files_of(search(finished, "saffron"))
    assert any("p.fuzuli" in notice for notice in answer.notices)


# ------------------------------------------------------------------ another keyboard layout
@pytest.mark.parametrize(("typed", "meant"), [("Ieif", "Шуша"), ("Ыргырф", "Shusha"), ('"Ieif"', '"Шуша"')])
def test_the_query_in_another_keyboard_layout_is_suggested(finished: Library, typed: str, meant: str) -> None:
    """It is not searched by itself, and only suggested if it has hits."""
    answer = search(finished, typed)
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
def test_chance_matches_come_with_a_suggestion(
    copied: Library, tmp_path: Path, text: str, typed: str, meant: tuple[str, ...]
) -> None:
    """These match neither a typed word nor a known name; a word that is more frequent is suggested."""
    (tmp_path / "chance.txt").write_text(text, "utf8")
    assert [result.status for result in copied.add([tmp_path / "chance.txt"])] == ["added"]
    answer = search(copied, typed)
    assert "chance" in files_of(answer)
    assert answer.suggestions[:1] == meant


def test_a_query_without_hits_in_any_layout_is_not_suggested(finished: Library) -> None:
    assert not search(finished, "jjqqzzxxw").suggestions
