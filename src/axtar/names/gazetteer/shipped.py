"""The entities that axtar ships: places, persons and organisations, in all spellings.

`resources/names/build.py` generates three sorted tables, which load in milliseconds because a line is parsed only when it
is looked up:

    entities.tsv     id → the row of the hand-edited table
    spellings.tsv    folded spelling → ids, the most widely known first
    keys.tsv         cross-script key of a one-word spelling → ids
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache

from axtar.errors import NotFoundError
from axtar.model.entity import Entity, entity_from_row
from axtar.names.tables import content
from axtar.tables import lookup_sorted

Table = Sequence[str]
"""Sorted lines `key<TAB>rest`."""


class ShippedEntities:
    """Look-up tables of entities, immutable."""

    def __init__(self, read_table: Callable[[str], Table]) -> None:
        """Read each table with `read_table`, by its file name, when it is first needed."""
        self.table = cache(read_table)
        self.ids = lru_cache(1 << 16)(self._ids)
        self.find = lru_cache(1 << 12)(self._find)

    def _ids(self, spelling: str) -> tuple[str, ...]:
        """Return the ids of the entities with this folded spelling."""
        return tuple(lookup_sorted(spelling, self.table("spellings.tsv")).split())

    def ids_by_key(self, key: str) -> tuple[str, ...]:
        """Return the ids of the entities with a one-word spelling that has this cross-script key."""
        return tuple(lookup_sorted(key, self.table("keys.tsv")).split())

    def _find(self, id_: str) -> Entity | None:
        """Return the entity with an id, or None."""
        row = lookup_sorted(id_, self.table("entities.tsv")) if "\t" not in id_ else ""
        return entity_from_row((id_, *row.split("\t"))) if row else None

    def get(self, id_: str) -> Entity:
        """Return the entity with an id. Raises NotFoundError."""
        entity = self.find(id_)
        if entity is None:
            raise NotFoundError(f"There is no entity {id_!r}. Look it up with `axtar names TEXT`.")
        return entity

    def __contains__(self, id_: str) -> bool:
        return self.find(id_) is not None

    def __iter__(self) -> Iterator[Entity]:
        """Iterate over all entities, in the order of their ids."""
        return (entity_from_row(line.split("\t")) for line in self.table("entities.tsv"))

    def spellings_from(self, start: str) -> Iterator[str]:
        """Yield the folded spellings that begin with `start`, in order."""
        return (line.partition("\t")[0] for line in lines_from(self.table("spellings.tsv"), start))

    @property
    def is_empty(self) -> bool:
        """Whether there are no entities."""
        return not self.table("spellings.tsv")


def lines_from(lines: Table, start: str) -> Iterator[str]:
    """Yield those of sorted lines that begin with `start`."""
    for at in range(bisect_left(lines, start), len(lines)):
        if not lines[at].startswith(start):
            break
        yield lines[at]


@cache
def shipped_entities() -> ShippedEntities:
    """Return the entities of the tables in this package."""
    # The first line is a comment, and the last line break is followed by an empty string.
    return ShippedEntities(lambda name: content(name).decode().split("\n")[1:-1])


NO_ENTITIES = ShippedEntities(lambda _name: ())
"""No entities, to measure what the cross-script key finds alone."""
