"""A library's own entities over the authority file."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar import analysis, names
from axtar.analysis import tokenize
from axtar.errors import NotFoundError, UsageError
from axtar.names import Entity, EntitySpelling
from axtar.names.gazetteer import gazetteer
from axtar.names.matching.inflection import derived

DATA = Path(__file__).parents[2] / "data"
LANGUAGES = {"Cyrl": ("ru", "az"), "Latn": ("az", "tr", "en"), "Armn": ("hy",), "Geor": ("ka",), "Arab": ("fa",)}


def entity(id_: str, *spellings: tuple[str, str], kind: str = "village", **more: object) -> Entity:
    """An entity with spellings of a language each."""
    made = tuple(EntitySpelling(text, language, "variant") for language, text in spellings)
    return replace(Entity(id_, kind, "", None, None, "", "", made), **more)  # type: ignore[arg-type]  # fields of an entity


ZORVAN = entity("p.l-zorvan", ("az", "Zorvanabad"), ("ru", "Зорванабад"), ("en", "Lower Zorvan"), lat=39.76, lon=46.75)


@pytest.fixture(autouse=True)
def _lifted() -> Iterator[None]:
    """The file alone is in force after each test."""
    yield
    names.use_own((), "")


def found(text: str, language: str) -> list[str]:
    """What is named in a text."""
    return [id_ for mention in names.mentions(tokenize(text), text, language) for id_ in mention.entities]


TEXTS = (
    ("az", "O, Zorvanabadda yaşayırdı."),
    ("tr", "Eskiden Zorvanabad'ın evleri taştandı."),
    ("ru", "Они жили в Зорванабаде."),
    ("ru", "Это зорванабадские ковры."),
    ("en", "They left Lower Zorvan in spring."),
    ("az", "О, Зорванабадда јашајырды."),
)


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_an_own_entity_is_found_inflected(language: str, text: str) -> None:
    """As one of the file would be, and no longer when it is gone."""
    assert ZORVAN.id not in found(text, language)
    names.use_own([ZORVAN], "one")
    assert found(text, language) == [ZORVAN.id]
    names.use_own((), "")
    assert ZORVAN.id not in found(text, language)


def test_an_own_entity_is_known_everywhere() -> None:
    """By its id, in a question, by its sound, while it is typed, on a map."""
    names.use_own([ZORVAN], "one")
    assert names.own_in_force() == "one"
    assert "Zorvanabad" in [one.text for one in names.entity(ZORVAN.id).spellings]
    assert [one.id for one in names.search("lower zorvan")] == [ZORVAN.id]
    assert [one.id for one in names.search("Zorvanabat")] == [ZORVAN.id]
    assert ("Zorvanabad", ZORVAN.id) in [(text, one.id) for text, one in names.complete("zorv", 5)]
    assert ZORVAN.id in [one.id for one in names.nearby(39.76, 46.75, 3)]
    assert names.find(["lower", "zorvan"]) == (ZORVAN.id,)
    names.use_authority(on=False)
    assert names.find(["lower", "zorvan"]) == ()
    assert names.search("Zorvanabat") == []
    names.use_authority(on=True)


def test_a_correction_stands_for_the_entity_of_the_file() -> None:
    """What it no longer says is not found, what it says now is, and its place among others stays."""
    shipped = names.shipped("p.shusha")
    before = gazetteer.ids("susa")
    kept = tuple(one for one in shipped.spellings if one.text != "Шуша")
    corrected = replace(shipped, lat=None, lon=None, spellings=(*kept, EntitySpelling("Panahkand", "en", "variant")))
    names.use_own([corrected], "corrected")
    assert {one.text for one in names.entity("p.shusha").spellings} == {one.text for one in corrected.spellings}
    assert names.shipped("p.shusha") == shipped
    assert "p.shusha" not in found("Мы видели Шушу.", "ru")
    assert found("They came to Panahkand.", "en") == ["p.shusha"]
    assert gazetteer.ids("susa") == before
    assert gazetteer.ids("panahkand") == ("p.shusha",)
    assert "p.shusha" not in [one.id for one in names.nearby(39.76, 46.75, 3)]
    names.use_own((), "")
    assert found("Мы видели Шушу.", "ru") == ["p.shusha"]
    assert found("They came to Panahkand.", "en") == []


def test_a_person_is_found_by_initials_and_turned_round() -> None:
    """As the generator of the file does it."""
    names.use_own([entity("h.l-zorvanov", ("en", "Karim Salih Zorvanov"), kind="person")], "one")
    for text in ("K. S. Zorvanov", "Zorvanov Karim Salih", "Zorvanov K.", "K. Zorvanov"):
        assert [one.id for one in names.search(text)] == ["h.l-zorvanov"], text


@pytest.mark.usefixtures("unmeasured")
def test_the_overlay_says_what_the_file_would() -> None:
    """Shipped entities laid over the file change nothing, whatever is asked."""
    texts = [line for path in DATA.rglob("*.tsv") for line in path.read_text("utf8").splitlines()[:40]]
    before = [found(text, language) for text in texts for language in ("az", "ru", "en")]
    sounds = [gazetteer.by_key(text.split("\t")[0]) for text in texts]
    names.use_own(list(names.all_shipped()), "all")
    assert [found(text, language) for text in texts for language in ("az", "ru", "en")] == before
    assert [set(gazetteer.by_key(text.split("\t")[0])) for text in texts] == [set(one) for one in sounds]


@pytest.fixture
def restless() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("restless")
def test_nothing_is_remembered_of_what_is_no_longer_in_force() -> None:
    """Other threads ask all the while that the entities change; none is told of one that has gone meanwhile."""
    stop = threading.Event()
    text = " ".join(sentence for _, sentence in TEXTS)

    def ask() -> None:
        while not stop.is_set():
            found(text, "az")
            names.search("Zorvanabat")
            names.complete("Zorva", 5)
            names.nearby(39.76, 46.75, 3)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for turn in range(60):
        names.use_own([ZORVAN] if turn % 2 else (), "")
        assert (ZORVAN.id in found(text, "az")) == bool(turn % 2)
        assert bool(names.search("Zorvanabat")) == bool(turn % 2)
    stop.set()
    for thread in threads:
        thread.join()


# ------------------------------------------------------------------ which texts an entity may be in
def words() -> list[str]:
    """The words of all tables of tests, in four languages and more."""
    texts = (path.read_text("utf8") for path in DATA.rglob("*") if path.suffix in {".tsv", ".txt", ".md"})
    return sorted({token.text for text in texts for token in tokenize(text) if not token.text.isdigit()})


SUPPLETIVE = {"человек", "ребенок", "год", "он", "она", "они", "оно", "как", "хороший", "найтись", "узкий"}
"""Ordinary words with forms that begin otherwise; no name is inflected so."""


@pytest.mark.usefixtures("unmeasured")
def test_every_form_begins_as_its_spelling_says() -> None:
    """So that no document with an inflected name is missed."""
    for word in words():
        for language in LANGUAGES.get(analysis.script(word), ()):
            surface = analysis.surface(word, language)
            for base in (*names.bases(word, language), *derived(word, language)):
                plain = gazetteer.plain(base)
                if analysis.is_stopword(plain, language) or analysis.is_stopword(surface, language):
                    continue  # pronouns
                told = names.surface_prefixes(plain)
                assert plain in SUPPLETIVE or any(surface.startswith(one) for one in told), (word, base, told)


@pytest.mark.parametrize(("spelling", "forms"), [
    ("Псёл", ["Псла", "Псёл", "Пслу"]), ("Лев", ["Льва"]), ("Горки", ["Горок"]), ("Чайка", ["Чаек"]), ("Чай", ["Чаях"]),
    ("Гребень", ["Гребня", "гребней"]), ("Бёрд", ["Бёрда", "Берде"]), ("Kərkük", ["Kərküyün", "Kerkük'te"]),
    ("Серафимович", ["Серафимовна"]), ("Армянин", ["армяне"]), ("თბილისი", ["თბილისში"]),
])  # fmt: skip
def test_the_beginnings_of_hard_words(spelling: str, forms: list[str]) -> None:
    """Vowels that come and go, consonants that change."""
    told = names.surface_prefixes(gazetteer.plain(spelling))
    for form in forms:
        assert any(analysis.surface(form, language).startswith(one) for language in ("ru", "az", "und") for one in told)


# ------------------------------------------------------------------ what an entity must be
@pytest.mark.usefixtures("unmeasured")
def test_every_entity_of_the_file_is_sound() -> None:
    """So that each can be corrected; and a row says all of it."""
    for one in names.all_shipped():
        assert names.validated(one) == one
        assert names.entity_from_row(names.entity_to_row(one)) == one


@pytest.mark.parametrize(("change", "message"), [
    ({"kind": "planet"}, "kind 'planet' is not known. Known kinds: airport"),
    ({"id": "x.l-a"}, "should begin with p."),
    ({"id": "h.l-a"}, "should begin with p."),
    ({"id": "p.shusa"}, "no 'p.shusa' to correct"),
    ({"country": "Azerbaijan"}, "two capital letters"),
    ({"wikidata": "79808"}, "a Q and digits"),
    ({"geonames": "Q1"}, "digits"),
    ({"lat": None}, "wants a longitude"),
    ({"lat": 91.0, "lon": 1.0}, "between -90 and 90"),
    ({"lat": 1.0, "lon": float("nan")}, "between -180 and 180"),
    ({"spellings": ()}, "at least one language"),
    ({"spellings": (EntitySpelling("Aa", "de", "usual"),)}, "language 'de'"),
    ({"spellings": (EntitySpelling("Aa", "en", "good"),)}, "usual, variant, historical, contested"),
    ({"spellings": (EntitySpelling("A; b", "en", "usual"),)}, "a sign that no name has"),
    ({"spellings": (EntitySpelling("A", "en", "usual"),)}, "too short"),
    ({"spellings": (EntitySpelling("?!", "en", "usual"),)}, "too short"),
    ({"spellings": (EntitySpelling("a" * 201, "en", "usual"),)}, "201 letters"),
    ({"spellings": tuple(EntitySpelling(f"A{n}", "en", "variant") for n in range(401))}, "401 spellings"),
    ({"spellings": tuple(EntitySpelling(f"A{n}", "en", "usual") for n in range(2))}, "second usual"),
])  # fmt: skip
def test_what_cannot_be_is_said(change: dict[str, object], message: str) -> None:
    """In words for whoever typed it."""
    with pytest.raises(UsageError, match=message):
        names.validated(replace(ZORVAN, **change))  # type: ignore[arg-type]  # the table's values fit, or should not


def test_stray_blanks_and_repetitions_go() -> None:
    """Order of languages as in the file, order of spellings as given."""
    rough = entity("", ("ru", " Зор  ван "), ("en", "Zorvan"), ("en", "Zorvan"), ("en", "Cafe\u0301"))
    assert [(one.language, one.text) for one in names.validated(rough).spellings] == [
        ("en", "Zorvan"), ("en", "Café"), ("ru", "Зор ван"),
    ]  # fmt: skip


def test_an_id_is_made_of_the_first_spelling() -> None:
    """The same entity gets the same one again, another the next number; what has no Latin spelling gets one too."""
    one = entity("", ("en", "Çay-Bağı"))
    nobody: dict[str, Entity] = {}
    first = names.new_id(one, nobody.get)
    assert first == "p.l-cay-bagi"
    held = {first: replace(one, id=first)}
    assert names.new_id(one, held.get) == first
    assert names.new_id(replace(one, country="AZ"), held.get) == "p.l-cay-bagi-2"
    assert names.new_id(entity("", ("hy", "Շուշի"), kind="person"), nobody.get) == "h.l-name"


def test_an_id_of_nothing_is_not_shipped() -> None:
    """Nor what looks like a row."""
    assert names.is_shipped("p.shusha")
    assert not names.is_shipped("p.shusha\tcity")
    with pytest.raises(NotFoundError):
        names.shipped("p.l-nowhere")


SPELLINGS = st.builds(
    EntitySpelling,
    st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=2, max_size=8).filter(
        lambda text: len(gazetteer.folded(text)) > 1
    ),
    st.sampled_from(names.LANGUAGES),
    st.sampled_from(["variant", "historical", "contested"]),
)


@given(st.lists(SPELLINGS, min_size=1, max_size=6))
def test_a_row_says_everything(spellings: list[EntitySpelling]) -> None:
    """Statuses and order, also of a language without a usual spelling."""
    whole = names.validated(replace(ZORVAN, spellings=tuple(spellings)))
    assert names.entity_from_row(names.entity_to_row(whole)) == whole
