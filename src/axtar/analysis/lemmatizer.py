"""Lemmatization by language: surface, lemmas, function words, dictionary membership.

Each language is a module with `lemmas(word)`, `explain(word)` and `is_dictionary_word(word)` for a lowercase word in the
language's first script. The modules are imported on first use, because opening their dictionaries takes time; results are
cached per word.
"""

import re
from functools import cache, lru_cache
from importlib import import_module
from typing import Protocol, cast

from axtar.analysis.azerbaijani.transliteration import to_latin
from axtar.analysis.explanation import Explanation, Part
from axtar.analysis.fold import fold, script
from axtar.analysis.lowercase import lower
from axtar.analysis.tables import rows
from axtar.languages import LANGUAGES, LONGEST_WORD, languages_in_script
from axtar.normalization import nfc

_CACHE_SIZE = 1 << 18  # words per function: the vocabulary of some hundred thousand pages, at most about 60 MB
_MODULES = {
    "en": "axtar.analysis.english",
    "ru": "axtar.analysis.russian",
    "tr": "axtar.analysis.turkish",
    "az": "axtar.analysis.azerbaijani.lemmatizer",
}
_INVISIBLE = re.compile("[\u00ad\u200b\u200d\u2060\ufeff]")


_NOTE_NUMBER = re.compile(r"([^\W\d_]{4,})[1-9]\d{0,2}")  # fewer letters are as often part of a name: mp3, T34


class _Lemmatizer(Protocol):
    """The interface of a language's module."""

    def lemmas(self, word: str) -> tuple[str, ...]: ...
    def explain(self, word: str) -> list[Explanation]: ...
    def is_dictionary_word(self, word: str) -> bool: ...


@lru_cache(_CACHE_SIZE)
def surface(word: str, language: str) -> str:
    """Return the whole word as exact search compares it: normalized and folded.

    The result is never empty or blank.
    """
    return "".join(fold(_normalize(word, language)).split()) or word


@lru_cache(_CACHE_SIZE)
def lemmas(word: str, language: str) -> tuple[str, ...]:
    """Return the folded dictionary forms of a word, best first.

    Returns its surface if the language cannot analyze it.
    """
    normalized = _normalize(word, language)
    analyzed = _lemmatizer(language).lemmas(normalized) if _is_analyzable(normalized, language) else ()
    return analyzed or _lemmas_before_note(word, language) or (surface(word, language),)


def _lemmas_before_note(word: str, language: str) -> tuple[str, ...]:
    """Return the lemmas of a known word with the number of a footnote: yazıtlar12."""
    note = _NOTE_NUMBER.fullmatch(word)
    return lemmas(note[1], language) if note and is_dictionary_word(note[1], language) else ()


def explain(word: str, language: str) -> list[Explanation]:
    """Explain the analyses of a word, best first; the first has the lemma that is indexed."""
    normalized = _normalize(word, language)
    analyzed = _lemmatizer(language).explain(normalized) if _is_analyzable(normalized, language) else []
    return analyzed or [
        Explanation(surface(word, language), "not analyzed: kept as is", (Part(normalized, "", "word"),))
    ]


@lru_cache(_CACHE_SIZE)
def is_dictionary_word(word: str, language: str) -> bool:
    """Whether the language's dictionary knows the word as more than a proper name.

    Inflected forms count too.
    """
    normalized = _normalize(word, language)
    return (
        len(normalized) <= LONGEST_WORD
        and _is_in_first_script(normalized, language)
        and _lemmatizer(language).is_dictionary_word(normalized)
    )


def dictionary_languages(word: str) -> list[str]:
    """List the languages of a word's script whose dictionaries have it."""
    return [language for language in languages_in_script(script(word)) if is_dictionary_word(word, language)]


def is_stopword(surface: str, language: str) -> bool:
    """Whether a folded surface is a function word of the language; in `und`, of any language."""
    if language in LANGUAGES:
        return (surface, language) in _stopwords()
    return any((surface, code) in _stopwords() for code in LANGUAGES)


@cache
def _lemmatizer(language: str) -> _Lemmatizer:
    return cast("_Lemmatizer", import_module(_MODULES[language]))


@lru_cache(1 << 10)  # the functions above are mostly called for the same word in succession
def _normalize(word: str, language: str) -> str:
    """Lowercase a word and remove invisible characters; Azerbaijani Cyrillic becomes Latin."""
    if not word.isascii():
        word = nfc(_INVISIBLE.sub("", word))
        if language == "az" and script(word) == "Cyrl":
            return to_latin(lower(word, "und"))
    return lower(word, language)


def _is_analyzable(normalized: str, language: str) -> bool:
    """Whether a normalized word can be one of the language's.

    It must be in the language's script, and neither a number with a unit nor OCR garbage.
    """
    return (
        len(normalized) <= LONGEST_WORD
        and _is_in_first_script(normalized, language)
        and not any(map(str.isdigit, normalized))
    )


def _is_in_first_script(normalized: str, language: str) -> bool:
    """Whether a word is in the first script of its language, in which that is analyzed."""
    return language in LANGUAGES and script(normalized) == LANGUAGES[language].scripts[0]


@cache
def _stopwords() -> frozenset[tuple[str, str]]:
    """Return the pairs (folded word, language) of data/stopwords.tsv."""
    return frozenset(
        (surface(word, language), language) for language, words in rows("stopwords.tsv") for word in words.split()
    )
