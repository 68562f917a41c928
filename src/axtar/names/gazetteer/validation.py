"""What an entity must be before a library takes it as its own."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from axtar.errors import NotFoundError, UsageError
from axtar.model.entity import ENTITY_ID, LANGUAGES, STATUSES, Entity, EntitySpelling
from axtar.names.gazetteer.gazetteer import all_shipped, folded, shipped

ID = ENTITY_ID
_OWN = "l-"  # how the second part of an id begins that no file ships
_PATTERNS = {"country": r"[A-Z]{2}", "wikidata": r"Q[1-9][0-9]{0,11}", "geonames": r"[1-9][0-9]{0,11}"}
_SAMPLES = {
    "country": "two capital letters such as AZ",
    "wikidata": "a Q and digits such as Q79808",
    "geonames": "digits",
}
_LONGEST, _MOST = 200, 400  # letters of a spelling, spellings of an entity
_SEPARATORS = re.compile(r"[;^\x00-\x1f\x7f\ud800-\udfff]")


@cache
def kinds() -> Mapping[str, str]:
    """Every kind of entity that the file knows, with the beginning of its ids: p. for places, h. humans, o. organisations."""
    return {one.kind: one.id[:2] for one in all_shipped()}


def validated(entity: Entity) -> Entity:
    """The entity with its spellings in NFC, without stray blanks and repetitions, in the order of the languages.

    Raises UsageError saying what cannot be.
    """
    if entity.kind not in kinds():
        raise UsageError(f"The kind {entity.kind!r} is not known. Known kinds: {', '.join(sorted(kinds()))}.")
    _check_id(entity)
    for name, pattern in _PATTERNS.items():
        value = getattr(entity, name)
        if value and not re.fullmatch(pattern, value):
            raise UsageError(f"{name} should be {_SAMPLES[name]}, or empty, not {value!r}.")
    if (entity.lat is None) != (entity.lon is None):
        raise UsageError("A latitude wants a longitude, and the other way round.")
    for degrees, limit, name in ((entity.lat, 90, "latitude"), (entity.lon, 180, "longitude")):
        if degrees is not None and not (math.isfinite(degrees) and -limit <= degrees <= limit):
            raise UsageError(f"The {name} {degrees} is not between -{limit} and {limit} degrees.")
    return replace(entity, spellings=_sound_spellings(entity.spellings))


def _check_id(entity: Entity) -> None:
    """An empty id is given later; any other must be the file's or ours. Raises UsageError."""
    start = kinds()[entity.kind]
    if not entity.id:
        return
    if not ID.fullmatch(entity.id) or not entity.id.startswith(start):
        raise UsageError(
            f"The id {entity.id!r} of a {entity.kind} should begin with {start} and go on in a-z, 0-9 and -."
        )
    if not entity.id.startswith(start + _OWN) and not is_shipped(entity.id):
        raise UsageError(
            f"The authority file has no {entity.id!r} to correct. Leave the id of a new entity empty, "
            f"or let it begin with {start}{_OWN}."
        )


def is_shipped(id_: str) -> bool:
    """Whether the authority file has an entity with this id."""
    try:
        shipped(id_)
    except NotFoundError:
        return False
    return True


def _sound_spellings(spellings: Sequence[EntitySpelling]) -> tuple[EntitySpelling, ...]:
    found: dict[tuple[str, str], EntitySpelling] = {}
    usual: set[str] = set()
    for one in spellings:
        text = unicodedata.normalize("NFC", " ".join(one.text.split()))
        _check_spelling(one, text)
        if (one.language, text) in found:
            continue
        if one.status == "usual" and one.language in usual:
            raise UsageError(f"{text!r} is a second usual spelling in {one.language}; call it a variant.")
        usual.update({one.language} if one.status == "usual" else ())
        found[one.language, text] = EntitySpelling(text, one.language, one.status)
    if not found:
        raise UsageError("An entity needs a spelling in at least one language.")
    if len(found) > _MOST:
        raise UsageError(f"{len(found)} spellings are more than an entity may have ({_MOST}).")
    return tuple(sorted(found.values(), key=lambda one: LANGUAGES.index(one.language)))


def _check_spelling(one: EntitySpelling, text: str) -> None:
    """Raises UsageError where a spelling cannot be searched or written to a file."""
    if one.language not in LANGUAGES:
        raise UsageError(f"The language {one.language!r} is not known. Known languages: {', '.join(LANGUAGES)}.")
    if one.status not in STATUSES.values():
        raise UsageError(f"{text!r} is {one.status!r}; a spelling is one of {', '.join(STATUSES.values())}.")
    if _SEPARATORS.search(text):
        raise UsageError(f"The spelling {text!a} holds a sign that no name has, such as ; or ^.")
    if len(folded(text)) < 2:
        raise UsageError(f"The spelling {text!r} is too short: every text would hold it.")
    if len(text) > _LONGEST:
        raise UsageError(f"A spelling of {len(text)} letters is too long; {_LONGEST} are allowed.")


def new_id(entity: Entity, holder: Callable[[str], Entity | None]) -> str:
    """An id for an entity that has none, from its first spelling in plain Latin letters, numbered where another has it.

    `holder` tells who has an id. The same entity gets the same id again: a file may be read twice.
    """
    plain = (re.sub("[^a-z0-9]+", "-", folded(one.text)).strip("-") for one in entity.spellings)
    start = kinds()[entity.kind] + _OWN + (max(plain, key=len)[:60].strip("-") or "name")
    number, id_ = 1, start
    while (other := holder(id_)) is not None and replace(other, id="") != replace(entity, id=""):
        number += 1
        id_ = f"{start}-{number}"
    return id_
