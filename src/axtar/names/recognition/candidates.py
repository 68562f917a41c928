"""The candidates of a word.

They are its base forms, the entities that the gazetteer has for them, and its cross-script keys.

Nothing is decided here; `rules` chooses among the candidates.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from axtar.analysis import is_dictionary_word, is_stopword, lower, script
from axtar.names.folding import fold_word
from axtar.names.gazetteer.gazetteer import Gazetteer
from axtar.names.matching.inflection import derivational_bases, inflectional_bases
from axtar.names.tables import rows

CACHED_WORDS = 1 << 17
"""Words cached by a function: the word types of some hundred thousand pages."""

KeyFunction = Callable[[str], tuple[str, ...]]
"""The cross-script keys of a word: those to store (`keys`) or those to look for (`query_keys`)."""

_LANGUAGE_OF_SCRIPT = {"Armn": "hy", "Geor": "ka", "Arab": "fa"}
_SHORT_NAME = 4  # letters; without its diacritics such a name may be a different one
_MIN_KEY = 3  # characters of the key of a word without its ending


@dataclass(frozen=True, slots=True)
class WordForm:
    """A form of a word, as written and in plain letters."""

    written: str
    plain: str


class GazetteerMatch(NamedTuple):
    """The first form of a word that the gazetteer has.

    `derived`: the word is an adjective or demonym of it.
    """

    base_form: str
    entities: tuple[str, ...]
    derived: bool


@dataclass(frozen=True)
class WordCandidates:
    """All that one word may name, in one language or in each that its script allows.

    `forms` are the word and what it may be inflected from, `derivation_bases` what it may be derived from; a lower-case word
    of a text has no `forms`. `adjective_of` are the places of which it is a listed adjective.
    """

    word: str
    languages: tuple[str, ...]
    key_function: KeyFunction
    forms: tuple[WordForm, ...] = ()
    derivation_bases: tuple[WordForm, ...] = ()
    adjective_of: tuple[str, ...] = ()
    match: GazetteerMatch | None = None

    @property
    def is_common(self) -> bool:
        """Whether the word is also an ordinary one."""
        return self.stopword or self.dictionary_word

    @cached_property
    def stopword(self) -> bool:
        """Whether the word is a stopword."""
        return is_stopword_in(self.forms, self.languages)

    @cached_property
    def dictionary_word(self) -> bool:
        """Whether a dictionary has the word.

        It is looked up only if a rule needs it, because that is slow.
        """
        return any(is_dictionary_word(self.word, language) for language in self.languages)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of the word and of its possible base forms."""
        return phonetic_keys(self.forms, self.key_function)


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
    return tuple(dict.fromkeys((*key_function(forms[0].written), *stripped)))


def without_endings(forms: Sequence[WordForm]) -> Iterator[str]:
    """Yield the base forms of a word.

    Гусейнов is not the genitive of Гусейн: a family name keeps its suffix.
    """
    word = forms[0].written
    is_family_name = word.lower().endswith(_family_name_suffixes())
    return (form.written for form in forms[1:] if not is_family_name or len(form.written) >= len(word))


@cache
def _family_name_suffixes() -> tuple[str, ...]:
    """The suffixes that are never cut from a family name, from data/family_names.tsv."""
    return tuple(suffix for use, suffixes in rows("family_names.tsv") if use == "base" for suffix in suffixes.split())


class GazetteerMatcher:
    """Matches the forms of a word with the entities of one gazetteer.

    Look-ups are cached on the instance.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._spelled_like = lru_cache(CACHED_WORDS)(self._find_spelled_like)
        self.matching_diacritics = lru_cache(CACHED_WORDS)(self._find_matching_diacritics)

    def first_match(
        self, forms: Sequence[WordForm], derivations: Sequence[WordForm], *, lenient: bool
    ) -> GazetteerMatch | None:
        """Return the first form, else derivation base, that the gazetteer has; None without one.

        `lenient`: the word as it stands may lack the capitals of an acronym and the diacritics of a short name, as in a
        query. In a text Who is not WHO, and Sam not Şam.
        """
        for place, form in enumerate((*forms, *derivations)):
            ids = self._gazetteer.ids(form.plain)
            if ids and (matching := ids if lenient and place == 0 else self._spelled_like(ids, form.written)):
                return GazetteerMatch(form.written, matching, any(form.written == one.written for one in derivations))
        return None

    def homophone(self, forms: Sequence[WordForm]) -> tuple[str, tuple[str, ...]]:
        """Return the first form that is a homophone of shipped places, and the places.

        They are ("", ()) if there is none.
        """
        exact = self._gazetteer.exact_homophones
        return next(((form.written, ids) for form in forms if (ids := exact(form.written))), ("", ()))

    def _find_spelled_like(self, ids: tuple[str, ...], written: str) -> tuple[str, ...]:
        """Those of some entities that a text may spell like this."""
        return tuple(
            id_ for id_ in ids if any(_may_be(spelling, written) for spelling in self._spellings_like(id_, written))
        )

    def _spellings_like(self, id_: str, written: str) -> list[str]:
        """The spellings of an entity with these folded letters.

        A generated one (Family Given) is the word as it is written.
        """
        plain = fold_word(written)
        spellings = self._gazetteer.entity(id_).spellings
        return [spelling.text for spelling in spellings if fold_word(spelling.text) == plain] or [written]

    def _find_matching_diacritics(self, ids: tuple[str, ...], written: str) -> tuple[str, ...]:
        """Those of several entities that are spelled like this, with all diacritics; else all."""
        if len(ids) < 2:
            return ids
        small = lower(written, "und")
        return (
            tuple(
                id_
                for id_ in ids
                if any(lower(one.text, "und") == small for one in self._gazetteer.entity(id_).spellings)
            )
            or ids
        )


def _may_be(spelling: str, written: str) -> bool:
    """Whether a word of a text may be this spelling.

    An acronym must be in capitals, and a short name must have its diacritics (except ı).
    """
    if spelling.isupper() and len(spelling) > 1 and not written.isupper():
        return False
    small, other = (lower(text, "und").replace("ı", "i") for text in (spelling, written))
    return len(written) > _SHORT_NAME or small == other
