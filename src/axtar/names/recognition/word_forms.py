"""The forms of a word: its base forms, what it is derived from, and cross-script keys."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain

from axtar.analysis import is_stopword, script
from axtar.names.folding import fold_word
from axtar.names.matching.inflection import derivational_bases, inflectional_bases
from axtar.names.matching.phonetic_key import first_keys
from axtar.names.tables import rows

CACHED_WORDS = 1 << 17
"""Words cached by a function: the word types of some hundred thousand pages."""

KeyFunction = Callable[[str], tuple[str, ...]]
"""The cross-script keys of a word: those to store (`keys`) or those to look for (`query_keys`)."""

_LANGUAGE_OF_SCRIPT = {"Armn": "hy", "Geor": "ka", "Arab": "fa"}
_MIN_KEY = 3  # characters of the key of a word without its ending


@dataclass(frozen=True, slots=True)
class WordForm:
    """A form of a word, as written and in plain letters."""

    written: str
    plain: str


def is_stopword_in(forms: Sequence[WordForm], languages: Iterable[str]) -> bool:
    """Whether a word, the first of its forms, is a stopword of one of the languages."""
    return any(is_stopword(form.plain, language) for form in forms[:1] for language in languages)


@lru_cache(CACHED_WORDS)
def base_forms(word: str, language: str) -> tuple[WordForm, ...]:
    """Return the word, then all that it may be inflected from; each folded form once."""
    return _distinct(inflectional_bases(word, _LANGUAGE_OF_SCRIPT.get(script(word), language)))


def derivation_bases(word: str, language: str) -> tuple[WordForm, ...]:
    """Return what a word may be derived from: Şuşa of şuşalı."""
    return _distinct(derivational_bases(word, _LANGUAGE_OF_SCRIPT.get(script(word), language)))


def _distinct(words: Iterable[str]) -> tuple[WordForm, ...]:
    """Each folded form once, with its first spelling."""
    written: dict[str, str] = {}
    for word in words:
        written.setdefault(fold_word(word), word)
    return tuple(WordForm(word, plain) for plain, word in written.items())


def phonetic_keys(forms: Sequence[WordForm], key_function: KeyFunction) -> tuple[str, ...]:
    """Return the keys of a word, as written and without each possible ending.

    A word without its ending must still have two consonants and a vowel; shorter keys would match almost anything.
    """
    stripped = (found for base in without_endings(forms) for found in key_function(base) if len(found) >= _MIN_KEY)
    return first_keys(chain(key_function(forms[0].written), stripped))


def without_endings(forms: Sequence[WordForm]) -> Iterator[str]:
    """Yield the base forms of a word.

    Гусейнов is not the genitive of Гусейн: a family name keeps its suffix.
    """
    word = forms[0].written
    is_family_name = word.lower().endswith(_family_name_suffixes())
    return (form.written for form in forms[1:] if not is_family_name or len(form.written) >= len(word))


@cache
def _family_name_suffixes() -> tuple[str, ...]:
    """Return the suffixes in data/family_names.tsv that are never cut from a family name."""
    return tuple(suffix for use, suffixes in rows("family_names.tsv") if use == "base" for suffix in suffixes.split())
