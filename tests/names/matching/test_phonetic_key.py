"""The cross-script key brings the spellings of a name together and keeps different names apart."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.names.matching.phonetic_key import are_homophones, are_near_homophones, key, keys, query_keys
from axtar.tables import parse_rows


def table(name: str) -> list[list[str]]:
    """The cells of a table in tests/data/names, without comments."""
    return parse_rows((Path(__file__).resolve().parents[2] / "data" / "names" / name).read_text("utf8"))


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


def test_short_latin_words_do_not_meet_by_consonants_alone() -> None:
    """Fewer than four tell too little, unless a word is in Arabic script, which writes no short vowels."""
    assert not set(query_keys("Samur")) & set(keys("Simar"))
    assert set(query_keys("Samur")) & set(keys("سمور"))
    assert set(query_keys("Goranboy")) & set(keys("Геранбой"))


def test_two_consonants_are_told_by_where_the_vowels_are() -> None:
    """Əhər, Ağrı and Həkəri have the same two, with other vowels between and behind them."""
    assert not set(query_keys("Əhər")) & set(keys("Ağrı"))
    assert not set(query_keys("Ağrı")) & set(keys("Əhər"))


def test_long_words_may_have_all_sounds_in_common() -> None:
    """Strict enough to tag a text with a place that no file spells so; short words never are."""
    assert are_homophones("Gedabey", "Gədəbəy")
    assert are_homophones("Кешишканд", "Keşişkənd")
    assert not are_homophones("Karin", "Qarın")
    assert not are_homophones("Bashkechet", "Başkeçid")
    assert not are_homophones("تبریز", "تبریز")


def test_a_word_in_arabic_script_is_alike_whatever_its_short_vowels() -> None:
    """Samur is written without its a."""
    assert are_near_homophones("سمور", "Samur")
    assert not are_near_homophones("سمور", "Samara")


def test_longer_words_are_alike_but_for_one_sound() -> None:
    """Finer than the key, for spellings that no file knows."""
    assert are_near_homophones("Kelbatjar", "Kəlbəcər")
    assert are_near_homophones("Erzerum", "Erzurum")
    assert not are_near_homophones("Google", "Göygöl")
    assert not are_near_homophones("Spain", "İspahan")


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
