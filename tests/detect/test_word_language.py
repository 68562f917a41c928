"""The language of single words in a passage."""

from hypothesis import given
from hypothesis import strategies as st

from axtar import detect

ALPHABETS = "aəığşöüçİIzqx ёжыәҝҹһј Աբ აბ ئا中 \n\n.!?,-–'’\"()123\u0301ß\U0001f600"


@given(st.text(ALPHABETS) | st.text(), st.sampled_from(["en", "tr", "az", "ru", "de", "und"]))
def test_a_foreign_word_gets_an_analyzed_language(word: str, language: str) -> None:
    """A word keeps its passage's language or gets another analyzed one; passages in other languages keep their words."""
    detected = detect.word_language(word, language)
    assert detected == language or {detected, language} <= {"en", "tr", "az", "ru"}


@given(st.text(ALPHABETS) | st.text(), st.sampled_from(["en", "tr", "az", "ru"]))
def test_word_language_is_idempotent(word: str, language: str) -> None:
    """In a passage of the detected language the word keeps that language."""
    detected = detect.word_language(word, language)
    assert detect.word_language(word, detected) == detected
