"""The Azerbaijani analyser as a module of its own: lemma, endings where they stand, and every reading."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar import analysis
from axtar.analysis.azerbaijani.derivation import last_derivation
from axtar.analysis.azerbaijani.lemmatizer import Suffix, analyses, glossary, lemma
from axtar.analysis.azerbaijani.lexicon import Lexicon, Stem
from axtar.analysis.azerbaijani.suffix_grammar import attach, chains, parse_suffixes
from axtar.analysis.tables import mapping, rows
from axtar.tables import parse_rows

WORDS = st.text("abcçdeəfgğhxıijkqlmnoöprsştuüvyz'", max_size=20)


def test_an_analysis_names_each_ending_and_its_place() -> None:
    """From our books: the stem, then plural, possessive and case, where they stand in the word."""
    best = analyses("kitablarımızdan")[0]
    assert (best.stem, best.lemma, best.kind, best.known) == ("kitab", "kitab", "noun", True)
    assert best.suffixes == (
        Suffix("lar", "PL", 5, 8), Suffix("ımız", "POSS.1PL", 8, 12), Suffix("dan", "ABL", 12, 15)
    )  # fmt: skip
    assert best.tags == ("PL", "POSS.1PL", "ABL")
    assert str(best) == "kitab + lar PL + ımız POSS.1PL + dan ABL"


@pytest.mark.parametrize(
    ("word", "stem", "derivations"),
    [
        ("şuşalıların", "şuşalı", "lı with"),
        ("kitabçı", "kitabçı", "çı agent"),
        ("gözəlliyin", "gözəllik", "liy quality"),
        ("yazdırılmışdı", "yazdırıl", "dır CAUS, ıl PASS"),
        ("dəli", "dəli", ""),
        ("edilib", "edil", "il PASS"),
    ],
)
def test_derivation_is_kept_apart_from_inflection(word: str, stem: str, derivations: str) -> None:
    """What made the stem of another word stands in `derivations`, as written."""
    best = analyses(word)[0]
    assert best.stem == stem
    assert ", ".join(f"{one.text} {one.tag}" for one in best.derivations) == derivations


def test_all_readings_are_offered_best_first() -> None:
    """almaların is of the apples; your apples; and of the takings."""
    found = analyses("almaların")
    assert found[0].lemma == "alma"
    assert {one.lemma for one in found} >= {"alma", "almaq"}
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_forms_that_no_grammar_makes_are_listed() -> None:
    """Pronouns have forms of their own."""
    (only,) = analyses("onlardan")
    assert (only.lemma, only.kind, only.tags) == ("o", "word", ("PL", "ABL"))
    assert [suffix.text for suffix in only.suffixes] == ["lar", "dan"]


def test_a_word_that_cannot_be_read_has_no_analysis() -> None:
    """One letter, or none, is its own lemma."""
    assert analyses("a") == []
    assert lemma("a") == "a"
    assert lemma("") == ""


@given(WORDS)
def test_suffixes_stand_side_by_side_to_the_end(word: str) -> None:
    """Every suffix is what is written at its place, the last ends the word, and every tag is explained."""
    for one in analyses(word):
        places = [(suffix.start, suffix.end) for suffix in one.suffixes]
        assert all(end == start for (_, end), (start, _) in pairwise(places))
        assert not places or places[-1][1] == len(one.word)
        for suffix in (*one.suffixes, *one.derivations):
            assert one.word[suffix.start : suffix.end] == suffix.text
            assert set(suffix.tag.split()) <= set(glossary())


@given(WORDS)
def test_the_lemma_is_that_of_the_best_analysis(word: str) -> None:
    """`lemma` and `analyses` agree."""
    found = analyses(word)
    if found:
        assert lemma(word) == found[0].lemma


def test_every_tag_of_the_tables_is_explained() -> None:
    """A tag without plain words helps nobody; an explanation without a tag is old."""
    used = {tag for _, _, _, *cells in rows("az_grammar.tsv") for cell in cells for tag in cell.split()}
    derived = {tag for *_, tag in rows("az_derivations.tsv")}
    listed = {
        ending.partition("=")[2] for _, _, *cells in rows("az_words.tsv") for cell in cells for ending in cell.split()
    }
    assert listed <= set(glossary())
    assert used | derived == set(glossary())


@pytest.mark.parametrize(
    ("word", "ending", "written"),
    [
        ("kitab", "lAr", "kitablar"),
        ("gül", "(I)m", "gülüm"),
        ("alma", "(I)m", "almam"),
        ("alma", "(s)I", "alması"),
        ("ev", "(s)I", "evi"),
        ("ölkə", "(n)In", "ölkənin"),
        ("çörək", "(I)mIz", "çörəyimiz"),
        ("qonaq", "(y)A", "qonağa"),
        ("ox", "A", "oxa"),
        ("bax", "(y)AcAQ", "baxacaq"),
        ("oxu", "(y)AcAQ", "oxuyacaq"),
        ("gələcək", "(y)Am", "gələcəyəm"),
    ],
)
def test_attach(word: str, ending: str, written: str) -> None:
    """Endings follow vowel harmony, take their buffer letter and soften what stands before them."""
    assert attach(word, ending) == written


@pytest.mark.usefixtures("unmeasured")
def test_segments_find_every_chain_again() -> None:
    """What the machine writes, it reads: looked up for every fiftieth chain."""
    for chain in list(chains())[::50]:
        assert chain.morphemes in parse_suffixes(chain.kind, chain.shape[-1], chain.text)


def test_a_base_must_be_known() -> None:
    """No derivation is seen in a word whose base is not in the lexicon, or hardly."""
    stems = {"kitab": {"noun": Stem(9.0, 9, "kitab", "kitab")}, "zurb": {"noun": Stem(0.5, 0, "zurb", "zurb")}}
    lexicon = Lexicon(stems, {}, {})
    found = last_derivation("kitablıq", "noun", lexicon)
    assert found is not None
    assert (found.base, found.text, found.tag) == ("kitab", "lıq", "quality")
    assert last_derivation("zurblu", "noun", lexicon) is None
    assert last_derivation("qəzetçi", "noun", lexicon) is None


def test_the_module_needs_little() -> None:
    """Used alone it imports no other part of axtar than the analysis and what that stands on."""
    code = (
        "import sys; from axtar.analysis.azerbaijani.lemmatizer import analyses, lemma; assert lemma('evlərdə') == 'ev';"
        "print(*sorted({'.'.join(m.split('.')[:2]) for m in sys.modules if m.startswith('axtar.')}))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.split() == ["axtar.analysis", "axtar.languages", "axtar.model", "axtar.tables"]


def forms() -> list[tuple[str, str, tuple[str, ...], str]]:
    """The hand-made table: form, lemma, tags and note."""
    table = parse_rows((Path(__file__).parents[2] / "data/az/forms.tsv").read_text("utf8"))
    filled = ([*row, "", ""][:4] for row in table)
    return [(form, analysis.lower(base, "az"), tuple(tags.split()), note) for form, base, tags, note in filled]


@pytest.mark.parametrize(
    ("form", "base", "tags", "note"),
    [pytest.param(*row, marks=[pytest.mark.xfail(strict=True)] if row[3] == "missed" else []) for row in forms()],
)
def test_hand_made_forms(form: str, base: str, tags: tuple[str, ...], note: str) -> None:
    """The lemma is the best one, or one of two words that are written so; the endings are among the readings."""
    found = analyses(analysis.lower(form, "az"))
    assert (base, tags) in {(one.lemma, one.tags) for one in found}
    assert note == "either" or found[0].lemma == base


def test_hand_made_forms_in_cyrillic() -> None:
    """Written in Cyrillic, every form of the table has the same lemmas as in Latin letters."""
    letters = {latin: letter for letter, latin in mapping("cyrillic_az.tsv").items() if len(latin) == 1}
    table = str.maketrans(letters)
    for form, *_ in forms():
        small = analysis.lower(form, "az")
        assert analysis.lemmas(small.translate(table), "az") == analysis.lemmas(small, "az"), form


def test_most_endings_are_read_right_at_once() -> None:
    """The best reading has the endings of the table for nine in ten: his book's and your book's are written alike."""
    right = [analyses(analysis.lower(form, "az"))[0].tags == tags for form, _, tags, _ in forms()]
    assert sum(right) > 0.9 * len(right)
