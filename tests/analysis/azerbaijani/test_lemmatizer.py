"""The Azerbaijani lemmatizer as a module of its own: lemmas, located suffixes, all analyses."""

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar import analysis
from axtar.analysis.azerbaijani.derivation import last_derivation
from axtar.analysis.azerbaijani.lemmatizer import Suffix, analyses, lemma, tag_glosses
from axtar.analysis.azerbaijani.lexicon import Lexicon, Stem
from axtar.analysis.azerbaijani.suffix_grammar import attach, chains, parse_suffixes
from axtar.analysis.tables import mapping, rows
from axtar.tables import parse_rows

WORDS = st.text("abcçdeəfgğhxıijkqlmnoöprsştuüvyz'", max_size=20)


def test_an_analysis_locates_each_suffix() -> None:
    """kitablarımızdan (from our books) has the stem, then plural, possessive and case with their offsets."""
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
def test_derivation_is_separate_from_inflection(word: str, stem: str, derivations: str) -> None:
    """Derivational suffixes inside the stem are listed in `derivations`, as written."""
    best = analyses(word)[0]
    assert best.stem == stem
    assert ", ".join(f"{one.text} {one.tag}" for one in best.derivations) == derivations


def test_all_analyses_are_returned_best_first() -> None:
    """almaların means of the apples, your apples, or of the takings."""
    found = analyses("almaların")
    assert found[0].lemma == "alma"
    assert {one.lemma for one in found} >= {"alma", "almaq"}
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_irregular_forms_are_listed() -> None:
    """Pronouns are analyzed by the table of irregular forms."""
    (only,) = analyses("onlardan")
    assert (only.lemma, only.kind, only.tags) == ("o", "word", ("PL", "ABL"))
    assert [suffix.text for suffix in only.suffixes] == ["lar", "dan"]


def test_a_word_that_cannot_be_analyzed_has_no_analysis() -> None:
    """A single letter and the empty string are their own lemmas."""
    assert analyses("a") == []
    assert lemma("a") == "a"
    assert lemma("") == ""


@given(WORDS)
def test_suffixes_are_contiguous_up_to_the_end_of_the_word(word: str) -> None:
    """Every suffix is the text at its offsets, the last one ends the word, and every tag has a gloss."""
    for one in analyses(word):
        spans = [(suffix.start, suffix.end) for suffix in one.suffixes]
        assert all(end == start for (_, end), (start, _) in pairwise(spans))
        assert not spans or spans[-1][1] == len(one.word)
        for suffix in (*one.suffixes, *one.derivations):
            assert one.word[suffix.start : suffix.end] == suffix.text
            assert set(suffix.tag.split()) <= set(tag_glosses())


@given(WORDS)
def test_the_lemma_is_that_of_the_best_analysis(word: str) -> None:
    """`lemma` is consistent with `analyses`."""
    found = analyses(word)
    if found:
        assert lemma(word) == found[0].lemma


def test_exactly_the_tags_of_the_tables_have_glosses() -> None:
    """A tag without a gloss cannot be explained; a gloss without a tag is obsolete."""
    used = {tag for _, _, _, *cells in rows("az_grammar.tsv") for cell in cells for tag in cell.split()}
    derived = {tag for *_, tag in rows("az_derivations.tsv")}
    listed = {
        ending.partition("=")[2] for _, _, *cells in rows("az_words.tsv") for cell in cells for ending in cell.split()
    }
    assert listed <= set(tag_glosses())
    assert used | derived == set(tag_glosses())


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
    """A suffix follows vowel harmony, takes its buffer letter and softens a final consonant."""
    assert attach(word, ending) == written


@pytest.mark.usefixtures("unmeasured")
def test_generated_chains_can_be_parsed() -> None:
    """Every fiftieth chain that the grammar generates is found by parsing it."""
    for chain in list(chains())[::50]:
        assert chain.morphemes in parse_suffixes(chain.kind, chain.shape[-1], chain.text)


def test_a_derivation_needs_a_known_base() -> None:
    """A word whose base is missing in the lexicon, or rare, is not analyzed as derived."""
    stems = {"kitab": {"noun": Stem(9.0, 9, "kitab", "kitab")}, "zurb": {"noun": Stem(0.5, 0, "zurb", "zurb")}}
    lexicon = Lexicon(stems, {}, {})
    found = last_derivation("kitablıq", "noun", lexicon)
    assert found is not None
    assert (found.base, found.text, found.tag) == ("kitab", "lıq", "quality")
    assert last_derivation("zurblu", "noun", lexicon) is None
    assert last_derivation("qəzetçi", "noun", lexicon) is None


def test_the_module_imports_nothing_outside_analysis() -> None:
    """Used alone, it imports only axtar.analysis and the modules below it."""
    code = (
        "import sys; from axtar.analysis.azerbaijani.lemmatizer import analyses, lemma; assert lemma('evlərdə') == 'ev';"
        "print(*sorted({'.'.join(m.split('.')[:2]) for m in sys.modules if m.startswith('axtar.')}))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.split() == [
        "axtar.analysis",
        "axtar.languages",
        "axtar.model",
        "axtar.normalization",
        "axtar.tables",
    ]


def forms() -> list[tuple[str, str, tuple[str, ...], str]]:
    """Read the hand-written table: form, lemma, tags and note."""
    table = parse_rows((Path(__file__).parents[2] / "data/az/forms.tsv").read_text("utf8"))
    filled = ([*row, "", ""][:4] for row in table)
    return [(form, analysis.lower(base, "az"), tuple(tags.split()), note) for form, base, tags, note in filled]


@pytest.mark.parametrize(
    ("form", "base", "tags", "note"),
    [pytest.param(*row, marks=[pytest.mark.xfail(strict=True)] if row[3] == "missed" else []) for row in forms()],
)
def test_hand_written_forms(form: str, base: str, tags: tuple[str, ...], note: str) -> None:
    """The tags are those of one analysis; the lemma is that of the best one, unless two words share the form."""
    found = analyses(analysis.lower(form, "az"))
    assert (base, tags) in {(one.lemma, one.tags) for one in found}
    assert note == "either" or found[0].lemma == base


def test_hand_written_forms_in_cyrillic() -> None:
    """Every form of the table has the same lemmas in Cyrillic as in Latin letters."""
    letters = {latin: letter for letter, latin in mapping("cyrillic_az.tsv").items() if len(latin) == 1}
    table = str.maketrans(letters)
    for form, *_ in forms():
        latin = analysis.lower(form, "az")
        assert analysis.lemmas(latin.translate(table), "az") == analysis.lemmas(latin, "az"), form


def test_the_best_analysis_has_the_right_tags_for_nine_forms_in_ten() -> None:
    """The rest are ambiguous: his book's and your book's have the same spelling (kitabının)."""
    right = [analyses(analysis.lower(form, "az"))[0].tags == tags for form, _, tags, _ in forms()]
    assert sum(right) > 0.9 * len(right)
