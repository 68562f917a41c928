"""Lemmatization of words by language: surface form, lemmas, function words, dictionary membership.

Each language is a module with `lemmas(word)`, `explain(word)` and `is_dictionary_word(word)` for a lowercase word in the
language's first script. The modules are imported on first use, because opening their dictionaries takes time; results are
cached per word.
"""

import re
import unicodedata
from functools import cache, lru_cache
from importlib import import_module
from typing import Protocol, cast

from axtar.analysis.azerbaijani.transliteration import to_latin
from axtar.analysis.explanation import Explanation, Part
from axtar.analysis.fold import fold, script
from axtar.analysis.lowercase import lower
from axtar.analysis.tables import rows
from axtar.languages import LANGUAGES

_LONGEST = 60  # letters; the longest words of the four languages, endings and all, are shorter
_REMEMBERED = 1 << 18  # words per function: the types of some hundred thousand pages, at most about 60 MB
_MODULES = {
    "en": "axtar.analysis.english",
    "ru": "axtar.analysis.russian",
    "tr": "axtar.analysis.turkish",
    "az": "axtar.analysis.azerbaijani.lemmatizer",
}
_INVISIBLE = re.compile("[\u00ad\u200b\u200d\u2060\ufeff]")


class _Analyser(Protocol):
    """What a language's module offers."""

    def lemmas(self, word: str) -> tuple[str, ...]: ...
    def explain(self, word: str) -> list[Explanation]: ...
    def is_dictionary_word(self, word: str) -> bool: ...


@cache
def _analyser(language: str) -> _Analyser:
    """The module that analyzes a language."""
    return cast("_Analyser", import_module(_MODULES[language]))


@lru_cache(1 << 10)  # what is asked of a word is asked at once
def _written(word: str, language: str) -> str:
    """The word in lower case without invisible characters; Azerbaijani in Latin letters."""
    if not word.isascii():
        word = unicodedata.normalize("NFC", _INVISIBLE.sub("", word))
        if language == "az" and script(word) == "Cyrl":
            return to_latin(lower(word, "und"))
    return lower(word, language)


@lru_cache(_REMEMBERED)
def surface(word: str, language: str) -> str:
    """The whole word as exact search compares it: lowercased, then folded; Azerbaijani in Latin letters. Never empty or blank."""
    return "".join(fold(_written(word, language)).split()) or word


@lru_cache(_REMEMBERED)
def lemmas(word: str, language: str) -> tuple[str, ...]:
    """The folded dictionary forms of a word, best first; its surface where the language cannot read it."""
    written = _written(word, language)
    found = _analyser(language).lemmas(written) if _is_read(written, language) else ()
    return found or (surface(word, language),)


def explain(word: str, language: str) -> list[Explanation]:
    """The readings of a word, best first, each with its parts in plain words."""
    written = _written(word, language)
    found = _analyser(language).explain(written) if _is_read(written, language) else []
    return found or [Explanation(surface(word, language), "not analysed: taken as it is", (Part(written, "", "word"),))]


def _is_read(written: str, language: str) -> bool:
    """Whether a language can read a word."""
    return _is_in_script(written, language) and not _is_odd(written)


def _is_in_script(written: str, language: str) -> bool:
    """Whether a word is in the script that a language is analysed in: the first of its scripts."""
    return language in LANGUAGES and script(written) == LANGUAGES[language].scripts[0]


def _is_odd(written: str) -> bool:
    """Whether a run of letters is no word of any language: a number with its unit, or what a broken text layer made."""
    return len(written) > _LONGEST or any(map(str.isdigit, written))


@lru_cache(_REMEMBERED)
def is_dictionary_word(word: str, language: str) -> bool:
    """Whether a dictionary of the language knows the word, in any inflection, as an ordinary one and not only as a name."""
    written = _written(word, language)
    return _is_in_script(written, language) and _analyser(language).is_dictionary_word(written)


@cache
def _stopwords() -> frozenset[tuple[str, str]]:
    """data/stopwords.tsv as pairs of folded word and language."""
    return frozenset(
        (surface(word, language), language) for language, words in rows("stopwords.tsv") for word in words.split()
    )


def is_stopword(surface: str, language: str) -> bool:
    """Whether a folded surface is a function word of the language; in `und`, of any language."""
    if language in LANGUAGES:
        return (surface, language) in _stopwords()
    return any((surface, code) in _stopwords() for code in LANGUAGES)
