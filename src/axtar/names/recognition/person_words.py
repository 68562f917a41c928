"""The role that a word may have in the name of a person.

Roles are family name, given name, initial, title and others.

The words and endings are in data/person_words.tsv and data/family_names.tsv, the given names and
their keys in data/given_names.tsv and data/given_keys.tsv.
"""

from collections.abc import Sequence
from enum import Enum
from functools import cache

from axtar.analysis import is_dictionary_word, lower, script
from axtar.model.entity import EntityType
from axtar.names.folding import fold_word
from axtar.names.gazetteer.gazetteer import Gazetteer
from axtar.names.matching.family_names import ends_like_family_name
from axtar.names.matching.person_key import is_digraph_initial, is_given_name, is_patronymic, sounds_like_given_name
from axtar.names.recognition.word_forms import WordForm, is_stopword_in
from axtar.names.tables import rows

_MIN_NAME, _MIN_FAMILY_NAME = 3, 5  # letters
_SCRIPTS = frozenset({"Latn", "Cyrl", "Armn"})  # that have capitals
_CASES_OF_GIVEN_NAME = 3  # base forms that are compared with given names


class Role(Enum):
    """The role of a word.

    ORDINARY is a capitalized word that is also a word of the language or a place.
    """

    FAMILY = "family name"
    GIVEN = "given name"
    INITIAL = "initial"
    PATRONYMIC = "patronymic"
    FILIATION = "oğlu, qızı"
    TITLE = "title"
    UNKNOWN = "unknown name"
    ORDINARY = "ordinary word"


def is_listed(word: str) -> bool:
    """Whether a word is a title or stands after the father's name, in any letter case."""
    return lower(word, "und") in _listed_roles()


def role_of(
    word: str, forms: Sequence[WordForm], languages: Sequence[str], gazetteer: Gazetteer, *, any_case: bool = False
) -> Role | None:
    """Return the role that a word may have, by its `forms`; None if it has none.

    `any_case`: in a query, a family or given name may lack its capital.
    """
    listed = _listed_roles().get(lower(word, "und"))
    if listed or script(word) not in _SCRIPTS:
        return listed
    if word[0].isupper():
        return _role_with_capital(word, forms, languages, gazetteer)
    return _role_in_lower_case(word, forms, languages) if any_case else None


def _role_with_capital(
    word: str, forms: Sequence[WordForm], languages: Sequence[str], gazetteer: Gazetteer
) -> Role | None:
    if len(word) == 1 or is_digraph_initial(word):
        return Role.INITIAL
    if len(word) < _MIN_NAME or is_stopword_in(forms, languages):
        return None
    if is_patronymic(word):
        return Role.PATRONYMIC
    if _is_family_name(word, forms):
        is_other = _names(EntityType.PLACE, gazetteer.ids(fold_word(word))) or _is_ordinary(word, languages)
        return Role.ORDINARY if is_other else Role.FAMILY
    return _role_of_name(word, forms, languages, gazetteer)


def _role_of_name(word: str, forms: Sequence[WordForm], languages: Sequence[str], gazetteer: Gazetteer) -> Role:
    """Return the role of a capitalized word whose ending does not tell it."""
    given_forms = forms[:_CASES_OF_GIVEN_NAME]
    if any(is_given_name(form.plain) for form in given_forms):
        return Role.GIVEN
    ids = [id_ for form in forms for id_ in gazetteer.ids(form.plain)]
    if _names(EntityType.PLACE, ids) or _names(EntityType.ORGANISATION, ids) or _is_ordinary(word, languages):
        return Role.ORDINARY
    return Role.GIVEN if any(sounds_like_given_name(form.written) for form in given_forms) else Role.UNKNOWN


def _role_in_lower_case(word: str, forms: Sequence[WordForm], languages: Sequence[str]) -> Role | None:
    if len(word) < _MIN_NAME or _is_ordinary(word, languages):
        return None
    if _is_family_name(word, forms):
        return Role.FAMILY
    return Role.GIVEN if is_given_name(fold_word(word)) or sounds_like_given_name(word) else None


def _is_ordinary(word: str, languages: Sequence[str]) -> bool:
    return any(is_dictionary_word(word, language) for language in languages)


def _names(type_: EntityType, ids: Sequence[str]) -> bool:
    return any(id_.startswith(type_) for id_ in ids)


def _is_family_name(word: str, forms: Sequence[WordForm]) -> bool:
    return len(word) >= _MIN_FAMILY_NAME and any(ends_like_family_name(form.written) for form in forms)


@cache
def _listed_roles() -> dict[str, Role]:
    """Return the roles of titles and of words after the father's name, in lower case."""
    listed = {"title": Role.TITLE, "filiation": Role.FILIATION}
    return {
        spelling: listed[role]
        for role, words in rows("person_words.tsv")
        if role in listed
        for word in words.split()
        for spelling in (lower(word, "und"), fold_word(word))
    }
