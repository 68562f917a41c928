"""Keys of spellings."""

import pytest

from axtar.analysis.spelling_keys import consonant_key, folded, neighbours, second_neighbours, sound_key, written_word


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("şəhər", "seher"),
        ("şahər", "shehir"),
        ("xalça", "halcha"),
        ("kitab", "kitap"),
        ("gecikdi", "geciktti"),
        ("Qafqaz", "Kavkaz"),
        ("Mustafa", "Mustapha"),
        ("карвансара", "корвонсара"),
        ("объезд", "обьест"),
        ("әһвал", "ахвал"),
    ],
)
def test_words_that_are_usually_confused_share_a_sound_key(one: str, another: str) -> None:
    """Vowels, voiced and unvoiced consonants, doubled letters, digraphs."""
    assert sound_key(folded(one)) == sound_key(folded(another))


def test_alphabets_share_no_keys() -> None:
    """A Latin а is not a Cyrillic one."""
    assert sound_key("aa") != sound_key("аа")


@pytest.mark.parametrize(
    ("key", "near"), [("katap", "katp"), ("katap", "katasp"), ("katap", "natap"), ("sahar", "ashar")]
)
def test_neighbours_differ_in_one_edit(key: str, near: str) -> None:
    """A letter too few, too many, wrong, or swapped."""
    assert near in neighbours(key)
    assert key in neighbours(key)


@pytest.mark.parametrize(("typed", "meant"), [("yaadək", "yaşadək"), ("Джаар", "Джафар"), ("minmal", "minimal")])
def test_a_letter_between_letters_of_one_class_is_one_edit(typed: str, meant: str) -> None:
    """Without it, they become one letter of the key."""
    assert sound_key(folded(meant)) in neighbours(sound_key(folded(typed)))


@pytest.mark.parametrize("key", ["", "a", "a" * 40, "каса" * 10, "քաղաք", "123"])
def test_the_number_of_neighbours_is_linear_in_the_length(key: str) -> None:
    """Whatever the alphabet."""
    assert len(neighbours(key)) <= 45 * (len(key) + 1)


@pytest.mark.parametrize("meant", ["tknltn", "tkn", "ktklntnt", "pklmntn", "rknltn"])
def test_second_neighbours_differ_in_two_edits(meant: str) -> None:
    """They are limited in number."""
    assert meant in second_neighbours("tklntn", 25_000)
    assert len(second_neighbours("tklntn" * 6, 1_000)) <= 1_000


def test_only_long_words_have_a_consonant_key() -> None:
    """It does not depend on the vowels."""
    assert written_word("kitab") == ("kitab", "katap", "")
    word = written_word("kitabxana")
    assert word is not None
    assert word.consonants == consonant_key("katap" + "hana") == "ktphn"


@pytest.mark.parametrize("text", ["", "a", "ev", "1918", "x" * 10_000, "'''", "\u0301\u0301\u0301"])
def test_words_in_which_no_slip_can_be_told_have_no_keys(text: str) -> None:
    """Numbers, and words that are too short or too long."""
    assert written_word(text) is None
