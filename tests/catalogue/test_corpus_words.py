"""Attested spellings and words."""

from axtar.catalogue import Catalogue

ATTESTED = [("p:1", "susa", "Şuşa", "az"), ("p:1", "suse", "Шуше", "ru"), ("~ss", "susa", "Şuşa", "tr")]


def test_spellings_are_stored_once(catalogue: Catalogue) -> None:
    """Duplicates in the same batch or in a later one are ignored."""
    catalogue.corpus_words.add_spellings([*ATTESTED, ATTESTED[0]])
    catalogue.corpus_words.add_spellings(iter(ATTESTED[:2]))
    assert catalogue.corpus_words.spellings(["p:1"]) == ATTESTED[:2]
    assert catalogue.corpus_words.spellings(["p:1", "~ss", "nothing"]) == ATTESTED
    assert catalogue.corpus_words.spellings([]) == []


def test_similar_words_come_nearest_first(catalogue: Catalogue) -> None:
    """They differ by a letter too many, too few, wrong or swapped; the word itself and unrelated words are left out."""
    catalogue.corpus_words.add_words(["karabag", "karabakh", "karabah", "kitab", "kitabxana", "qarabag", "karabag"])
    assert catalogue.corpus_words.similar_words("karabgah", 5) == ["karabah", "karabakh", "karabag"]
    assert catalogue.corpus_words.similar_words("karabah", 1) == ["karabakh"]
    assert catalogue.corpus_words.similar_words("xarabag", 2) == ["karabag", "qarabag"]
    assert catalogue.corpus_words.similar_words("kitba", 5) == ["kitab"]
    assert catalogue.corpus_words.similar_words("dəmiryolu", 5) == []
    assert catalogue.corpus_words.similar_words("", 5) == []


def test_short_words_may_differ_in_one_letter_only(catalogue: Catalogue) -> None:
    """With two edits in four letters, most short words would be similar."""
    catalogue.corpus_words.add_words(["baku", "bald", "gaza"])
    assert catalogue.corpus_words.similar_words("bako", 5) == ["baku"]


def test_attested_words_can_be_cleared_and_collected_anew(catalogue: Catalogue) -> None:
    """A rebuild of the index does so."""
    catalogue.corpus_words.add_spellings(ATTESTED)
    catalogue.corpus_words.add_words(f"word{number}" for number in range(12_000))
    assert catalogue.corpus_words.similar_words("wrd7777", 1) == ["word7777"]
    catalogue.corpus_words.clear()
    assert catalogue.corpus_words.spellings(["p:1"]) == []
    assert catalogue.corpus_words.similar_words("wrd7777", 1) == []
    catalogue.corpus_words.add_words(["word7777"])
    assert catalogue.corpus_words.similar_words("wrd7777", 1) == ["word7777"]
