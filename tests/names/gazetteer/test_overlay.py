"""A library's own entities over the authority file."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar import analysis, names
from axtar.analysis import tokenize
from axtar.errors import NotFoundError, UsageError
from axtar.model.entity import LANGUAGES as ENTITY_LANGUAGES
from axtar.model.entity import Entity, EntitySpelling, entity_from_row, entity_to_row
from axtar.names.folding import fold_name, fold_word
from axtar.names.matching.inflection import derivational_bases, inflectional_bases

SHIPPED = names.shipped_entities()
GAZETTEER = names.Gazetteer(names.shipped_entities())
RECOGNIZER = names.NameRecognizer(GAZETTEER)

DATA = Path(__file__).parents[2] / "data"
LANGUAGES = {"Cyrl": ("ru", "az"), "Latn": ("az", "tr", "en"), "Armn": ("hy",), "Geor": ("ka",), "Arab": ("fa",)}


def entity(id_: str, *spellings: tuple[str, str], kind: str = "village", **more: object) -> Entity:
    """An entity with spellings of a language each."""
    made = tuple(EntitySpelling(text, language, "variant") for language, text in spellings)
    return replace(Entity(id_, kind, "", None, None, "", "", made), **more)  # type: ignore[arg-type]  # fields of an entity


ZORVAN = entity("p.l-zorvan", ("az", "Zorvanabad"), ("ru", "Зорванабад"), ("en", "Lower Zorvan"), lat=39.76, lon=46.75)


def recognizer(*own: Entity) -> names.NameRecognizer:
    """A recognizer of the shipped entities with these on top."""
    return names.NameRecognizer(gazetteer(*own))


def gazetteer(*own: Entity) -> names.Gazetteer:
    """The shipped entities with these on top."""
    return names.Gazetteer(SHIPPED, names.build_overlay(own))


def found(text: str, language: str, by: names.NameRecognizer = RECOGNIZER) -> list[str]:
    """The ids of the entities that are named in a text."""
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
    assert "Zorvanabad" in [one.text for one in own.entity(ZORVAN.id).spellings]
    assert [one.id for one in own.search("lower zorvan")] == [ZORVAN.id]
    assert [one.id for one in own.search("Zorvanabat")] == [ZORVAN.id]
    assert ("Zorvanabad", ZORVAN.id) in [(text, one.id) for text, one in names.complete(own, "zorv", 5)]
    assert ZORVAN.id in [one.id for one in names.nearby(own, 39.76, 46.75, 3)]
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
    """Spellings that it lacks are not recognized, new ones are, and its rank among namesakes stays."""
    shipped = SHIPPED.get("p.shusha")
    rest = tuple(one for one in shipped.spellings if one.text != "Шуша")
    corrected = replace(shipped, lat=None, lon=None, spellings=(*rest, EntitySpelling("Panahkand", "en", "variant")))
    own = gazetteer(corrected)
    by = names.NameRecognizer(own)
    assert {one.text for one in own.entity("p.shusha").spellings} == {one.text for one in corrected.spellings}
    assert SHIPPED.get("p.shusha") == shipped
    assert "p.shusha" not in found("Мы видели Шушу.", "ru", by)
    assert found("They came to Panahkand.", "en", by) == ["p.shusha"]
    assert own.ids("susa") == GAZETTEER.ids("susa")
    assert own.ids("panahkand") == ("p.shusha",)
    assert "p.shusha" not in [one.id for one in names.nearby(own, 39.76, 46.75, 3)]
    assert found("Мы видели Шушу.", "ru") == ["p.shusha"]
    assert found("They came to Panahkand.", "en") == []


def test_a_person_is_found_by_initials_and_family_name_first() -> None:
    """The overlay generates the same forms as the shipped tables."""
    own = gazetteer(entity("h.l-zorvanov", ("en", "Karim Salih Zorvanov"), kind="person"))
    for text in ("K. S. Zorvanov", "Zorvanov Karim Salih", "Zorvanov K.", "K. Zorvanov"):
        assert [one.id for one in own.search(text)] == ["h.l-zorvanov"], text


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
            for base in (*inflectional_bases(word, language), *derivational_bases(word, language)):
                plain = fold_word(base)
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
    told = names.surface_prefixes(fold_word(spelling))
    for form in forms:
        assert any(analysis.surface(form, language).startswith(one) for language in ("ru", "az", "und") for one in told)


# ------------------------------------------------------------------ what an entity must be
@pytest.mark.usefixtures("unmeasured")
def test_every_entity_of_the_file_is_sound() -> None:
    """So that each can be corrected; and a row says all of it."""
    for one in SHIPPED:
        assert names.validated(one) == one
        assert entity_from_row(entity_to_row(one)) == one


@pytest.mark.parametrize(("change", "message"), [
    ({"kind": "planet"}, "kind 'planet' is not known. Known kinds: airport"),
    ({"id": "x.l-a"}, "should begin with p."),
    ({"id": "h.l-a"}, "should begin with p."),
    ({"id": "p.shusa"}, "no shipped entity 'p.shusa' to correct"),
    ({"country": "Azerbaijan"}, "two capital letters"),
    ({"wikidata": "79808"}, "a Q and digits"),
    ({"geonames": "Q1"}, "digits"),
    ({"lat": None}, "must be given together"),
    ({"lat": 91.0, "lon": 1.0}, "between -90 and 90"),
    ({"lat": 1.0, "lon": float("nan")}, "between -180 and 180"),
    ({"spellings": ()}, "at least one language"),
    ({"spellings": (EntitySpelling("Aa", "de", "usual"),)}, "language 'de'"),
    ({"spellings": (EntitySpelling("Aa", "en", "good"),)}, "usual, variant, historical, contested"),
    ({"spellings": (EntitySpelling("A; b", "en", "usual"),)}, "contains a character that no name has"),
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
    assert "p.shusha" in SHIPPED
    assert "p.shusha\tcity" not in SHIPPED
    with pytest.raises(NotFoundError):
        SHIPPED.get("p.l-nowhere")


SPELLINGS = st.builds(
    EntitySpelling,
    st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=2, max_size=8).filter(
        lambda text: len(fold_name(text)) > 1
    ),
    st.sampled_from(ENTITY_LANGUAGES),
    st.sampled_from(["variant", "historical", "contested"]),
)


@given(st.lists(SPELLINGS, min_size=1, max_size=6))
def test_a_row_says_everything(spellings: list[EntitySpelling]) -> None:
    """Statuses and order, also of a language without a usual spelling."""
    whole = names.validated(replace(ZORVAN, spellings=tuple(spellings)))
    assert entity_from_row(entity_to_row(whole)) == whole
