"""Properties of the functions of axtar.analysis, for any text."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from axtar import analysis
from axtar.languages import LANGUAGES

CODES = [*LANGUAGES, "und"]
WORDS = {"en": "bridges", "tr": "köprüler", "az": "körpülər", "ru": "мосты"}
LETTERS = st.text(
    st.sampled_from(
        "abcçdeəfgğhıijklmnoöpqrsştuüvxyzâîABCÇƏIİŞабвгғҝәөүһҹјжёйшщыэюяАӘШსჰաբև'’ʻ\u00ad\u200c\u0307\u0301یكي٣0127.-_ "
    ),
    max_size=24,
)
ANY = st.one_of(LETTERS, st.text(max_size=24))


@given(ANY)
def test_tokens_are_slices_in_order(text: str) -> None:
    """A token is the text between its offsets, and tokens do not overlap."""
    end = 0
    for token in analysis.tokenize(text):
        assert text[token.start : token.end] == token.text
        assert end <= token.start < token.end
        end = token.end


@given(ANY)
def test_every_letter_and_digit_is_in_a_token(text: str) -> None:
    """The tokenizer drops nothing that a reader would call a word."""
    tokens = analysis.tokenize(text)
    covered = {i for token in tokens for i in range(token.start, token.end)}
    for i, letter in enumerate(text):
        if unicodedata.category(letter) in {"Lu", "Ll", "Lt", "Lo", "Nd"}:
            assert i in covered


@given(ANY)
def test_folding_is_idempotent(text: str) -> None:
    """Folding a folded text changes nothing, and the result is in NFC."""
    folded = analysis.fold(text)
    assert analysis.fold(folded) == folded
    assert unicodedata.is_normalized("NFC", folded)


@given(ANY, st.sampled_from(CODES))
@example("i\u0307\u0307", "en")
def test_lower_never_leaves_a_dot_above_i(text: str, language: str) -> None:
    """İ becomes i in every language, not i with U+0307."""
    assert "i\u0307" not in analysis.lower(text, language)


@given(ANY, st.sampled_from(CODES))
def test_terms_have_no_blanks(text: str, language: str) -> None:
    """Surfaces, lemmas and n-grams of any token can be stored separated by blanks, and are deterministic."""
    for token in analysis.tokenize(text):
        surface = analysis.surface(token.text, language)
        lemmas = analysis.lemmas(token.text, language)
        assert lemmas
        for term in (surface, *lemmas, *analysis.ngrams(surface)):
            assert term
            assert term.split() == [term]
        analysis.lemmas.cache_clear()
        assert analysis.lemmas(token.text, language) == lemmas


@given(ANY, st.sampled_from(CODES))
def test_any_text_is_analyzed(text: str, language: str) -> None:
    """Text that is not a token does not crash the functions for words."""
    assert isinstance(analysis.is_dictionary_word(text, language), bool)
    assert isinstance(analysis.surface(text, language), str)
    assert isinstance(analysis.lemmas(text, language), tuple)
    assert isinstance(analysis.to_latin(text), str)
    assert len(analysis.script(text)) == 4


@pytest.mark.parametrize(
    ("word", "script"),
    [("Şuşa", "Latn"), ("Шуша", "Cyrl"), ("Շուշի", "Armn"), ("შუშა", "Geor"), ("Σούσα", "Grek"), ("شوشا", "Arab"),
     ("1994", "Zyyy"), ("", "Zyyy"), ("…", "Zyyy"), ("舒沙", "Zzzz"), ("A4", "Latn")],
)  # fmt: skip
def test_script(word: str, script: str) -> None:
    """A word has the script of most of its letters."""
    assert analysis.script(word) == script


def test_every_language_has_a_lemmatizer() -> None:
    """Each language of the table analyzes, explains and knows a plural of its own."""
    assert WORDS.keys() == LANGUAGES.keys()
    for language, word in WORDS.items():
        assert analysis.lemmas(word, language)[0] != analysis.surface(word, language)
        assert analysis.explain(word, language)[0].parts[0].text
        assert analysis.is_dictionary_word(word, language)


def test_surface_keeps_the_whole_word() -> None:
    """The surface keeps a suffix after an apostrophe and drops only the apostrophe."""
    assert analysis.surface("Şuşa'da", "tr") == "susada"
    assert analysis.surface("don’t", "en") == "dont"
    assert analysis.surface("Китаб", "az") == "kitab"
    assert analysis.surface("Китаб", "ru") == "китаб"


def test_words_in_other_scripts_are_not_analyzed() -> None:
    """A language analyzes only its own script; numbers are their own lemma."""
    assert analysis.lemmas("books", "ru") == ("books",)
    assert analysis.lemmas("книги", "tr") == ("книги",)
    assert analysis.lemmas("books", "und") == ("books",)
    assert analysis.lemmas("1994", "en") == ("1994",)


def test_russian_returns_less_probable_lemmas() -> None:
    """A query can also search the less probable lemmas, at most three."""
    assert analysis.lemmas("стали", "ru") == ("стать", "сталь")


@pytest.mark.parametrize(
    ("word", "language", "expected"),
    [
        ("ve", "tr", True),
        ("və", "az", True),
        ("и", "ru", True),
        ("the", "en", True),
        ("kitap", "tr", False),
        ("the", "und", True),
        ("the", "tr", False),
    ],
)
def test_stopwords(word: str, language: str, expected: bool) -> None:
    """Function words are recognized by their folded surface; in an unknown language, those of any language."""
    assert analysis.is_stopword(analysis.surface(word, language), language) is expected


def test_ngrams() -> None:
    """A word has its 4-grams, a short one itself, a number none."""
    assert analysis.ngrams("susada") == ("susa", "usad", "sada")
    assert analysis.ngrams("bir") == ("bir",)
    assert analysis.ngrams("1994") == ()


def test_decomposed_text_is_analyzed_as_composed() -> None:
    """NFD, which some systems type, and soft hyphens do not change the lemmas."""
    assert analysis.lemmas(unicodedata.normalize("NFD", "şəhərlərində"), "az") == ("seher",)
    assert analysis.lemmas("çocuk\u00adları", "tr") == ("cocuk",)


def test_letter_variants_in_arabic_script_are_unified() -> None:
    """Variants of yeh and kaf, vowel signs and the zero-width non-joiner do not distinguish words."""
    for one, other in (("آذربایجاني", "اذربایجانی"), ("كِتاب", "کتاب"), ("قره‌باغ", "قرهباغ")):
        assert analysis.surface(one, "az") == analysis.surface(other, "az")
        assert analysis.lemmas(one, "az") == (analysis.surface(other, "az"),)


@pytest.mark.parametrize(
    ("word", "language", "lemma", "basis", "parts"),
    [
        ("Şuşalıların", "az", "şuşalı", "derived from a word in the lexicon", ["şuşa", "lı with", "lar PL", "ın GEN"]),
        ("onlardan", "az", "o", "the form is listed", ["on", "lar PL", "dan ABL"]),
        ("Zorbulantda", "az", "zorbulant", "the stem is not in the lexicon", ["zorbulant", "da LOC"]),
        ("kitapları", "tr", "kitap", "the form is in the dictionary", ["kitapları"]),
        ("Ankara'dan", "tr", "ankara", "the form is in the dictionary", ["ankara", "dan"]),
        ("Zorbulantlardan", "tr", "zorbulant", "a plain ending is stripped", ["zorbulant", "lardan"]),
        ("zorbulant", "tr", "zorbulant", "kept as is", ["zorbulant"]),
        ("helikopterlerindenmiş", "tr", "helikopter", "the rest are endings", ["helikopterlerin", "denmiş"]),
        ("Шуше", "ru", "шуша", "in the OpenCorpora dictionary", ["шуше NOUN,inan,femn,Sgtm,Geox sing,datv"]),
        ("шушизацией", "ru", "шушизация", "not in the dictionary", ["шушизацией NOUN,inan,femn sing,ablt"]),
        ("children's", "en", "child", "the form is in the dictionary", ["children", "'s POSS"]),
        ("zorbulants", "en", "zorbulant", "a regular plural", ["zorbulants"]),
        ("glimbering", "en", "glimber", "Porter2", ["glimbering"]),
        ("zorbul", "en", "zorbul", "the word itself", ["zorbul"]),
        ("شوشا", "az", "شوشا", "not analyzed", ["شوشا"]),
        ("1994", "en", "1994", "not analyzed", ["1994"]),
    ],
)
def test_explain(word: str, language: str, lemma: str, basis: str, parts: list[str]) -> None:
    """An explanation lists the parts of the word and the basis of the analysis."""
    best = analysis.explain(word, language)[0]
    assert best.lemma == lemma
    assert basis in best.basis
    assert [f"{part.text} {part.tag}".strip() for part in best.parts] == parts
    assert all(part.meaning for part in best.parts)


@given(ANY, st.sampled_from(CODES))
@example("A`A", "az")
def test_the_best_explanation_has_the_indexed_lemma(text: str, language: str) -> None:
    """Explanations never contradict the lemma that the index stores."""
    for token in analysis.tokenize(text):
        explanations = analysis.explain(token.text, language)
        assert analysis.fold(explanations[0].lemma) == analysis.lemmas(token.text, language)[0]
