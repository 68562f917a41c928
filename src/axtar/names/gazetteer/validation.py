"""Validation of entities entered by librarians."""

import math
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from axtar.errors import UsageError
from axtar.model.entity import ENTITY_ID, LANGUAGES, STATUSES, Entity, EntitySpelling, EntityType, entity_type
from axtar.names.folding import fold_name
from axtar.names.gazetteer.shipped import shipped_entities

_OWN = "l-"  # in the id of an own entity that corrects no shipped one, after the prefix of its type
_PATTERNS = {"country": r"[A-Z]{2}", "wikidata": r"Q[1-9][0-9]{0,11}", "geonames": r"[1-9][0-9]{0,11}"}
_DESCRIPTIONS = {
    "country": "two capital letters such as AZ",
    "wikidata": "a Q and digits such as Q79808",
    "geonames": "digits",
}
_MAX_LETTERS, _MAX_SPELLINGS = 200, 400  # of a spelling, of an entity
_SEPARATORS = re.compile(r"[;^\x00-\x1f\x7f\ud800-\udfff]")


@cache
def kinds() -> Mapping[str, EntityType]:
    """Return every kind of shipped entity with its type."""
    return {entity.kind: entity_type(entity.id) for entity in shipped_entities()}


def validated(entity: Entity) -> Entity:
    """Return the entity with clean spellings.

    They are in NFC, trimmed and without duplicates, in the order of the languages.

    Raises UsageError if it is invalid.
    """
    if entity.kind not in kinds():
        raise UsageError(f"The kind {entity.kind!r} is not known. Known kinds: {', '.join(sorted(kinds()))}.")
    _check_id(entity)
    for name, pattern in _PATTERNS.items():
        value = getattr(entity, name)
        if value and not re.fullmatch(pattern, value):
            raise UsageError(f"{name} should be {_DESCRIPTIONS[name]}, or empty, not {value!r}.")
    if (entity.lat is None) != (entity.lon is None):
        raise UsageError("Latitude and longitude must be given together.")
    for degrees, limit, name in ((entity.lat, 90, "latitude"), (entity.lon, 180, "longitude")):
        if degrees is not None and not (math.isfinite(degrees) and -limit <= degrees <= limit):
            raise UsageError(f"The {name} {degrees} is not between -{limit} and {limit} degrees.")
    return replace(entity, spellings=_validated_spellings(entity.spellings))


def _check_id(entity: Entity) -> None:
    """Raise UsageError unless the id is empty, shipped, or that of an own entity.

    An id is made later if it is empty.
    """
    prefix = kinds()[entity.kind]
    if not entity.id:
        return
    if not ENTITY_ID.fullmatch(entity.id) or not entity.id.startswith(prefix):
        raise UsageError(
            f"The id {entity.id!r} of a {entity.kind} should begin with {prefix}, followed by a-z, 0-9 and -."
        )
    if not entity.id.startswith(prefix + _OWN) and entity.id not in shipped_entities():
        raise UsageError(
            f"There is no shipped entity {entity.id!r} to correct. Leave the id of a new entity empty, "
            f"or let it begin with {prefix}{_OWN}."
        )


def _validated_spellings(spellings: Sequence[EntitySpelling]) -> tuple[EntitySpelling, ...]:
    valid: dict[tuple[str, str], EntitySpelling] = {}
    languages_with_usual: set[str] = set()
    for spelling in spellings:
        text = unicodedata.normalize("NFC", " ".join(spelling.text.split()))
        _check_spelling(spelling, text)
        if (spelling.language, text) in valid:
            continue
        if spelling.status == "usual" and spelling.language in languages_with_usual:
            raise UsageError(f"{text!r} is a second usual spelling in {spelling.language}; mark it as a variant.")
        languages_with_usual.update({spelling.language} if spelling.status == "usual" else ())
        valid[spelling.language, text] = EntitySpelling(text, spelling.language, spelling.status)
    if not valid:
        raise UsageError("An entity needs a spelling in at least one language.")
    if len(valid) > _MAX_SPELLINGS:
        raise UsageError(f"{len(valid)} spellings are too many: an entity may have at most {_MAX_SPELLINGS}.")
    return tuple(sorted(valid.values(), key=lambda spelling: LANGUAGES.index(spelling.language)))


def _check_spelling(spelling: EntitySpelling, text: str) -> None:
    """Raise UsageError if a spelling cannot be searched or written to a file."""
    if spelling.language not in LANGUAGES:
        raise UsageError(f"The language {spelling.language!r} is not known. Known languages: {', '.join(LANGUAGES)}.")
    if spelling.status not in STATUSES.values():
        raise UsageError(
            f"The status {spelling.status!r} of {text!r} is not known. Known: {', '.join(STATUSES.values())}."
        )
    if _SEPARATORS.search(text):
        raise UsageError(f"The spelling {text!a} contains a character that no name has, such as ; or ^.")
    if len(fold_name(text)) < 2:
        raise UsageError(f"The spelling {text!r} is too short: it would match in every text.")
    if len(text) > _MAX_LETTERS:
        raise UsageError(f"A spelling of {len(text)} letters is too long: at most {_MAX_LETTERS} are allowed.")


def new_id(entity: Entity, find: Callable[[str], Entity | None]) -> str:
    """Make an id for an entity without one.

    It consists of the longest spelling in plain Latin letters, with a number if it is in use.

    `find` returns the entity with an id. The same entity gets the same id again, so that a file may be imported twice.
    """
    plain = (re.sub("[^a-z0-9]+", "-", fold_name(spelling.text)).strip("-") for spelling in entity.spellings)
    start = kinds()[entity.kind] + _OWN + (max(plain, key=len)[:60].strip("-") or "name")
    number, id_ = 1, start
    while (other := find(id_)) is not None and replace(other, id="") != replace(entity, id=""):
        number += 1
        id_ = f"{start}-{number}"
    return id_
