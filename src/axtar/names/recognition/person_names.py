"""Persons named like places.

Muhammad Fuzuli is not the town, and Lachin Mammadov does not name Lachin.
"""

from collections.abc import Sequence
from functools import cache

from axtar.analysis import script
from axtar.languages import languages_in_script
from axtar.model import Mention, Token
from axtar.model.entity import EntityType
from axtar.names.folding import fold_word
from axtar.names.gazetteer.gazetteer import Gazetteer
from axtar.names.matching.family_names import ends_like_family_name, family_name_suffix
from axtar.names.recognition.word_forms import base_forms
from axtar.names.roles import words_with_role
from axtar.names.tables import rows

_MIN_FAMILY_NAME = 5  # letters


def is_person(mention: Mention) -> bool:
    """Whether a name may be a person's."""
    return any(id_.startswith(EntityType.PERSON) for id_ in mention.entities)


def only_persons(ids: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of persons."""
    return tuple(id_ for id_ in ids if id_.startswith(EntityType.PERSON))


class PersonNames:
    """Decides whether a word that may be a place is part of a person's name."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def entities_in_context(
        self, ids: tuple[str, ...], tokens: Sequence[Token], place: int, person: Mention | None, *, derived: bool
    ) -> tuple[str, ...]:
        """Return the entities that a word names in its context.

        Inside a person's name that is no place, unless it is a ruler's realm.

        `person` is the latest person's name of several words; `derived`: the word is an adjective of the place.
        """
        token = tokens[place]
        if person and token.start < person.end:
            names_realm = not self._has_family_name(person) and (derived or _is_realm(tokens, place))
            return ids if names_realm else only_persons(ids)
        is_given = not derived and self.is_given_name(tokens, place) and tokens[place + 1].text[0].isupper()
        return only_persons(ids) if is_given else ids

    def is_given_name(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether a given name is followed by a family name.

        Lachin Mammadov is one, but not Lachin Gubadli, two towns.
        """
        if place + 1 == len(tokens):
            return False
        token, after = tokens[place], tokens[place + 1]
        adjacent = after.start == token.end + 1
        return adjacent and fold_word(token.text) in _given_names() and self._is_family_name(after.text)

    def _is_family_name(self, word: str) -> bool:
        """Whether a word has the suffix of a family name and names no place.

        It may be inflected: Məmmədovun.
        """
        if len(word) < _MIN_FAMILY_NAME:
            return False
        forms = {form.written for language in languages_in_script(script(word)) for form in base_forms(word, language)}
        shared = family_name_suffix("shared")
        has_suffix = any(ends_like_family_name(form) or shared.search(form) for form in forms)
        return has_suffix and not any(id_.startswith(EntityType.PLACE) for id_ in self._gazetteer.ids(fold_word(word)))

    def _has_family_name(self, person: Mention) -> bool:
        """Whether it is not a ruler or poet with a byname from a place.

        Examples of such bynames: Фатали-хан Кубинский, Khan of Quba.
        """
        return any(self._gazetteer.entity(id_).kind == "person" for id_ in only_persons(person.entities))


def _is_realm(tokens: Sequence[Token], place: int) -> bool:
    """Whether a title marks a word as a place: of Quba, Bakı xanı."""
    before = tokens[place - 1].text if place else ""
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return fold_word(before) in words_with_role("of") or fold_word(after) in words_with_role("ruler")


@cache
def _given_names() -> frozenset[str]:
    """Return the given names in data/given.tsv, folded."""
    return frozenset(fold_word(word) for _, words in rows("given.tsv") for word in words.split())
