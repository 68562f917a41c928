"""Persons who bear the name of a place: Muhammad Fuzuli is no town, and in Lachin Mammadov there is no Lachin."""

import re
from collections.abc import Sequence
from functools import cache

from axtar.analysis import script
from axtar.languages import languages_in_script
from axtar.model import Mention, Token
from axtar.names.gazetteer import gazetteer
from axtar.names.matching.candidates import base_forms
from axtar.names.tables import rows

_PERSON, _PLACE = "h.", "p."  # how the ids of persons and places begin
FAMILY = re.compile(  # how family names end that are hardly a village's
    "(?:ov|ev|ova|eva|off|eff|yan|ian|zad[eə]|oğlu|oglu|dze|shvili|şvili|vili|ов|ев|ова|ева|ян|заде|задə|оглы|дзе|швили)$",
    re.IGNORECASE,
)
_FAMILY_TOO = re.compile("(?:l[ıiuü]|лы|ли|zad[ae]h|zada|ogly|задә)$", re.IGNORECASE)  # as villages may be called
_SHORTEST = 5  # letters of a family name


def is_person(mention: Mention) -> bool:
    """Whether a name may be a person's."""
    return any(id_.startswith(_PERSON) for id_ in mention.entities)


def without_person_parts(
    ids: tuple[str, ...], tokens: Sequence[Token], place: int, person: Mention | None, *, made: bool
) -> tuple[str, ...]:
    """What a word names where it stands: no place inside a person's name, unless it says of where a ruler is.

    `person`: the latest name of several words that is a person's; `made`: the word is an adjective of the place.
    """
    token = tokens[place]
    if person and token.start < person.end:
        rules = not _has_family_name(person) and (made or _is_ruled(tokens, place))
        return ids if rules else only_persons(ids)
    borne = not made and is_given(tokens, place) and tokens[place + 1].text[0].isupper()
    return only_persons(ids) if borne else ids


def is_given(tokens: Sequence[Token], place: int) -> bool:
    """Whether a given name and a family name stand side by side: Lachin Mammadov, but not Lachin Gubadli, two towns."""
    if place + 1 == len(tokens):
        return False
    token, after = tokens[place], tokens[place + 1]
    return after.start == token.end + 1 and gazetteer.plain(token.text) in _given() and _is_family(after.text)


def _is_family(word: str) -> bool:
    """Whether a word that names no place ends as family names do, perhaps before a case ending: Məmmədovun."""
    languages = languages_in_script(script(word))
    forms = {form.written for language in languages for form in base_forms(word, language) if len(word) >= _SHORTEST}
    shaped = any(FAMILY.search(one) or _FAMILY_TOO.search(one) for one in forms)
    return shaped and not any(id_.startswith(_PLACE) for id_ in gazetteer.ids(gazetteer.plain(word)))


def only_persons(ids: Sequence[str]) -> tuple[str, ...]:
    """Those that are persons."""
    return tuple(id_ for id_ in ids if id_.startswith(_PERSON))


def _has_family_name(person: Mention) -> bool:
    """Whether it is no ruler or poet, whose byname tells a place: Фатали-хан Кубинский, Khan of Quba."""
    return any(gazetteer.entity(id_).kind == "person" for id_ in only_persons(person.entities))


def _is_ruled(tokens: Sequence[Token], place: int) -> bool:
    """Whether a title says that a word is a place: of Quba, Bakı xanı."""
    before = tokens[place - 1].text if place else ""
    after = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return gazetteer.plain(before) in _words("of") or gazetteer.plain(after) in _words("ruler")


@cache
def _words(side: str) -> frozenset[str]:
    """The words of data/generics.tsv with one role, in plain letters."""
    return frozenset(
        gazetteer.plain(word) for _, where, words in rows("generics.tsv") if where == side for word in words.split()
    )


@cache
def _given() -> frozenset[str]:
    """data/given.tsv in plain letters."""
    return frozenset(gazetteer.plain(word) for _, words in rows("given.tsv") for word in words.split())
