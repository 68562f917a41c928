"""The types of entities, and their table rows."""

import pytest

from axtar.model.entity import (
    LANGUAGES,
    Entity,
    EntitySpelling,
    EntityType,
    entity_from_row,
    entity_to_row,
    entity_type,
    parse_cell,
)


@pytest.mark.parametrize(("id_", "expected"), [
    ("p.shusha", EntityType.PLACE),
    ("h.vagif", EntityType.PERSON),
    ("o.l-union", EntityType.ORGANISATION),
])  # fmt: skip
def test_the_type_of_an_entity_is_the_prefix_of_its_id(id_: str, expected: EntityType) -> None:
    """The prefix itself is the value of the type."""
    assert entity_type(id_) is expected
    assert id_.startswith(expected)


@pytest.mark.parametrize("id_", ["", "p", "x.shusha", "shusha"])
def test_an_id_without_a_type_raises_an_error(id_: str) -> None:
    """Phonetic keys and misspelt ids have no type."""
    with pytest.raises(ValueError, match="not a valid EntityType"):
        entity_type(id_)


def test_a_row_preserves_everything_in_an_entity() -> None:
    """Coordinates, the order of spellings, and the status of each."""
    spellings = (
        EntitySpelling("Xankəndi", "az", "usual"),
        EntitySpelling("Stepanakert", "az", "contested"),
        EntitySpelling("Khankendi", "en", "variant"),
        EntitySpelling("Stepanakert", "en", "usual"),
    )
    ordered = tuple(sorted(spellings, key=lambda spelling: LANGUAGES.index(spelling.language)))
    entity = Entity("p.khankendi", "city", "AZ", 39.8153, None, "Q1", "", ordered)
    row = entity_to_row(entity)
    assert row[:7] == ["p.khankendi", "city", "AZ", "39.8153", "", "Q1", ""]
    assert row[7 + LANGUAGES.index("az")] == "Xankəndi; Stepanakert^c"
    assert row[7 + LANGUAGES.index("en")] == "Khankendi^v; Stepanakert^u"
    assert entity_from_row(row) == entity


def test_only_the_first_unmarked_spelling_of_a_cell_is_usual() -> None:
    """Empty items are skipped."""
    assert parse_cell("Bakı; Badkubə; Baku^h;") == [("Bakı", "usual"), ("Badkubə", "variant"), ("Baku", "historical")]
    assert parse_cell("") == []
