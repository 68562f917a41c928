"""Spellings and words that were seen."""

from axtar.catalogue import Catalogue

SEEN = [("p:1", "susa", "Şuşa", "az"), ("p:1", "suse", "Шуше", "ru"), ("~ss", "susa", "Şuşa", "tr")]


def test_spellings_are_remembered_once(catalogue: Catalogue) -> None:
    """Seen again, in the same batch or later, they count no more."""
    catalogue.corpus_words.add_spellings([*SEEN, SEEN[0]])
    catalogue.corpus_words.add_spellings(iter(SEEN[:2]))
    assert catalogue.corpus_words.spellings(["p:1"]) == SEEN[:2]
    assert catalogue.corpus_words.spellings(["p:1", "~ss", "nothing"]) == SEEN
    assert catalogue.corpus_words.spellings([]) == []


def test_similar_words_come_nearest_first(catalogue: Catalogue) -> None:
    """A letter too many, too few, wrong, or two swapped; never the word itself, never another word altogether."""
    catalogue.corpus_words.add_words(["karabag", "karabakh", "karabah", "kitab", "kitabxana", "qarabag", "karabag"])
    assert catalogue.corpus_words.similar_words("karabgah", 5) == ["karabah", "karabakh", "karabag"]
    assert catalogue.corpus_words.similar_words("karabah", 1) == ["karabakh"]
    assert catalogue.corpus_words.similar_words("xarabag", 2) == ["karabag", "qarabag"]
    assert catalogue.corpus_words.similar_words("kitba", 5) == ["kitab"]
    assert catalogue.corpus_words.similar_words("dəmiryolu", 5) == []
    assert catalogue.corpus_words.similar_words("", 5) == []


def test_short_words_may_differ_in_one_letter(catalogue: Catalogue) -> None:
    """Two letters of four would make every short word similar to every other."""
    catalogue.corpus_words.add_words(["baku", "bald", "gaza"])
    assert catalogue.corpus_words.similar_words("bako", 5) == ["baku"]


def test_what_was_derived_can_be_thrown_away(catalogue: Catalogue) -> None:
    """And gathered again."""
    catalogue.corpus_words.add_spellings(SEEN)
    catalogue.corpus_words.add_words(f"word{number}" for number in range(12_000))
    assert catalogue.corpus_words.similar_words("wrd7777", 1) == ["word7777"]
    catalogue.corpus_words.clear()
    assert catalogue.corpus_words.spellings(["p:1"]) == []
    assert catalogue.corpus_words.similar_words("wrd7777", 1) == []
    catalogue.corpus_words.add_words(["word7777"])
    assert catalogue.corpus_words.similar_words("wrd7777", 1) == ["word7777"]
