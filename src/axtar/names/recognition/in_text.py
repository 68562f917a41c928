"""The names in running text.

Every word is asked once what it may name (`_reading`), and remembered; names of several words are found beside it, and their
parts remain names of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from axtar.analysis import is_dictionary_word, is_stopword, lemmas, lower, script
from axtar.languages import LANGUAGES
from axtar.model import Mention, Token
from axtar.names.gazetteer import gazetteer
from axtar.names.matching.candidates import (
    REMEMBERED,
    WordForm,
    base_forms,
    derivation_bases,
    exact_homophone_form,
    forget_forms,
    known_form,
    matching_diacritics,
    phonetic_keys,
)
from axtar.names.matching.phonetic_key import keys
from axtar.names.recognition.adjectives import is_of_language, places
from axtar.names.recognition.multiword import first_words, forget, multiword_names
from axtar.names.recognition.person_names import FAMILY, is_person, without_person_parts
from axtar.names.tables import rows

_ENDS = ".!?…•|\n"
_TURKIC = frozenset("əğışƏĞİŞ")  # letters that English has not
_UNCASED = {"Geor", "Arab"}
_SHORTEST = 3  # letters of a name that no file knows
_DERIVED = {"az": ("lı", "li", "lu", "lü"), "tr": ("lı", "li", "lu", "lü"), "ru": ("ск", "ц", "ец", "к")}
_SKI = "ск"  # in every Russian adjective of a place
_LOOSE = {"az", "tr"}  # languages in which an ordinary word may well end so; Russian ones are in data/ordinary.tsv


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of one word: the form that names `entities`, or the keys where no file knows it.

    `starts`: a name of several words may begin here; `ordinary`: a dictionary knows it too, so that at the beginning of a
    sentence it is no name; `made`: it is an adjective or an inhabitant of what it names.
    """

    base: str
    keys: tuple[str, ...]
    entities: tuple[str, ...]
    starts: bool = False
    ordinary: bool = False
    made: bool = False


def mentions(tokens: Sequence[Token], text: str, language: str) -> list[Mention]:
    """The names in a text of one language, in order; at one word the longest first."""
    with gazetteer.STEADY:
        return _mentions(tokens, text, language)


def _mentions(tokens: Sequence[Token], text: str, language: str) -> list[Mention]:
    found: list[Mention] = []
    told = 0  # up to here a place or an organisation says what the words are; of a person each word is a name
    person: Mention | None = None  # the latest name of several words that is a person's
    within = 0  # the end of the names of several words so far; a second initial in one begins no other
    for place, token in enumerate(tokens):
        reading = _reading(token.text, language)
        if reading is None:
            continue
        if reading.starts and (token.start >= within or len(token.text) > 1):
            longer = multiword_names(tokens, place, text, language)
            if longer:
                found.extend(longer)
                within = max(within, *(phrase.end for phrase in longer))
                told = max(told, 0, *(phrase.end for phrase in longer if not is_person(phrase)))
                persons = (phrase for phrase in (person, *longer) if phrase and is_person(phrase))
                person = max(persons, key=_end, default=None)
        if reading.entities:
            reading = _in_place(reading, tokens, place, person, language)
        named = reading.entities or (reading.keys and token.start >= told)
        if named and not (reading.ordinary and (_opens(text, token.start) or token.text.isupper())):
            found.append(Mention(token.start, token.end, reading.base, reading.keys, reading.entities))
    return found


def use_authority(*, on: bool) -> None:
    """Switch the authority file on or off for this process; off measures what the key does alone."""
    with gazetteer.STEADY:
        gazetteer.switch(on=on)
        forget_all()


def forget_all() -> None:
    """Forget what the entities said that were in force."""
    forget_forms()
    forget()
    _reading.cache_clear()


def _home(word: str, language: str) -> str:
    """The language whose endings a word has: a passage quotes names in the letters of others (Шушинский, Şuşanın in English)."""
    code = script(word)
    if language in LANGUAGES and code not in LANGUAGES[language].scripts:
        candidates = [one for one in LANGUAGES if code in LANGUAGES[one].scripts]
        language = min(candidates, key=lambda one: LANGUAGES[one].scripts.index(code), default=language)
    return "az" if language == "en" and not _TURKIC.isdisjoint(word) else language


