"""Search across languages by the thesaurus, with each engine: translations match, and rank below the typed word."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from axtar import config
from axtar.library import Library
from axtar.model import Hit, Request

TEXTS = {
    "en": "The ceasefire was signed in the evening. Both sides promised that the guns would be silent by midnight.",
    "az": "Atəşkəs axşam imzalandı. Hər iki tərəf silahların gecəyarısı susacağına söz verdi.",
    "tr": "Ateşkes akşam imzalandı. İki taraf da silahların gece yarısı susacağına söz verdi.",
    "ru": "Перемирие подписали вечером. Обе стороны обещали, что пушки замолчат до полуночи.",
    "other": "The bees came back to the garden in spring, and the honey was dark that year.",
    "peace": "Мирный договор между соседями был подписан через год, и ярмарка снова открылась.",
}


@pytest.fixture(scope="module", params=["tantivy", "whoosh"])
def library(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Library]:
    """A library with the same sentence in four languages, and other texts."""
    folder = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf8")
    with Library(config.load(tmp_path_factory.mktemp("library"), request.param, {"AXTAR_WORKERS": "1"})) as opened:
        assert {result.status for result in opened.add([folder])} == {"added"}
        yield opened


def search(library: Library, text: str, **options: object) -> list[Hit]:
    """Search a text and return the hits."""
    return list(library.search(Request(text, **options)).hits)  # type: ignore[arg-type]  # the tests name its fields


def files_of(hits: list[Hit]) -> list[str]:
    """Return the files of hits without suffixes, best first."""
    return [Path(hit.document.file).stem for hit in hits]


@pytest.mark.parametrize(("typed", "own"), [
    ("ceasefire", {"en"}), ("перемирие", {"ru"}), ("перемирия", {"ru"}),
    ("atəşkəs", {"az", "tr"}), ("ateşkes", {"az", "tr"}),  # the same letters, folded
])  # fmt: skip
def test_a_word_finds_all_languages_its_own_first(library: Library, typed: str, own: set[str]) -> None:
    """Documents in other languages match only by the thesaurus, and no other documents match."""
    files = files_of(search(library, typed))
    assert sorted(files) == ["az", "en", "ru", "tr"]
    assert set(files[: len(own)]) == own


def test_translations_satisfy_a_short_query(library: Library) -> None:
    """Each word is required, in any language."""
    assert sorted(files_of(search(library, "ceasefire evening"))) == ["az", "en", "ru", "tr"]


def test_translations_are_highlighted(library: Library) -> None:
    """The word in the other language is highlighted, and each word of a term."""
    highlighted = {
        Path(hit.document.file).stem: [
            passage.text[start:end] for passage in hit.passages for start, end in passage.highlights
        ]
        for text in ("ceasefire", "peace treaty")
        for hit in search(library, text)
    }
    assert highlighted["ru"] == ["Перемирие"]
    assert highlighted["az"] == ["Atəşkəs"]
    assert highlighted["peace"] == ["Мирный", "договор"]


def test_translations_can_be_switched_off(library: Library) -> None:
    """One of them by its term, all of a concept by its id, everything by an exact search."""
    assert "ru" not in files_of(search(library, "ceasefire", without=("ru:перемирие",)))
    assert files_of(search(library, "ceasefire", without=("s.ceasefire",))) == ["en"]
    assert files_of(search(library, "ceasefire", exact=True)) == ["en"]


def test_translations_are_shown_with_their_counts(library: Library) -> None:
    """The counts are numbers of passages that contain the translation."""
    answer = library.search(Request("peace treaty"))
    (concept,) = [part for part in answer.expansions if part.id == "s.peace-treaty"]
    assert (concept.spellings[0].text, concept.spellings[0].count) == ("мирный договор", 1)
