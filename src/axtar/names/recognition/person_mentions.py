"""The persons of a text or a query as mentions with keys.

By the keys they meet in every script, order and abbreviation.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, pairwise

from axtar.model import Mention, Token
from axtar.names.gazetteer.gazetteer import Gazetteer
from axtar.names.matching.family_names import ends_like_family_name
from axtar.names.matching.person_key import (
    OF_GIVEN,
    WRITTEN,
    both_keys,
    feminine,
    initial_keys,
    initial_query_keys,
    is_feminine,
    sound_keys,
    sounds_like_given_name,
)
from axtar.names.recognition.person_names import only_persons
from axtar.names.recognition.person_words import Role, role_of
from axtar.names.recognition.persons import Part, Person, persons
from axtar.names.recognition.word_forms import CACHED_WORDS, base_forms, without_endings

_MAX_FAMILY_KEYS, _MAX_GIVEN_KEYS = 3, 2  # of one name: as written, and without an ending
_MIN_STRIPPED_KEY = 3  # characters of the key of a name without its ending
_ADJECTIVE = re.compile("[sс][kк]")  # after -ov it makes another family name: Жуковский
_MAX_FORMS = 4  # of each name that are looked up in the gazetteer
_FEMININE_IS_NO_CASE = frozenset({"en", "tr"})  # languages in which -ova is never the end of a man's name


class PersonMentions:
    """Makes mentions of persons, with the entities of one gazetteer.

    Look-ups are cached on the instance.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._role = lru_cache(CACHED_WORDS)(self._find_role)
        self._known = lru_cache(CACHED_WORDS)(self._find_known)

    def in_text(self, tokens: Sequence[Token], places: Sequence[int], text: str, language: str) -> Iterable[Mention]:
        """Return the persons whose names are among the words at some places, one for each span."""
        found: dict[tuple[int, int], Mention] = {}
        for group in _neighbours(places):
            roles = ((place, self._role(tokens[place].text, language)) for place in group)
            parts = [Part(place, tokens[place], role) for place, role in roles if role]
            for person in persons(parts, text):
                span = person.start, person.end
                known = found.get(span)
                keys = dict.fromkeys((*(known.keys if known else ()), *_text_keys(person, language)))
                if keys and not known:
                    entities = () if person.is_plain or person.has_initial else self.entities(person, (language,))
                    found[span] = Mention(*span, _base_form(person), tuple(keys), entities)
                elif known:
                    found[span] = replace(known, keys=tuple(keys))
        return found.values()

    def _find_role(self, word: str, language: str) -> Role | None:
        return role_of(word, base_forms(word, language), (language,), self._gazetteer)

    def entities(self, person: Person, languages: Sequence[str]) -> tuple[str, ...]:
        """Return the known persons of a name, regardless of what stands between."""
        words = [part.token.text for part in person.given[:2]]
        pairs = [(words[0], person.family.token.text), *pairwise(words)]  # two given names may be given and family name
        found = (self._known(*pair, language) for pair in pairs for language in languages)
        return next((ids for ids in found if ids), ())

    def _find_known(self, given: str, family: str, language: str) -> tuple[str, ...]:
        """Return the persons with these two names, in any of their base forms."""
        names = (
            f"{first.plain} {last.plain}"
            for last in base_forms(family, language)[:_MAX_FORMS]
            for first in base_forms(given, language)[:_MAX_FORMS]
        )
        return next((ids for name in names if (ids := only_persons(self._gazetteer.ids(name)))), ())


def _neighbours(places: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the groups of at least two places that follow each other."""
    first = 0
    for at in range(1, len(places) + 1):
        if at == len(places) or places[at] != places[at - 1] + 1:
            if at - first > 1:
                yield places[first:at]
            first = at


def query_keys(person: Person, languages: Sequence[str]) -> tuple[str, ...]:
    """Return the keys that a query looks for: of both names, then of initials."""
    family_word, given_word = person.family.token.text, person.given[0].token.text
    family = _distinct(sound for code in languages for sound in _sounds(family_word, code, _MAX_FAMILY_KEYS))
    with_gender = tuple(feminine(key) for key in family) if is_feminine(family_word) else family
    written = initial_query_keys(given_word, WRITTEN, with_gender)
    if person.has_initial:
        return (*written, *initial_query_keys(given_word, OF_GIVEN, with_gender))
    given = (
        _distinct(sound for code in languages for sound in _sounds(part.token.text, code, _MAX_GIVEN_KEYS))
        for part in person.given
    )
    return _distinct((*(key for sounds in given for key in both_keys(sounds, family)), *written))


def _text_keys(person: Person, language: str) -> Iterator[str]:
    """Yield the keys to index a person of a text under."""
    family_word, first = person.family.token.text, person.given[0]
    family = _sounds(family_word, language, _MAX_FAMILY_KEYS)
    if not person.has_initial:
        for part in person.given:
            yield from both_keys(_sounds(part.token.text, language, _MAX_GIVEN_KEYS), family)
    if first.role is not Role.ORDINARY or sounds_like_given_name(first.token.text):
        mark = WRITTEN if person.has_initial else OF_GIVEN
        yield from initial_keys(first.token.text, mark, _with_gender(family_word, family, language))


@lru_cache(CACHED_WORDS)
def _sounds(word: str, language: str, limit: int) -> tuple[str, ...]:
    """Return the keys of a name and of what it may be inflected from."""
    forms = base_forms(word, language)
    by_ending = next((form.written for form in forms if ends_like_family_name(form.written)), "")
    if by_ending and not _ADJECTIVE.match(word[len(by_ending) :]):
        return sound_keys(by_ending)[:limit]
    stripped = (key for base in without_endings(forms) for key in sound_keys(base) if len(key) >= _MIN_STRIPPED_KEY)
    return tuple(islice(dict.fromkeys((*sound_keys(forms[0].written), *stripped)), limit))


@lru_cache(CACHED_WORDS)
def _with_gender(word: str, family: tuple[str, ...], language: str) -> tuple[str, ...]:
    """Return the keys of a family name that tell women from men.

    They are those of both where the word may be a case of a man's name.
    """
    if not any(is_feminine(form.written) for form in base_forms(word, language)):
        return family
    of_woman = tuple(feminine(key) for key in family)
    return of_woman if language in _FEMININE_IS_NO_CASE else (*of_woman, *family)


def _base_form(person: Person) -> str:
    """Return the names of a person as they are shown: Given Family, or G. Family."""
    if person.has_initial:
        return f"{person.given[0].token.text}. {person.family.token.text}"
    given = sorted(person.given, key=lambda part: part.place)
    return " ".join(part.token.text for part in (*given, person.family))


def _distinct(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
