"""A library's own entities on top of the shipped ones."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from axtar import names
from axtar.analysis import tokenize
from axtar.errors import NotFoundError
from axtar.model.entity import Entity, EntitySpelling

SHIPPED = names.shipped_entities()
GAZETTEER = names.Gazetteer(names.shipped_entities())
RECOGNIZER = names.NameRecognizer(GAZETTEER)

DATA = Path(__file__).parents[2] / "data"


def entity(id_: str, *spellings: tuple[str, str], kind: str = "village", **more: object) -> Entity:
    """Make an entity with variants given as (language, text)."""
    variants = tuple(EntitySpelling(text, language, "variant") for language, text in spellings)
    return replace(Entity(id_, kind, "", None, None, "", "", variants), **more)  # type: ignore[arg-type]  # fields of an entity


ZORVAN = entity("p.l-zorvan", ("az", "Zorvanabad"), ("ru", "Зорванабад"), ("en", "Lower Zorvan"), lat=39.76, lon=46.75)


def recognizer(*own: Entity) -> names.NameRecognizer:
    """Make a recognizer of the shipped entities with these on top."""
    return names.NameRecognizer(gazetteer(*own))


def gazetteer(*own: Entity) -> names.Gazetteer:
    """Make a gazetteer of the shipped entities with these on top."""
    return names.Gazetteer(SHIPPED, names.build_overlay(own))


def found(text: str, language: str, by: names.NameRecognizer = RECOGNIZER) -> list[str]:
    """Return the ids of the entities that are named in a text."""
    return [id_ for mention in by.mentions(tokenize(text), text, language) for id_ in mention.entities]


TEXTS = (
    ("az", "O, Zorvanabadda yaşayırdı."),
    ("tr", "Eskiden Zorvanabad'ın evleri taştandı."),
    ("ru", "Они жили в Зорванабаде."),
    ("ru", "Это зорванабадские ковры."),
    ("en", "They left Lower Zorvan in spring."),
    ("az", "О, Зорванабадда јашајырды."),
)


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_an_own_entity_is_recognized_inflected(language: str, text: str) -> None:
    """It is recognized as a shipped one would be, and only by a recognizer that has it."""
    assert found(text, language, recognizer(ZORVAN)) == [ZORVAN.id]
    assert ZORVAN.id not in found(text, language)


def test_an_own_entity_is_found_by_every_kind_of_look_up() -> None:
    """It is found by its id, its spelling, its sound, a prefix, and on a map."""
    own = gazetteer(ZORVAN)
    assert "Zorvanabad" in [spelling.text for spelling in own.entity(ZORVAN.id).spellings]
    assert [match.id for match in own.search("lower zorvan")] == [ZORVAN.id]
    assert [match.id for match in own.search("Zorvanabat")] == [ZORVAN.id]
    assert ("Zorvanabad", ZORVAN.id) in [(text, match.id) for text, match in names.complete(own, "zorv", 5)]
    assert ZORVAN.id in [place.id for place in names.nearby(own, 39.76, 46.75, 3)]
    assert own.find(["lower", "zorvan"]) == (ZORVAN.id,)


def test_an_empty_gazetteer_finds_nothing() -> None:
    """It serves to measure what the cross-script key finds alone."""
    empty = names.EMPTY_GAZETTEER
    assert empty.find(["susa"]) == ()
    assert empty.search("Shusha") == []
    assert not empty.continues("dagliq")
    assert list(empty.spellings_from("susa")) == []
    with pytest.raises(NotFoundError):
        empty.entity("p.shusha")


def test_a_correction_replaces_the_shipped_entity() -> None:
    """Only its spellings are recognized; its rank among namesakes stays."""
    shipped = SHIPPED.get("p.shusha")
    rest = tuple(spelling for spelling in shipped.spellings if spelling.text != "Шуша")
    corrected = replace(shipped, lat=None, lon=None, spellings=(*rest, EntitySpelling("Panahkand", "en", "variant")))
    own = gazetteer(corrected)
    by = names.NameRecognizer(own)
    assert {spelling.text for spelling in own.entity("p.shusha").spellings} == {
        spelling.text for spelling in corrected.spellings
    }
    assert SHIPPED.get("p.shusha") == shipped
    assert "p.shusha" not in found("Мы видели Шушу.", "ru", by)
    assert found("They came to Panahkand.", "en", by) == ["p.shusha"]
    assert own.ids("susa") == GAZETTEER.ids("susa")
    assert own.ids("panahkand") == ("p.shusha",)
    assert "p.shusha" not in [place.id for place in names.nearby(own, 39.76, 46.75, 3)]
    assert found("Мы видели Шушу.", "ru") == ["p.shusha"]
    assert found("They came to Panahkand.", "en") == []


def test_a_person_is_found_by_initials_and_family_name_first() -> None:
    """The overlay generates the same forms as the shipped tables."""
    own = gazetteer(entity("h.l-zorvanov", ("en", "Karim Salih Zorvanov"), kind="person"))
    for text in ("K. S. Zorvanov", "Zorvanov Karim Salih", "Zorvanov K.", "K. Zorvanov"):
        assert [match.id for match in own.search(text)] == ["h.l-zorvanov"], text


@pytest.mark.usefixtures("unmeasured")
def test_shipped_entities_as_an_overlay_change_nothing() -> None:
    """The overlay's look-up tables agree with the shipped ones, whatever is looked up."""
    texts = [line for path in DATA.rglob("*.tsv") for line in path.read_text("utf8").splitlines()[:40]]
    own = gazetteer(*SHIPPED)
    by = names.NameRecognizer(own)
    for text in texts:
        for language in ("az", "ru", "en"):
            assert found(text, language, by) == found(text, language)
        word = text.split("\t")[0]
        assert set(own.by_key(word)) == set(GAZETTEER.by_key(word))


def test_recognizers_on_many_threads_do_not_affect_each_other() -> None:
    """One with an own entity recognizes it at every moment, one without it never."""
    text = " ".join(sentence for _, sentence in TEXTS)
    own = gazetteer(ZORVAN)
    with_own, without = names.NameRecognizer(own), recognizer()

    def look_up(turn: int) -> tuple[bool, bool, bool]:
        by, known = (with_own, own) if turn % 2 else (without, GAZETTEER)
        return (
            ZORVAN.id in found(text, "az", by),
            bool(known.search("Zorvanabat")),
            bool(names.complete(known, "Zorvanab", 5)),
        )

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(look_up, range(200)))
    assert results == [(bool(turn % 2),) * 3 for turn in range(200)]
