"""Azerbaijani in Arabic script: detection, segmentation against Persian and Arabic, and analysis of words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar import detect
from axtar.analysis import lemmas, surface, tokenize
from axtar.detect.arabic_cues import evidence
from axtar.model import Page

DATA = Path(__file__).parents[1] / "data"
MISSED = pytest.mark.xfail(
    reason="only one word of a short sentence is evidence, and one word can be noise", strict=True
)
ROWS = [
    pytest.param(*row.split("\t"), marks=marks)
    for name, marks in (("az/arabic", ()), ("und/arabic", ()), ("az/arabic_missed", MISSED))
    for row in (DATA / f"{name}.tsv").read_text("utf8").splitlines()[1:]
]
AZERBAIJANI = (
    "بو کندین قاباغیندا بیر چای وار ایدی. اوشاقلار گئجه‌لر اونون سسینی ائشیدیردیلر. "
    "سونرا چایین اوستونده ایکی کؤرپو تیکیلدی و یوللار آچیلدی. ایندی بورادا یئنی بیر شهر وار."
)
PERSIAN = (
    "این روستا در کنار رود بود. کودکان شب‌ها صدای آن را می‌شنیدند. پس از آن دو پل بر روی رود ساخته شد و راه‌ها باز شدند."
)
ENGLISH = "The village stood by a river, and the children heard it every night from their beds under the roof."


@pytest.mark.parametrize(("text", "language", "script"), ROWS)
def test_azerbaijani_is_distinguished_from_languages_with_the_same_letters(
    text: str, language: str, script: str
) -> None:
    """Azerbaijani is detected in modern and in older spelling; Persian, Arabic and Urdu are not mistaken for it."""
    detected = detect.detect_language(text)
    assert (detected.language, detected.script) == (language, script)


@pytest.mark.parametrize("separator", [" ", "\n", "\n\n"])
def test_persian_and_azerbaijani_are_separate_passages(separator: str) -> None:
    """A page is split between languages of one script, whatever separates the sentences."""
    page = Page(1, None, separator.join([PERSIAN, AZERBAIJANI, PERSIAN]) + "\n\n" + ENGLISH)
    assert [(passage.language, passage.script) for passage in detect.split_passages(page)] == [
        ("fa", "Arab"),
        ("az", "Arab"),
        ("fa", "Arab"),
        ("en", "Latn"),
    ]


def test_a_quoted_word_in_arabic_script_keeps_the_language_of_its_passage() -> None:
    """One Arabic-script word does not split an English passage, and is analyzed in the passage's language."""
    assert detect.word_language("گؤزل", "en") == "en"
    assert detect.word_language("گؤزل", "az") == "az"
    assert len(detect.split_passages(Page(1, None, f"{ENGLISH} They called it گؤزل. {ENGLISH}"))) == 1


def test_words_in_arabic_script_are_not_stemmed() -> None:
    """A word is its own lemma; variants of yeh and kaf, vowel signs and joiners are unified."""
    words = [token.text for token in tokenize(AZERBAIJANI)]
    assert [lemmas(word, "az") for word in words] == [(surface(word, "az"),) for word in words]
    assert surface("كيتابى", "az") == surface("کیتابی", "az")
    assert surface("گئجه‌لر", "az") == surface("گئجه\u200cلَر", "az") == surface("گئجهلر", "az")


def test_letters_of_other_languages_are_evidence_against_azerbaijani() -> None:
    """Kurdish writes ü as Azerbaijani does, but has letters that Azerbaijani lacks."""
    assert evidence("گۆن") > 0 > evidence("گۆڕان")


@given(st.text(alphabet="ابپتجچخدرزژسشعغفقکگلمنوهیيكىئؤۆأ\u200c\u064b"))
def test_evidence_does_not_depend_on_the_variant_of_yeh_and_kaf(word: str) -> None:
    """Persian and Arabic keyboards type different code points for the same letters."""
    assert evidence(word) == evidence(word.replace("ی", "ي").replace("ک", "ك"))
