"""A question in one language finds passages in the others, with each engine, below those in its own."""

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
    """The same sentence in four languages, and others."""
    folder = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, "utf8")
    with Library(config.load(tmp_path_factory.mktemp("library"), request.param, {"AXTAR_WORKERS": "1"})) as opened:
        assert {outcome.status for outcome in opened.add([folder])} == {"added"}
        yield opened


def ask(library: Library, text: str, **options: object) -> list[Hit]:
    """The hits of a query."""
    return list(library.search(Request(text, **options)).hits)  # type: ignore[arg-type]  # the tests name its fields


def stems(hits: list[Hit]) -> list[str]:
    """The files of hits, without their suffixes, best first."""
    return [Path(hit.document.file).stem for hit in hits]


@pytest.mark.parametrize(("typed", "own"), [
    ("ceasefire", {"en"}), ("перемирие", {"ru"}), ("перемирия", {"ru"}),
    ("atəşkəs", {"az", "tr"}), ("ateşkes", {"az", "tr"}),  # the same letters, folded
])  # fmt: skip
def test_a_word_finds_all_languages_and_its_own_first(library: Library, typed: str, own: set[str]) -> None:
    """Nothing else, although no other document holds the word."""
    found = stems(ask(library, typed))
    assert sorted(found) == ["az", "en", "ru", "tr"]
    assert set(found[: len(own)]) == own


def test_all_words_of_a_short_query_count_as_present(library: Library) -> None:
    """In whatever language they are."""
    assert sorted(stems(ask(library, "ceasefire evening"))) == ["az", "en", "ru", "tr"]


def test_what_matched_is_marked(library: Library) -> None:
    """The word of the other language, and each word of a term."""
    marked = {
        Path(hit.document.file).stem: [
            passage.text[start:end] for passage in hit.passages for start, end in passage.highlights
        ]
        for text in ("ceasefire", "peace treaty")
        for hit in ask(library, text)
    }
    assert marked["ru"] == ["Перемирие"]
    assert marked["az"] == ["Atəşkəs"]
    assert marked["peace"] == ["Мирный", "договор"]


def test_translations_can_be_switched_off(library: Library) -> None:
    """One of them, all of a subject, or everything."""
    assert "ru" not in stems(ask(library, "ceasefire", without=("ru:перемирие",)))
    assert stems(ask(library, "ceasefire", without=("s.ceasefire",))) == ["en"]
    assert stems(ask(library, "ceasefire", exact=True)) == ["en"]


def test_translations_are_told_with_their_counts(library: Library) -> None:
    """As many passages as hold them."""
    answer = library.search(Request("peace treaty"))
    (told,) = [one for one in answer.expansions if one.id == "s.peace-treaty"]
    assert (told.spellings[0].text, told.spellings[0].count) == ("мирный договор", 1)