@lru_cache(REMEMBERED)
def _reading(word: str, language: str) -> _Reading | None:
    """What a word of running text may name; None for the many that name nothing."""
    language = _home(word, language)
    uncased = script(word) in _UNCASED
    if not (word[0].isupper() or (uncased and len(word) >= _SHORTEST)):
        return _adjective(word, language)
    forms = base_forms(word, language)
    starts = bool(first_words(word, language))
    empty = is_stopword(forms[0].plain, language)
    ordinary = empty or is_dictionary_word(word, language)
    made = derivation_bases(word, language)
    listed = places(word, language, small=False)
    base, ids = (word, listed) if listed else known_form((*forms, *made), loose=False)
    if not listed and ids and ordinary and base != word and not _is_at_home(ids, base, language):
        ids = ()
    if ids and not (ordinary and _is_look_alike(word, language)):
        ids = (
            tuple(dict.fromkeys((*listed, *gazetteer.ids(gazetteer.plain(word)))))
            if listed
            else matching_diacritics(ids, base)
        )
        is_made = bool(listed) or any(base == form.written for form in made)
        own = keys(word) if is_made and not listed else ()
        return _Reading(base, own, ids, starts, ordinary and not _is_certain(ids, word, language), is_made)
    if uncased and (ordinary or _is_look_alike(word, "fa")):
        return None
    heard = () if empty or len(word) < _SHORTEST else phonetic_keys(forms, keys)
    if heard and not ordinary and not FAMILY.search(word):
        base, ids = exact_homophone_form(forms)
        if ids:
            return _Reading(base, heard, ids, starts)
    return _Reading(word, heard, (), starts, ordinary) if heard or starts else None


def _adjective(word: str, language: str) -> _Reading | None:
    """What a word in small letters is made from: Шуша of шушинский, Şuşa of şuşalı; None for most.

    A Russian adjective that no dictionary and no file knows has the keys of what it may be made from.
    """
    listed = places(word, language, small=False)
    if listed:
        return _Reading(word, (), listed, made=True)
    if not any(sign in word for sign in _DERIVED.get(language, ())) or _is_look_alike(word, language):
        return None
    if language in _LOOSE and is_dictionary_word(word, language):
        return None
    forms = derivation_bases(word, language)
    base, ids = known_form(forms, loose=False)
    if ids:
        return _Reading(base, (), matching_diacritics(ids, base), made=True)
    if not forms or _SKI not in word or is_dictionary_word(word, language):
        return None
    heard = phonetic_keys((WordForm(word, word), *forms), keys)
    return _Reading(word, heard, ()) if heard else None


def _is_look_alike(word: str, language: str) -> bool:
    """Whether a word is one of the ordinary ones that look as if a place had made them."""
    return any((language, lemma) in _look_alikes() for lemma in lemmas(word, language))


@cache
def _look_alikes() -> frozenset[tuple[str, str]]:
    """data/ordinary.tsv as pairs of language and lemma."""
    return frozenset(
        (language, gazetteer.plain(word)) for language, words in rows("ordinary.tsv") for word in words.split()
    )


def _is_certain(ids: Sequence[str], word: str, language: str) -> bool:
    """Whether a word that a dictionary knows too is a name even where a sentence begins: Баку, Бакинский."""
    adjective = _adjective(lower(word, language), language)
    return _is_at_home(ids, word, language) or (adjective is not None and bool(adjective.entities))


def _is_at_home(ids: Sequence[str], word: str, language: str) -> bool:
    """Whether one of them is written exactly so in this language: Баку is a town in Russian, Barda is none in Turkish."""
    small = lower(word, language)
    spelled = (spelling for id_ in ids for spelling in gazetteer.entity(id_).spellings)
    return any(text.language.startswith(language) and lower(text.text, language) == small for text in spelled)


def _in_place(
    reading: _Reading, tokens: Sequence[Token], place: int, person: Mention | None, language: str
) -> _Reading:
    """What a word names among its neighbours; where nothing is left it is a name that no file knows, or a language's."""
    if reading.made and is_of_language(tokens, place):
        return replace(reading, entities=(), keys=())
    ids = without_person_parts(reading.entities, tokens, place, person, made=reading.made)
    if ids:
        return replace(reading, entities=ids)
    word = tokens[place].text
    return _Reading(
        word, phonetic_keys(base_forms(word, _home(word, language)), keys), (), reading.starts, reading.ordinary
    )


def _end(mention: Mention) -> int:
    return mention.end


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a line begins here."""
    before = text[max(0, start - 8) : start].rstrip(" \t\u00a0-–—'’0123456789")
    return not before or before[-1] in _ENDS
