"""Endings are removed from a name, and a name that only looks inflected is never lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.names.matching.inflection import derivational_bases, inflectional_bases
from axtar.tables import parse_rows


def table(name: str) -> list[list[str]]:
    """Read the rows of a table in tests/data/names."""
    return parse_rows((Path(__file__).resolve().parents[2] / "data" / "names" / name).read_text("utf8"))


@pytest.mark.parametrize(("language", "form", "base"), [tuple(row) for row in table("bases.tsv")])
def test_an_inflected_form_has_its_base_form_as_a_candidate(language: str, form: str, base: str) -> None:
    """This holds for every case, possessive and derived form of the table."""
    assert base in inflectional_bases(form, language)


@pytest.mark.parametrize("name", ["Şuşa", "Astara", "Lənkəran", "Culfa", "Barda", "Gəncə", "Ağdam"])
def test_the_word_as_written_comes_first(name: str) -> None:
    """So the gazetteer looks it up before any ending is removed."""
    assert inflectional_bases(name, "az")[0] == name


def test_a_case_ending_alone_derives_no_adjective() -> None:
    """So an inflected noun in lower case does not name a place."""
    assert "şuşa" in derivational_bases("şuşalılar", "az")
    assert derivational_bases("şuşada", "az") == ()
    assert "Шуша" not in derivational_bases("Шуше", "ru")
    assert "Armenia" in derivational_bases("Armenian", "en")


def test_the_stem_before_an_apostrophe_comes_first() -> None:
    """Şirak'ı is a form of Şirak, although there is a place Şiraki."""
    assert inflectional_bases("Şirak'ı", "tr")[:2] == ("Şirak", "Şirak'ı")
    assert inflectional_bases("Arts'akh", "en")[0] == "Arts'akh"


def test_rivers_mountains_and_fortresses_lose_their_generic_term() -> None:
    """Həkəriçay has the base Həkəri; Qaradağ has no base Qara, which would be too short."""
    assert "Həkəri" in inflectional_bases("Həkəriçayda", "az")
    assert "Гямыш" in inflectional_bases("Гямышдаг", "ru")
    assert inflectional_bases("Qaradağ", "az") == ("Qaradağ",)


def test_english_derivational_suffixes_are_not_inflectional() -> None:
    """Tonoyan is not an inhabitant of Tonoy."""
    assert inflectional_bases("Tonoyan", "en") == ("Tonoyan",)


@given(st.text(min_size=1, max_size=20), st.sampled_from(["az", "tr", "ru", "en", "hy", "ka", "fa", "und"]))
def test_bases_begin_with_the_word_and_are_never_empty(word: str, language: str) -> None:
    """This holds for any text; only the stem before an apostrophe may precede the word."""
    bases = inflectional_bases(word, language)
    assert word in bases[:2]
    assert word.startswith(bases[0])
    assert all(bases)
    assert len(set(bases)) == len(bases)
