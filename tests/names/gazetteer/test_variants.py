"""The forms by which an entity is looked up, and prefixes of inflected forms."""

from pathlib import Path

import pytest

from axtar import analysis, names
from axtar.analysis import tokenize
from axtar.model.entity import Entity, EntitySpelling
from axtar.names.folding import fold_word
from axtar.names.gazetteer.variants import lookup_forms
from axtar.names.matching.inflection import derivational_bases, inflectional_bases
from axtar.names.tables import rows

DATA = Path(__file__).parents[2] / "data"
LANGUAGES = {"Cyrl": ("ru", "az"), "Latn": ("az", "tr", "en"), "Armn": ("hy",), "Geor": ("ka",), "Arab": ("fa",)}


def forms_of(id_: str, kind: str, text: str, language: str) -> set[str]:
    """Return the forms of an entity with one spelling."""
    return set(lookup_forms(Entity(id_, kind, "", None, None, "", "", (EntitySpelling(text, language, "usual"),))))


def test_a_place_is_found_as_one_word_and_as_two() -> None:
    """Maps and books write either, with a hyphen or without."""
    assert forms_of("p.l-a", "village", "Karin Tak", "en") == {"karin tak", "karintak"}
    assert forms_of("p.l-a", "village", "Göygöl", "az") == {"goygol", "goy gol"}


def test_rivers_lakes_and_mountains_are_found_with_their_generic_term() -> None:
    """Each language has its own; a name of two letters is too short."""
    assert forms_of("p.l-a", "river", "Tərtərçay", "az") == {
        "tertercay",
        "terter cay",
        "terter cayi",
        "tertercay cayi",
    }
    assert forms_of("p.l-a", "lake", "Севан", "ru") == {"севан", "озеро севан"}
    assert forms_of("p.l-a", "lake", "Ci", "en") == {"ci"}


def test_two_given_names_are_found_as_one_word() -> None:
    """The family name stays apart, and the name of an organisation does not vary."""
    forms = forms_of("h.l-a", "person", "Mir Cəfər Bağırov", "az")
    assert {"mircefer bagirov", "bagirov mir cefer", "m c bagirov"} <= forms
    assert "mir ceferbagirov" not in forms
    assert forms_of("o.l-a", "organisation", "Minsk Group", "en") == {"minsk group"}


# ------------------------------------------------------------------ prefixes
def words() -> list[str]:
    """Return the words of all test tables, in four languages and more."""
    texts = (path.read_text("utf8") for path in DATA.rglob("*") if path.suffix in {".tsv", ".txt", ".md"})
    return sorted({token.text for text in texts for token in tokenize(text) if not token.text.isdigit()})


SUPPLETIVE = {
    *(
        "большой",
        "человек",
        "ребенок",
        "год",
        "он",
        "она",
        "они",
        "оно",
        "как",
        "хороший",
        "найтись",
        "узкий",
        "низкий",
    ),
    "разойтись",
}
"""Ordinary words with suppletive forms, which no name has."""


@pytest.mark.usefixtures("unmeasured")
def test_every_inflected_form_has_a_prefix_of_its_base() -> None:
    """So no document with an inflected name is missed when an entity changes."""
    for word in words():
        for language in LANGUAGES.get(analysis.script(word), ()):
            surface = analysis.surface(word, language)
            if len(surface) == 1:
                continue  # an initial; as a word it is an abbreviation (д., далее)
            for base in (*inflectional_bases(word, language), *derivational_bases(word, language)):
                plain = fold_word(base)
                if analysis.is_stopword(plain, language) or analysis.is_stopword(surface, language):
                    continue  # pronouns
                prefixes = names.surface_prefixes(plain)
                assert plain in SUPPLETIVE or surface.startswith(prefixes), (word, base, prefixes)


@pytest.mark.parametrize(("spelling", "forms"), [
    ("Псёл", ["Псла", "Псёл", "Пслу"]), ("Лев", ["Льва"]), ("Горки", ["Горок"]), ("Чайка", ["Чаек"]), ("Чай", ["Чаях"]),
    ("Гребень", ["Гребня", "гребней"]), ("Бёрд", ["Бёрда", "Берде"]), ("Kərkük", ["Kərküyün", "Kerkük'te"]),
    ("Серафимович", ["Серафимовна"]), ("Армянин", ["армяне"]), ("თბილისი", ["თბილისში"]),
])  # fmt: skip
def test_prefixes_allow_for_fleeting_vowels_and_changing_consonants(spelling: str, forms: list[str]) -> None:
    """All forms of such a word have one of its prefixes."""
    prefixes = names.surface_prefixes(fold_word(spelling))
    for form in forms:
        assert any(analysis.surface(form, language).startswith(prefixes) for language in ("ru", "az", "und"))


@pytest.mark.parametrize("example", [row[-1] for row in rows("alternations.tsv")])
def test_the_examples_of_alternations_share_a_prefix(example: str) -> None:
    """Each row of the table has a name and an inflected form of it."""
    spelling, form = example.split(" ")
    assert analysis.surface(form, "und").startswith(names.surface_prefixes(fold_word(spelling)))
