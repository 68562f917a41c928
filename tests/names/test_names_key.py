"""The cross-script key brings the spellings of a name together and keeps different names apart."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.names.key import alike, key, keys, query_keys
from axtar.tables import cells


def table(name: str) -> list[list[str]]:
    """The cells of a table in tests/data/names, without comments."""
    return cells((Path(__file__).resolve().parents[1] / "data" / "names" / name).read_text("utf8"))


SAME = [(row[0], spelling) for row in table("same.tsv") for spelling in row]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_meet_in_both_directions(one: str, other: str) -> None:
    """Whichever of the two is typed, the other is found."""
    assert set(query_keys(one)) & set(keys(other))
    assert set(query_keys(other)) & set(keys(one))


@pytest.mark.parametrize(("one", "other"), [tuple(row) for row in table("different.tsv")])
def test_different_names_stay_apart(one: str, other: str) -> None:
    """Short names of the region must not fall together."""
    assert not set(query_keys(one)) & set(keys(other))


def test_a_word_without_readable_letters_has_no_key() -> None:
    """Numbers, single letters and scripts that nobody told us about."""
    assert [key(word) for word in ("1994", "H", "東京", "—", "")] == ["", "", "", "", ""]


def test_latin_words_do_not_meet_by_consonants_alone() -> None:
    """Only a word in Arabic script, which writes no short vowels, is compared without them."""
    assert not set(query_keys("Tartar")) & set(keys("Turtur"))
    assert set(query_keys("Tartar")) & set(keys("ترتر"))


def test_longer_words_are_alike_but_for_one_sound() -> None:
    """Finer than the key, for spellings that no file knows."""
    assert alike("Kelbatjar", "Kəlbəcər")
    assert alike("Erzerum", "Erzurum")
    assert not alike("Google", "Göygöl")
    assert not alike("Spain", "İspahan")


@given(st.text(max_size=40))
def test_any_text_has_keys_without_blanks(text: str) -> None:
    """A key stands in an index whose terms are parted by blanks."""
    for found in (*keys(text), *query_keys(text)):
        assert found
        assert not any(map(str.isspace, found))


@given(st.text(alphabet="abcçdeəfgğhxıijkqlmnoöprsştuüvyz", min_size=2, max_size=12))
def test_capitals_do_not_change_a_key(word: str) -> None:
    """A name has the same key at the beginning of a sentence."""
    assert keys(word.capitalize().replace("I", "İ")) == keys(word) or word[0] == "ı"
