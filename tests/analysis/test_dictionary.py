"""Dictionaries of word forms."""

from axtar.analysis.dictionary import DictionaryEntry, diacritic_mask, encode_entry, lookup


def test_entries_encode_diacritics_and_the_lemma() -> None:
    """The mask records where the diacritics were, the edit what to strip."""
    assert diacritic_mask("çocukları") == "08"
    assert diacritic_mask("kâğıt") == "23"
    assert diacritic_mask("straße") == ""
    assert encode_entry("çocukları", "çocuk", "c") == ("cocuklari", "08,4,c")


def test_typed_diacritics_select_entries() -> None:
    """oldu and öldü are two words; ölum, with one of its diacritics, matches ölüm only."""
    assert [entry.lemma for entry in lookup("tr.blocks", "oldu")] == ["olmak"]
    assert [entry.lemma for entry in lookup("tr.blocks", "öldü")] == ["olmek"]
    assert lookup("tr.blocks", "ölum") == (DictionaryEntry("olum", common=True),)
    assert lookup("tr.blocks", "şşşş") == ()


def test_a_derived_word_is_its_own_lemma_first() -> None:
    """güç (strength) is its own lemma; güçlü (strong) is its own first and has güç second."""
    assert [entry.lemma for entry in lookup("tr.blocks", "güçlü")] == ["guclu", "guc"]
    assert [entry.lemma for entry in lookup("tr.blocks", "gücü")] == ["guc"]
