"""The phonetic key matches spellings of one name, and distinguishes different names."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.names.matching.phonetic_key import are_homophones, are_near_homophones, key, keys, query_keys
from axtar.tables import parse_rows


def table(name: str) -> list[list[str]]:
    """Read the rows of a table in tests/data/names."""
    return parse_rows((Path(__file__).resolve().parents[2] / "data" / "names" / name).read_text("utf8"))


SAME = [(row[0], spelling) for row in table("same.tsv") for spelling in row]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_find_each_other(one: str, other: str) -> None:
    """Whichever of the two is searched, the other is found."""
    assert set(query_keys(one)) & set(keys(other))
    assert set(query_keys(other)) & set(keys(one))


@pytest.mark.parametrize(("one", "other"), [tuple(row) for row in table("different.tsv")])
def test_different_names_have_different_keys(one: str, other: str) -> None:
    """Short names of the region must not collide."""
    assert not set(query_keys(one)) & set(keys(other))


def test_a_word_without_readable_letters_has_no_key() -> None:
    """Numbers, single letters and unknown scripts have none."""
    assert [key(word) for word in ("1994", "H", "東京", "—", "")] == ["", "", "", "", ""]


def test_fewer_than_four_consonants_do_not_identify_a_latin_word() -> None:
    """They do if one of the words is in Arabic script, which writes no short vowels."""
    assert not set(query_keys("Samur")) & set(keys("Simar"))
    assert set(query_keys("Samur")) & set(keys("سمور"))
    assert set(query_keys("Goranboy")) & set(keys("Геранбой"))


def test_words_of_two_consonants_are_distinguished_by_the_positions_of_their_vowels() -> None:
    """Əhər, Ağrı and Həkəri have the same consonants, with different vowels."""
    assert not set(query_keys("Əhər")) & set(keys("Ağrı"))
    assert not set(query_keys("Ağrı")) & set(keys("Əhər"))


def test_long_words_that_are_pronounced_alike_are_homophones() -> None:
    """This is strict enough to tag a text with a place; short words never are homophones."""
    assert are_homophones("Gedabey", "Gədəbəy")
    assert are_homophones("Кешишканд", "Keşişkənd")
    assert not are_homophones("Karin", "Qarın")
    assert not are_homophones("Bashkechet", "Başkeçid")
    assert not are_homophones("تبریز", "تبریز")


def test_a_word_in_arabic_script_is_a_near_homophone_whatever_its_short_vowels() -> None:
    """Samur is written without its a."""
    assert are_near_homophones("سمور", "Samur")
    assert not are_near_homophones("سمور", "Samara")


def test_near_homophones_differ_in_one_phoneme() -> None:
    """This is finer than the key, for spellings that the gazetteer lacks."""
    assert are_near_homophones("Kelbatjar", "Kəlbəcər")
    assert are_near_homophones("Erzerum", "Erzurum")
    assert not are_near_homophones("Google", "Göygöl")
    assert not are_near_homophones("Spain", "İspahan")


@pytest.mark.parametrize("syllable", ["ha", "va", "la", "a'", "на", "фи", "ჰა"])
def test_a_repeated_syllable_has_few_keys(syllable: str) -> None:
    """The skeletons of a name with two consonants double with each vowel: 36 letters had a quarter of a million."""
    for repetitions in (10, 1000):
        assert len(query_keys(syllable * repetitions)) < 500


@given(st.text(max_size=40))
def test_keys_of_any_text_have_no_blanks(text: str) -> None:
    """A blank separates the terms of an index."""
    for each in (*keys(text), *query_keys(text)):
        assert each
        assert not any(map(str.isspace, each))


@given(st.text(alphabet="abcçdeəfgğhxıijkqlmnoöprsştuüvyz", min_size=2, max_size=12))
def test_capitals_do_not_change_a_key(word: str) -> None:
    """A name in capitals has the same key."""
    assert keys(word.capitalize().replace("I", "İ")) == keys(word) or word[0] == "ı"
