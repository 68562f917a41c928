"""What an entity's spellings are looked up by."""

from axtar.model.entity import Entity, EntitySpelling
from axtar.names.gazetteer.variants import lookup_forms


def looked_up(id_: str, kind: str, text: str, language: str) -> set[str]:
    """The folded forms of an entity with one spelling."""
    return set(lookup_forms(Entity(id_, kind, "", None, None, "", "", (EntitySpelling(text, language, "usual"),))))


def test_a_place_is_found_in_one_word_and_in_two() -> None:
    """As maps and books write it, with a hyphen or without."""
    assert looked_up("p.l-a", "village", "Karin Tak", "en") == {"karin tak", "karintak"}
    assert looked_up("p.l-a", "village", "Göygöl", "az") == {"goygol", "goy gol"}


def test_rivers_lakes_and_mountains_stand_beside_the_word_for_them() -> None:
    """Of each language its own; a name of two letters is too short for it."""
    assert looked_up("p.l-a", "river", "Tərtərçay", "az") == {
        "tertercay",
        "terter cay",
        "terter cayi",
        "tertercay cayi",
    }
    assert looked_up("p.l-a", "lake", "Севан", "ru") == {"севан", "озеро севан"}
    assert looked_up("p.l-a", "lake", "Ci", "en") == {"ci"}


def test_given_names_are_found_in_one_word() -> None:
    """The family name stays apart, and an organisation is as it is."""
    found = looked_up("h.l-a", "person", "Mir Cəfər Bağırov", "az")
    assert {"mircefer bagirov", "bagirov mir cefer", "m c bagirov"} <= found
    assert "mir ceferbagirov" not in found
    assert looked_up("o.l-a", "organisation", "Minsk Group", "en") == {"minsk group"}
