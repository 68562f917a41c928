"""The keys of persons: initials that are alike across scripts, and the forms of women."""

import pytest

from axtar.names.matching.person_key import (
    OF_GIVEN,
    WRITTEN,
    both_keys,
    initial_keys,
    initial_query_keys,
    is_both_names,
    is_feminine,
    is_patronymic,
    is_person_key,
    sound_keys,
)


@pytest.mark.parametrize(
    "group", ["H Г Х G", "C Дж J Ҹ Dzh", "Ə А A E", "Q Г К G", "Ş Sh Ш Sch", "Y Ю Ј", "Ç Ч Ch Tsch"]
)
def test_initials_of_one_name_are_alike(group: str) -> None:
    """The first of each group meets all others, as an initial and as the beginning of a name."""
    first, *others = group.split()
    for other in others:
        for mark in (WRITTEN, OF_GIVEN):
            assert set(initial_query_keys(first, mark, ("alv",))) & set(initial_keys(other, mark, ("alv",))), other
            assert set(initial_query_keys(other, mark, ("alv",))) & set(initial_keys(first, mark, ("alv",))), other


@pytest.mark.parametrize(("one", "other"), [("H", "Q"), ("R", "Л"), ("S", "Ş"), ("C", "Ç"), ("Г", "Д"), ("M", "N")])
def test_other_initials_are_not(one: str, other: str) -> None:
    """They share no sound where the letters tell them apart."""
    is_ambiguous = (one, other) == ("C", "Ç")  # of ASCII letters
    assert bool(set(initial_query_keys(one, WRITTEN, ("alv",))) & set(initial_keys(other, WRITTEN, ("alv",)))) == (
        is_ambiguous
    )


def test_both_names_have_one_key_in_any_order() -> None:
    """So Given Family and Family Given meet."""
    assert both_keys(("kadr",), ("alv",)) == both_keys(("alv",), ("kadr",)) == ("alv+kadr",)


def test_given_names_that_differ_between_languages_have_one_key() -> None:
    """Tofiq is Tevfik in Turkish."""
    assert sound_keys("Tevfik") == sound_keys("Tofiq") == sound_keys("Тофик")


def test_the_kinds_of_keys_are_told_apart() -> None:
    """By what separates their parts."""
    assert [is_person_key(key) for key in ("alv", "alv+kadr", "h.x/alv", "h.x//alv")] == [False, True, True, True]
    assert [is_both_names(key) for key in ("alv", "alv+kadr", "h.x/alv")] == [False, True, False]


def test_endings_tell_women_and_patronymics() -> None:
    """In Latin and Cyrillic letters."""
    assert all(map(is_feminine, ("Əliyeva", "Алиева", "Жуковская")))
    assert not any(map(is_feminine, ("Əliyev", "Алиев", "Нева")))
    assert all(map(is_patronymic, ("Гейдарович", "Petrovna", "Ильинична")))
