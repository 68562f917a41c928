"""The generated tables of language analysis against their sources."""

from itertools import islice
from pathlib import Path

import pytest
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from axtar.analysis.dictionary import DictionaryEntry, lookup
from axtar.analysis.fold import fold
from axtar.analysis.tables import rows

ROOT = Path(__file__).parents[2]


class SampledFactory(DefaultDictionaryFactory):
    """simplemma's lists, with every two-hundredth Turkish lemma in all its forms: the whole list takes half a minute."""

    def get_dictionary(self, lang: str) -> dict[str, str]:
        """Return form → lemma."""
        entries = dict(super().get_dictionary(lang))
        sampled = set(sorted(set(entries.values()))[::200] if lang == "tr" else entries.values())
        return {form: lemma for form, lemma in entries.items() if lemma in sampled}


@pytest.mark.usefixtures("unmeasured")
def test_shipped_forms_agree_with_their_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """One form in two hundred of what the generator makes of simplemma's lists is found in the shipped tables."""
    monkeypatch.syspath_prepend(ROOT)
    from resources.analysis import build_forms  # imported here because the path is set just above

    monkeypatch.setattr(build_forms, "DefaultDictionaryFactory", SampledFactory)
    for table, source, step in (("en.blocks", build_forms.english, 200), ("tr.blocks", build_forms.turkish, 1)):
        generated = list(islice(source(), 0, None, step))
        assert len(generated) > 500
        for form, lemma, flags in generated:
            assert DictionaryEntry(fold(lemma), "c" in flags) in lookup(table, form)


@pytest.mark.usefixtures("unmeasured")
def test_shipped_endings_agree_with_the_grammar(monkeypatch: pytest.MonkeyPatch) -> None:
    """The Azerbaijani endings are those of the grammar, and all hand-written stems are shipped."""
    monkeypatch.syspath_prepend(ROOT)
    from resources.analysis import build_azerbaijani  # imported here because the path is set just above

    shipped = {
        (text, kind, after[i : i + 2])
        for text, cells in rows("az_endings.tsv")
        for kind, after, _ in (cell.split(" ") for cell in cells.split("|"))
        for i in range(0, len(after), 2)
    }
    generated = build_azerbaijani.written_endings()
    assert shipped == {
        (text, kind, after)
        for text, meanings in generated.items()
        for after, keys in meanings.items()
        for kind, _ in keys
    }
    stems = {(stem, cell.split(" ")[0]) for stem, cells in rows("az_stems.tsv") for cell in cells.split("|")}
    assert {(verb, "verb") for verb in build_azerbaijani.listed("az_verbs.txt")} <= stems
    assert {(noun, "noun") for noun in build_azerbaijani.listed("az_nouns.txt")} <= stems


@pytest.mark.usefixtures("unmeasured")
def test_stems_are_learned_without_supervision(monkeypatch: pytest.MonkeyPatch) -> None:
    """From a few inflected forms alone the learner finds the common stem and does not keep its plural as a stem."""
    monkeypatch.syspath_prepend(ROOT)
    from resources.analysis import build_azerbaijani  # imported here because the path is set just above

    text = "Teleqraf teleqrafı teleqrafda teleqraflar teleqrafları teleqraflarda teleqrafın. Biz teleqrafdan gəldik."
    words, prose = build_azerbaijani.count([text])
    assert prose["teleqrafda"] == 1
    stems, weights, _ = build_azerbaijani.learn(words)
    assert stems["teleqraf", "noun"] > 1
    assert stems.get(("teleqraflar", "noun"), 0.0) < 0.5
    assert weights["noun", "PL"] < weights["noun", ""]
