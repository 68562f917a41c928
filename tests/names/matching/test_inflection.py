"""Endings come off a name, and a name that looks inflected is never lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.names.matching.inflection import derivational_bases, inflectional_bases
from axtar.tables import parse_rows


def table(name: str) -> list[list[str]]:
    """The cells of a table in tests/data/names, without comments."""
    return parse_rows((Path(__file__).resolve().parents[2] / "data" / "names" / name).read_text("utf8"))


@pytest.mark.parametrize(("language", "form", "base"), [tuple(row) for row in table("bases.tsv")])
def test_a_form_leads_to_its_base(language: str, form: str, base: str) -> None:
    """Every case, possessive and derived form of the table."""
    assert base in inflectional_bases(form, language)


@pytest.mark.parametrize("name", ["Şuşa", "Astara", "Lənkəran", "Culfa", "Barda", "Gəncə", "Ağdam"])
def test_the_word_as_written_comes_first(name: str) -> None:
    """So the authority file is asked for it before anything is cut off."""
    assert inflectional_bases(name, "az")[0] == name


def test_only_derived_words_are_derived() -> None:
    """A case alone makes no adjective, so that small letters do not turn nouns into places."""
    assert "şuşa" in derivational_bases("şuşalılar", "az")
    assert derivational_bases("şuşada", "az") == ()
    assert "Шуша" not in derivational_bases("Шуше", "ru")
    assert "Armenia" in derivational_bases("Armenian", "en")


def test_what_stands_before_an_apostrophe_comes_first() -> None:
    """Şirak'ı is of Şirak, though there is a place Şiraki."""
    assert inflectional_bases("Şirak'ı", "tr")[:2] == ("Şirak", "Şirak'ı")
    assert inflectional_bases("Arts'akh", "en")[0] == "Arts'akh"


def test_rivers_mountains_and_fortresses_go_without_the_word_for_them() -> None:
    """Həkəriçay is the Həkəri; Qaradağ is not of Qara, which is too short to tell."""
    assert "Həkəri" in inflectional_bases("Həkəriçayda", "az")
    assert "Гямыш" in inflectional_bases("Гямышдаг", "ru")
    assert inflectional_bases("Qaradağ", "az") == ("Qaradağ",)


def test_english_derivations_are_for_known_names_only() -> None:
    """Tonoyan is no people of Tonoy."""
    assert inflectional_bases("Tonoyan", "en") == ("Tonoyan",)


@given(st.text(min_size=1, max_size=20), st.sampled_from(["az", "tr", "ru", "en", "hy", "ka", "fa", "und"]))
def test_bases_begin_with_the_word_and_are_never_empty(word: str, language: str) -> None:
    """Whatever is read from a page; what stands before an apostrophe may be in front."""
    found = inflectional_bases(word, language)
    assert word in found[:2]
    assert word.startswith(found[0])
    assert all(found)
    assert len(set(found)) == len(found)
