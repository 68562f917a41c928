"""The commands that analyse text: analyze, detect, names."""

from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]


def test_analyze_shows_lemmas_and_names(run: Run) -> None:
    """The documented keys are there for each line; offsets are those of the line; the language can be given."""
    result = run("analyze", "--json", "--language", "tr", stdin="Şuşa'da halıların\n\n")
    first, second = result.json
    assert (first["language"], second["terms"]) == ("tr", [])
    assert [(term["text"], term["start"], term["end"]) for term in first["terms"]] == [
        ("Şuşa'da", 0, 7),
        ("halıların", 8, 17),
    ]
    town, carpet = first["terms"]
    assert carpet["stem"] == "hali"
    assert town["names"][0]["entities"] == ["p.shusha"]
    assert "p.shusha" in run("analyze", "В Шуше ткали ковры").out
    assert run("analyze", "--json", "В Шуше ткали ковры").json[0]["language"] == "ru"


def test_analyze_explains_each_ending_in_plain_words(run: Run) -> None:
    """Text shows the endings with their tags and meanings and the first other readings; JSON has all readings on request."""
    out = run("analyze", "--language", "az", "kitablarımızdan almanın").out
    assert "kitablarımızdan  kitab (az)" in out
    assert "POSS.1PL   our" in out
    assert "ablative: from" in out
    assert "less likely" in out
    (word,) = run("analyze", "--json", "--readings", "--language", "az", "gəldi").json[0]["terms"]
    best = word["analyses"][0]
    assert (word["stem"], best["lemma"]) == ("gelmek", "gəlmək")
    assert best["parts"] == [
        {"text": "gəl", "tag": "", "meaning": "stem"},
        {"text": "di", "tag": "PST", "meaning": "past"},
    ]
    assert "analyses" not in run("analyze", "--json", "--language", "az", "gəldi").json[0]["terms"][0]


@pytest.mark.parametrize("language", ["xx", "und", "AZ"])
def test_analyze_accepts_any_language(run: Run, language: str) -> None:
    """An unsupported language is no crash."""
    result = run("analyze", "--json", "--language", language, "Some words")
    assert result.code in (0, 2)
    assert "Traceback" not in result.err


def test_names_shows_the_page_of_an_entity(run: Run) -> None:
    """Both text and JSON have its address."""
    assert "/e/p.shusha" in run("names", "Şuşa").out
    assert run("names", "--json", "Şuşa").json[0]["entities"][0]["url"] == "/e/p.shusha"


def test_detect_shows_language_and_script(run: Run) -> None:
    """The documented keys are there for each line."""
    lines = "Kitabxananın oxu zalında yer var\nПоезд пришёл на станцию вечером\n\n12345\n"
    answers = run("detect", "--json", stdin=lines).json
    assert [(answer["language"], answer["script"]) for answer in answers[:2]] == [("az", "Latn"), ("ru", "Cyrl")]
    assert all(
        set(answer) == {"language", "script", "confidence"} and 0 <= answer["confidence"] <= 1 for answer in answers
    )
    assert len(answers) == 4
    assert run("detect", "Поезд пришёл на станцию вечером").out.startswith("ru\tCyrl\t")


def test_names_shows_spellings_and_keys(run: Run) -> None:
    """A name without an entity still has its phonetic key."""
    known, unknown = run("names", "--json", stdin="Şuşa\nXyzzyqwert\n").json
    (entity,) = [entity for entity in known["entities"] if entity["id"] == "p.shusha"]
    assert "Шуша" in {spelling["text"] for spelling in entity["spellings"]["ru"]}
    assert unknown["entities"] == []
    assert unknown["keys"]
    assert "Шуша" in run("names", "Shusha").out
    assert "No entity has this name" in run("names", "Xyzzyqwert").out
    assert run("names", "[red]").code == 0
