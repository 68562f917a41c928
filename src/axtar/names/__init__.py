"""Names: places, persons and organisations in every script, spelling and case ending.

| module | what it knows |
| --- | --- |
| key | one cross-script key for all spellings of a name |
| inflection | a name without its endings |
| authority | the file of entities with all their spellings |
| forms, phrases | what a word, and several words, may be |
| mentions | the names in running text |
| questions | the names in what a reader typed |
| suggestions | the names in what a reader begins to type |
| nearby | the places around a place |
"""

import hashlib
from functools import cache

from axtar.names.authority import Entity, EntitySpelling, entity, find, in_use, search
from axtar.names.inflection import bases
from axtar.names.key import key, keys, query_keys
from axtar.names.mentions import mentions, use_authority
from axtar.names.nearby import nearby
from axtar.names.questions import query_mentions, question
from axtar.names.suggestions import suggest
from axtar.names.tables import TABLES, content

SCHEMA = 2
"""Raise it when the same tables give other mentions: every index made before is then outdated."""

__all__ = [
    "Entity",
    "EntitySpelling",
    "bases",
    "entity",
    "find",
    "in_use",
    "key",
    "keys",
    "mentions",
    "nearby",
    "query_keys",
    "query_mentions",
    "question",
    "search",
    "suggest",
    "use_authority",
    "version",
]


def version() -> str:
    """A hash of all that shapes mentions: the tables, the rules and whether the authority file is in use."""
    return _version(in_use())


@cache
def _version(authority: bool) -> str:  # noqa: FBT001 - remembered by it
    made = hashlib.sha256(f"{SCHEMA} {authority}".encode())
    for name in TABLES:
        made.update(content(name))
    return made.hexdigest()[:16]
