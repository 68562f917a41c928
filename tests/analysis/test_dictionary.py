"""Packed tables and the dictionary of forms in them; the shipped tables against their sources."""

from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from axtar.analysis.dictionary import DictionaryEntry, diacritic_mask, encode_entry, lookup
from axtar.analysis.fold import fold
from axtar.analysis.tables import pack, rows, unpack

ROOT = Path(__file__).parents[2]
CELL = st.text(
    st.characters(exclude_characters="\t\n\r\0", exclude_categories=["Cs", "Zl", "Zp", "Cc"]), min_size=1, max_size=12
)


@given(st.dictionaries(CELL, CELL, min_size=1, max_size=600))
def test_packed_tables_give_back_what_they_hold(table: dict[str, str]) -> None:
    """Every key is found, in however many blocks, and others are not."""
    packed = unpack(pack(table.items()))
    assert dict(packed.items()) == table
    assert all(packed.get(key) == value for key, value in table.items())
    assert packed.get("\t") is None
    assert all(packed.get(key + "!") == table.get(key + "!") for key in list(table)[:5])


def test_many_blocks() -> None:
    """A table larger than a block is searched by its index."""
    table = {f"word{i:05}": str(i) for i in range(5000)}
    packed = unpack(pack(table.items()))
    assert len(packed.keys) > 10
    assert [packed.get(key) for key in ("word00000", "word02500", "word04999", "a", "zzz")] == [
        "0",
        "2500",
        "4999",
        None,
        None,
    ]


def test_mask_and_entry() -> None:
    """The mask remembers where the diacritics were, the edit what to cut."""
    assert diacritic_mask("çocukları") == "08"
    assert diacritic_mask("kâğıt") == "23"
    assert diacritic_mask("straße") == ""
    assert encode_entry("çocukları", "çocuk", "c") == ("cocuklari", "08,4,c")


def test_diacritics_tell_readings_apart_where_they_are_written() -> None:
    """oldu and öldü are two words; ölum, half typed, is only ölüm."""
    assert [r.lemma for r in lookup("tr.blocks", "oldu")] == ["olmak"]
    assert [r.lemma for r in lookup("tr.blocks", "öldü")] == ["olmek"]
    assert lookup("tr.blocks", "ölum") == (DictionaryEntry("olum", common=True),)
    assert lookup("tr.blocks", "şşşş") == ()


def test_a_word_made_of_another_is_a_word_of_its_own_first() -> None:
    """Strength is its own lemma, and strong has strength for its second reading."""
    assert [r.lemma for r in lookup("tr.blocks", "güçlü")] == ["guclu", "guc"]
    assert [r.lemma for r in lookup("tr.blocks", "gücü")] == ["guc"]


class Thinned(DefaultDictionaryFactory):
    """simplemma's Turkish list with every two-hundredth lemma in all its forms: the whole one takes half a minute."""

    def get_dictionary(self, lang: str) -> dict[str, str]:
        """Form → lemma."""
        whole = dict(super().get_dictionary(lang))
        kept = set(sorted(set(whole.values()))[::200] if lang == "tr" else whole.values())
        return {form: lemma for form, lemma in whole.items() if lemma in kept}


@pytest.mark.usefixtures("unmeasured")
def test_shipped_forms_agree_with_their_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the generator makes of simplemma's lists is what is shipped: looked up for one form in two hundred."""
    monkeypatch.syspath_prepend(ROOT)
    from resources.analysis import build_forms  # imported here: the path is set just above

    monkeypatch.setattr(build_forms, "DefaultDictionaryFactory", Thinned)
    for table, source, step in (("en.blocks", build_forms.english, 200), ("tr.blocks", build_forms.turkish, 1)):
        made = list(islice(source(), 0, None, step))
        assert len(made) > 500
        for form, lemma, flags in made:
            assert DictionaryEntry(fold(lemma), "c" in flags) in lookup(table, form)


@pytest.mark.usefixtures("unmeasured")
def test_shipped_endings_agree_with_the_grammar(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Azerbaijani endings are those of the hand-edited grammar, and all hand-written stems are shipped."""
    monkeypatch.syspath_prepend(ROOT)
    from resources.analysis import build_azerbaijani  # imported here: the path is set just above

    shipped = {
        (text, kind, after[i : i + 2])
        for text, cells in rows("az_endings.tsv")
        for kind, after, _ in (cell.split(" ") for cell in cells.split("|"))
        for i in range(0, len(after), 2)
    }
    made = build_azerbaijani.written_endings()
    assert shipped == {
        (text, kind, after) for text, meanings in made.items() for after, keys in meanings.items() for kind, _ in keys
    }
    stems = {(stem, cell.split(" ")[0]) for stem, cells in rows("az_stems.tsv") for cell in cells.split("|")}
    assert {(verb, "verb") for verb in build_azerbaijani.listed("az_verbs.txt")} <= stems
    assert {(noun, "noun") for noun in build_azerbaijani.listed("az_nouns.txt")} <= stems


@pytest.mark.usefixtures("unmeasured")
def test_learning_finds_stems_without_a_teacher(monkeypatch: pytest.MonkeyPatch) -> None:
    """From a few inflected words alone the learner takes the common stem and leaves its plural no word of its own."""
    monkeypatch.syspath_prepend(ROOT)
    from resources.analysis import build_azerbaijani  # imported here: the path is set just above

    text = "Teleqraf teleqrafı teleqrafda teleqraflar teleqrafları teleqraflarda teleqrafın. Biz teleqrafdan gəldik."
    words, prose = build_azerbaijani.count([text])
    assert prose["teleqrafda"] == 1
    stems, weights, _ = build_azerbaijani.learn(words)
    assert stems["teleqraf", "noun"] > 1
    assert stems.get(("teleqraflar", "noun"), 0.0) < 0.5
    assert weights["noun", "PL"] < weights["noun", ""]
