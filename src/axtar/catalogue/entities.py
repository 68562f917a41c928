"""The repository of the library's own entities, which correct or extend the shipped ones.

A change also records the folded spelling variants that it affects, in the same transaction. The next holder of the library's
lock finds the passages with such a variant and marks their documents stale; a kill before that loses nothing.
"""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update

from axtar.catalogue.column_types import utc_now
from axtar.catalogue.schema import document, entity, pending_variant
from axtar.catalogue.settings import get_setting, set_setting
from axtar.catalogue.sqlite import Database, insert, strings
from axtar.errors import NotFoundError
from axtar.model.entity import Entity, entity_from_row, entity_to_row

REVISION = "entities.revision"
"""The setting that holds the revision of the own entities; "" if there are none."""

BATCH = 1_000

ChangedVariants = Callable[[Entity | None, Entity | None], set[str]]
"""Returns the folded variants whose occurrences must be reindexed when an own entity changes from the first to the second.

None stands for no own entity with that id: the shipped one, if any, is then in use.
"""


@dataclass(frozen=True, slots=True)
class EntityRevision:
    """An own entity, with the time (UTC) and the author of its last change."""

    entity: Entity
    changed_at: str
    changed_by: str


class EntityRepository:
    """The library's own entities, by id, and the spelling variants whose reindexing is pending."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def list_all(self) -> list[EntityRevision]:
        """Return the own entities by id."""
        with self._database.reading() as connection:
            return _entities(connection)

    def find(self, id_: str) -> EntityRevision | None:
        """Return the own entity with this id, or None."""
        with self._database.reading() as connection:
            return next(iter(_entities(connection, [id_])), None)

    def changed_since(self, revision: str) -> tuple[str, list[Entity]] | None:
        """Return the present revision and all own entities; None if the revision is still this one."""
        with self._database.reading() as connection:
            present = _revision(connection)
            return None if present == revision else (present, [row.entity for row in _entities(connection)])

    def save(self, entities: Sequence[Entity], by: str, changed_variants: ChangedVariants) -> list[str]:
        """Store valid entities, all or none, with the variants they affect.

        Returns the ids of those that changed.
        """
        with self._database.writing() as connection:
            before = {row.entity.id: row.entity for row in _entities(connection, [item.id for item in entities])}
            changed = [item for item in entities if before.get(item.id) != item]
            for item in changed:
                row = dict(zip(entity.columns.keys(), (*_cells(item), utc_now(), by), strict=True))
                new = insert(entity).values(row)
                connection.execute(new.on_conflict_do_update(index_elements=["id"], set_=row))
            _add_pending(
                connection, (variant for item in changed for variant in changed_variants(before.get(item.id), item))
            )
        return [item.id for item in changed]

    def remove(self, id_: str, changed_variants: ChangedVariants) -> None:
        """Delete an own entity, so that the shipped one, if any, is in use again.

        Raises NotFoundError.
        """
        with self._database.writing() as connection:
            rows = _entities(connection, [id_])
            if not rows:
                raise NotFoundError(
                    f"This library has no entity of its own with the id {id_!a}. `axtar entities list` lists those it has."
                )
            connection.execute(delete(entity).where(entity.c.id == id_))
            _add_pending(connection, changed_variants(rows[0].entity, None))

    def pending_variants(self) -> list[str]:
        """Return the folded variants that entities gained or lost, still to be reindexed."""
        with self._database.reading() as connection:
            return list(connection.scalars(select(pending_variant.c.variant).order_by(pending_variant.c.variant)))

    def resolve_pending(self, variants: Sequence[str], stale_ids: Sequence[str] | None, revision: str) -> bool:
        """Mark documents (None: all) stale in every index, and delete pending variants.

        The documents were found by these variants. Does nothing and returns False if the entities have changed since this
        revision: other variants may be pending now.
        """
        stale = update(document).where(document.c.removed_at.is_(None)).values(revision=document.c.revision + 1)
        with self._database.writing() as connection:
            if _revision(connection) != revision:
                return False
            connection.execute(stale if stale_ids is None else stale.where(document.c.id.in_(strings(stale_ids))))
            connection.execute(delete(pending_variant).where(pending_variant.c.variant.in_(strings(variants))))
        return True


def _entities(connection: Connection, ids: Sequence[str] | None = None) -> list[EntityRevision]:
    """Return the own entities, these or all, by id."""
    query = select(entity).order_by(entity.c.id)
    if ids is not None:
        query = query.where(entity.c.id.in_(strings(ids)))
    return [_to_revision(row) for row in connection.execute(query)]


def _to_revision(row: Row[Any]) -> EntityRevision:
    *cells, changed_at, changed_by = tuple(row)
    return EntityRevision(
        entity_from_row(["" if cell is None else str(cell) for cell in cells]), changed_at, changed_by
    )


def _cells(item: Entity) -> list[object]:
    id_, kind, country, _, _, *rest = entity_to_row(item)
    return [id_, kind, country, item.lat, item.lon, *rest]


def _add_pending(connection: Connection, variants: Iterable[str]) -> None:
    """Record the variants to reindex, and the new revision of the entities."""
    ordered = sorted(set(variants))
    for start in range(0, len(ordered), BATCH):
        rows = [{"variant": variant} for variant in ordered[start : start + BATCH]]
        connection.execute(insert(pending_variant).on_conflict_do_nothing(), rows)
    set_setting(connection, REVISION, _digest(connection))


def _revision(connection: Connection) -> str:
    return get_setting(connection, REVISION) or ""


def _digest(connection: Connection) -> str:
    """Return a hash of all own entities; "" if there are none."""
    rows = ["\t".join(entity_to_row(row.entity)) for row in _entities(connection)]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16] if rows else ""
