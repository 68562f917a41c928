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

from axtar.names.authority import all_shipped, entity, find, in_use, own, search, shipped
from axtar.names.entities import LANGUAGES, STATUSES, Entity, EntitySpelling, cell, marked, of_row, parse, row_of
from axtar.names.inflection import bases
from axtar.names.key import key, keys, query_keys
from axtar.names.mentions import mentions, use_authority
from axtar.names.nearby import nearby
from axtar.names.own import own_in_force, touched, use_own
from axtar.names.questions import query_mentions, question
from axtar.names.sound import ID, is_shipped, kinds, new_id, sound
from axtar.names.spellings import beginnings
from axtar.names.suggestions import suggest
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
    "beginnings",
    "cell",
    "entity",
    "find",
    "in_use",
    "is_shipped",
    "key",
    "keys",
    "kinds",
    "marked",
    "mentions",
    "nearby",
    "new_id",
    "of_row",
    "own",
    "own_in_force",
    "parse",
    "query_keys",
    "query_mentions",
    "question",
    "row_of",
    "search",
    "shipped",
    "sound",
    "suggest",
    "touched",
    "use_authority",
    "use_own",
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
