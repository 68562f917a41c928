"""The commands for the thesaurus."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


def test_a_term_is_shown_with_its_words_in_all_languages(run: Run) -> None:
    """Inflected words are understood; both text and JSON list the words by language."""
    assert "перемирие" in run("subjects", "show", "atəşkəsdən").out
    [shown] = run("subjects", "show", "--json", "мирный", "договор").json
    assert shown["id"] == "s.peace-treaty"
    assert shown["words"]["en"][0] == "peace treaty"


def test_an_unknown_term_is_no_error(run: Run) -> None:
    """The text says where terms are added; the JSON is empty."""
    assert "docs/thesaurus.md" in run("subjects", "show", "zzzz").out
    assert run("subjects", "show", "--json", "zzzz").json == []


def test_the_thesaurus_is_exported_as_skos(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The suffix of the file selects the format; an unknown format and a file that cannot be written are refused."""
    assert run("subjects", "export", "all.ttl").code == 0
    assert "urn:axtar:subject:s.ceasefire" in (tmp_path / "all.ttl").read_text("utf8")
    assert "SKOS" in run("subjects", "export", "all.csv").err
    assert "not known" in run("subjects", "export", "--format", "word").err
    monkeypatch.setattr("axtar.interchange.formats.concepts", tuple)  # an empty thesaurus is written fastest
    assert "cannot be written" in run("subjects", "export", "nowhere/all.ttl").err
