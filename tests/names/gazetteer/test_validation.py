"""Validation of entities, and the ids of new ones."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar import names
from axtar.errors import NotFoundError, UsageError
from axtar.model.entity import LANGUAGES, Entity, EntitySpelling, entity_from_row, entity_to_row
from axtar.names.folding import fold_name

SHIPPED = names.shipped_entities()


def entity(*spellings: tuple[str, str], kind: str = "village") -> Entity:
    """Make an entity without an id, with variants given as (language, text)."""
    variants = tuple(EntitySpelling(text, language, "variant") for language, text in spellings)
    return Entity("", kind, "", None, None, "", "", variants)


ZORVAN = replace(
    entity(("az", "Zorvanabad"), ("ru", "Зорванабад"), ("en", "Lower Zorvan")), id="p.l-zorvan", lat=39.76, lon=46.75
)


@pytest.mark.usefixtures("unmeasured")
def test_every_shipped_entity_is_valid() -> None:
    """So each can be corrected by an own entity; and its row represents all of it."""
    for shipped in SHIPPED:
        assert names.validated(shipped) == shipped
        assert entity_from_row(entity_to_row(shipped)) == shipped


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
def test_an_invalid_entity_is_rejected_with_the_reason(change: dict[str, object], message: str) -> None:
    """The message names the field and what it may contain."""
    with pytest.raises(UsageError, match=message):
        names.validated(replace(ZORVAN, **change))  # type: ignore[arg-type]  # fields of an entity


def test_validation_trims_spellings_and_removes_duplicates() -> None:
    """Languages are in their fixed order, the spellings of one language in the given order."""
    rough = entity(("ru", " Зор  ван "), ("en", "Zorvan"), ("en", "Zorvan"), ("en", "Cafe\u0301"))
    assert [(spelling.language, spelling.text) for spelling in names.validated(rough).spellings] == [
        ("en", "Zorvan"), ("en", "Café"), ("ru", "Зор ван"),
    ]  # fmt: skip


def test_a_new_id_is_made_from_the_longest_latin_spelling() -> None:
    """The same entity gets the same id again, another entity a number."""
    garden = entity(("en", "Çay-Bağı"))
    none: dict[str, Entity] = {}
    first = names.new_id(garden, none.get)
    assert first == "p.l-cay-bagi"
    existing = {first: replace(garden, id=first)}
    assert names.new_id(garden, existing.get) == first
    assert names.new_id(replace(garden, country="AZ"), existing.get) == "p.l-cay-bagi-2"
    assert names.new_id(entity(("hy", "Շուշի"), kind="person"), none.get) == "h.l-name"


def test_only_ids_of_shipped_entities_are_shipped() -> None:
    """Neither the beginning of a row nor the id of an own entity is one."""
    assert "p.shusha" in SHIPPED
    assert "p.shusha\tcity" not in SHIPPED
    with pytest.raises(NotFoundError):
        SHIPPED.get("p.l-nowhere")


SPELLINGS = st.builds(
    EntitySpelling,
    st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=2, max_size=8).filter(
        lambda text: len(fold_name(text)) > 1
    ),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["variant", "historical", "contested"]),
)


@given(st.lists(SPELLINGS, min_size=1, max_size=6))
def test_a_row_represents_an_entity_completely(spellings: list[EntitySpelling]) -> None:
    """It has all statuses and the order, even of a language without a usual spelling."""
    valid = names.validated(replace(ZORVAN, spellings=tuple(spellings)))
    assert entity_from_row(entity_to_row(valid)) == valid
