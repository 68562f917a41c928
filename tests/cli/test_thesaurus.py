"""The subject vocabulary on the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_a_term_is_shown_with_its_words_in_all_languages(run: Run) -> None:
    """For people and for programs, inflected or not."""
    assert "перемирие" in run("subjects", "show", "atəşkəsdən").out
    [shown] = run("subjects", "show", "--json", "мирный", "договор").json
    assert shown["id"] == "s.peace-treaty"
    assert shown["words"]["en"][0] == "peace treaty"


def test_a_word_of_no_subject_says_so(run: Run) -> None:
    """And where to add it; programs get no line."""
    assert "docs/thesaurus.md" in run("subjects", "show", "zzzz").out
    assert run("subjects", "show", "--json", "zzzz").json == []


def test_the_vocabulary_is_written_as_skos(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To a file by its ending; a format that is none is refused, and so is a place where nothing can be written."""
    assert run("subjects", "export", "all.ttl").code == 0
    assert "urn:axtar:subject:s.ceasefire" in (tmp_path / "all.ttl").read_text("utf8")
    assert "SKOS" in run("subjects", "export", "all.csv").err
    assert "not known" in run("subjects", "export", "--format", "word").err
    monkeypatch.setattr("axtar.thesaurus.concepts", tuple)  # nothing is written soonest
    assert "cannot be written" in run("subjects", "export", "nowhere/all.ttl").err
