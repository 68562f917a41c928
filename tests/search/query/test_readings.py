"""Readings of the words of a query: probable and improbable ones."""

from pathlib import Path

import pytest

from axtar import tables
from axtar.analyzer import shipped_analyzer
from axtar.library import Library
from axtar.model import Request
from axtar.search.query.choices import NO_CHOICES, Choices
from axtar.search.query.readings import WordReadings, weigh_readings

ANALYZER = shipped_analyzer(authority=True)
TABLE = Path(__file__).parents[2] / "data/search/readings.tsv"
ROWS = tables.parse_rows(TABLE.read_text("utf8"))[1:]


def readings_of(question: str, word: str, choices: Choices = NO_CHOICES) -> WordReadings:
    """Return the readings of a word of a question."""
    words = weigh_readings(ANALYZER.analyze_query(question), choices)
    return next(readings for readings in words if readings.word.text == word)


@pytest.mark.parametrize(("question", "word", "searched", "not_searched"), ROWS)
def test_words_are_read_in_their_probable_languages(question: str, word: str, searched: str, not_searched: str) -> None:
    """The languages of the table are searched, or not."""
    readings = readings_of(question, word)
    languages = {code for code, _ in readings.word.readings}
    assert languages >= set(searched.split())
    assert not languages & set(not_searched.split())
    assert {code for code, _ in readings.improbable} >= set(not_searched.split())


def test_a_chosen_reading_is_the_only_one() -> None:
    """A reader may choose an improbable reading, by its lemma term."""
    readings = readings_of("зал", "зал", Choices(entities=frozenset({"az:zal"})))
    assert [token.lemma_term for _, token in readings.word.readings] == ["az:zal"]


def test_all_readings_are_searched_on_request() -> None:
    """That is what a search does that has found nothing else."""
    assert {code for code, _ in readings_of("зал", "зал", Choices(all_readings=True)).word.readings} == {"az", "ru"}


def test_a_function_word_is_told_from_a_word_written_alike() -> None:
    """Only lemmas tell them apart."""
    assert readings_of("on iki", "on").is_homograph
    assert not readings_of("bread", "bread").is_homograph


def test_improbable_readings_are_offered_and_searched_if_nothing_else_is_found(empty: Library, tmp_path: Path) -> None:
    """The Azerbaijani end is not found for the Russian dream, but offered; it is found if it is all there is."""
    (tmp_path / "end.txt").write_text("Qədim dastanın sonu çox kədərlidir.", "utf8")
    list(empty.add([tmp_path / "end.txt"]))
    assert empty.search(Request("сон")).total == 1
    (tmp_path / "dream.txt").write_text("Старику приснился странный сон о дальних горах.", "utf8")
    list(empty.add([tmp_path / "dream.txt"]))
    answer = empty.search(Request("сон"))
    assert [hit.document.file for hit in answer.hits] == ["dream.txt"]
    assert [
        spelling.term
        for expansion in answer.expansions
        if expansion.kind == "reading"
        for spelling in expansion.spellings
    ] == ["az:son"]
    chosen = empty.search(Request("сон", entities=("az:son",)))
    assert [hit.document.file for hit in chosen.hits] == ["end.txt"]
    assert not chosen.notices
