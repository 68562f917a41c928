"""Attested spellings and words."""

from axtar.catalogue import Catalogue
from axtar.catalogue.corpus_words import MAX_WORDS

ATTESTED = [("p:1", "susa", "Şuşa", "az"), ("p:1", "suse", "Шуше", "ru"), ("~ss", "susa", "Şuşa", "tr")]


def test_spellings_are_stored_once(catalogue: Catalogue) -> None:
    """Duplicates in the same batch or in a later one are ignored."""
    catalogue.corpus_words.add_spellings([*ATTESTED, ATTESTED[0]])
    catalogue.corpus_words.add_spellings(iter(ATTESTED[:2]))
    assert catalogue.corpus_words.spellings(["p:1"]) == ATTESTED[:2]
    assert catalogue.corpus_words.spellings(["p:1", "~ss", "nothing"]) == ATTESTED
    assert catalogue.corpus_words.spellings([]) == []


WORDS = [("karabag", "karapak", ""), ("Karabağ", "karapak", ""), ("kitabxana", "katapahana", "ktphn")]


def test_words_are_looked_up_by_their_keys(catalogue: Catalogue) -> None:
    """As they are written, each once; a word without a consonant key is not found by it."""
    catalogue.corpus_words.add_words([*WORDS, WORDS[0]])
    catalogue.corpus_words.add_words(iter(WORDS[:2]))
    assert catalogue.corpus_words.words_by_sound(["karapak", "nothing"]) == ["Karabağ", "karabag"]
    assert catalogue.corpus_words.words_by_consonants(["ktphn", ""]) == ["kitabxana"]
    assert catalogue.corpus_words.words_by_sound([]) == catalogue.corpus_words.words_by_consonants([]) == []


def test_a_lookup_returns_a_limited_number_of_words(catalogue: Catalogue) -> None:
    """However many share a key."""
    catalogue.corpus_words.add_words((f"word{number}", "key", "k") for number in range(MAX_WORDS + 1))
    assert len(catalogue.corpus_words.words_by_sound(["key"])) == MAX_WORDS
    assert len(catalogue.corpus_words.words_by_consonants(["k"])) == MAX_WORDS


def test_attested_words_can_be_cleared_and_collected_anew(catalogue: Catalogue) -> None:
    """A rebuild of the index does so."""
    catalogue.corpus_words.add_spellings(ATTESTED)
    catalogue.corpus_words.add_words((f"word{number}", f"key{number}", "") for number in range(12_000))
    assert catalogue.corpus_words.words_by_sound(["key7777"]) == ["word7777"]
    catalogue.corpus_words.clear()
    assert catalogue.corpus_words.spellings(["p:1"]) == []
    assert catalogue.corpus_words.words_by_sound(["key7777"]) == []
    catalogue.corpus_words.add_words([("word7777", "key7777", "")])
    assert catalogue.corpus_words.words_by_sound(["key7777"]) == ["word7777"]
