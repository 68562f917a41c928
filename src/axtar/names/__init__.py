"""Names: places, persons and organisations in every script, spelling and case ending.

| module | what it knows |
| --- | --- |
| entities | what an entity is, and its row in a table |
| key | one cross-script key for all spellings of a name |
| inflection | a name without its endings |
| authority | the file of entities with all their spellings |
| forms, phrases | what a word, and several words, may be |
| mentions | the names in running text |
| questions | the names in what a reader typed |
| suggestions | the names in what a reader begins to type |
| nearby | the places around a place |
| spellings | what an entity's spellings are looked up by |
| own | a library's own entities, laid over the file |
| sound | what an entity must be |
"""

import hashlib
from functools import cache

from axtar.model.entity import (
    LANGUAGES,
    STATUSES,
    Entity,
    EntitySpelling,
    entity_from_row,
    entity_to_row,
    format_cell,
    format_spelling,
    parse_cell,
)
from axtar.names.gazetteer.completion import complete
from axtar.names.gazetteer.gazetteer import all_shipped, entity, find, in_use, own, search, shipped
from axtar.names.gazetteer.nearby import nearby
from axtar.names.gazetteer.overlay import changed_variants, own_in_force, use_own
from axtar.names.gazetteer.validation import ID, is_shipped, kinds, new_id, validated
from axtar.names.gazetteer.variants import surface_prefixes
from axtar.names.matching.inflection import bases
from axtar.names.matching.phonetic_key import key, keys, query_keys
from axtar.names.recognition.in_query import canonical_query, query_mentions
from axtar.names.recognition.in_text import mentions, use_authority
from axtar.names.tables import all_tables, content

SCHEMA = 3
"""Raise it when the same tables give other mentions: every index made before is then outdated."""

__all__ = [
    "ID",
    "LANGUAGES",
    "STATUSES",
    "Entity",
    "EntitySpelling",
    "all_shipped",
    "bases",
    "canonical_query",
    "changed_variants",
    "complete",
    "entity",
    "entity_from_row",
    "entity_to_row",
    "find",
    "format_cell",
    "format_spelling",
    "in_use",
    "is_shipped",
    "key",
    "keys",
    "kinds",
    "mentions",
    "nearby",
    "new_id",
    "own",
    "own_in_force",
    "parse_cell",
    "query_keys",
    "query_mentions",
    "search",
    "shipped",
    "surface_prefixes",
    "use_authority",
    "use_own",
    "validated",
    "version",
]


def version() -> str:
    """A hash of all that shapes mentions: the tables, the rules and whether the authority file is in use."""
    return _version(in_use())


@cache
def _version(authority: bool) -> str:  # noqa: FBT001 - remembered by it
    made = hashlib.sha256(f"{SCHEMA} {authority}".encode())
    for name in all_tables():
        made.update(content(name))
    return made.hexdigest()[:16]
