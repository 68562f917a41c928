"""A library's own entities, which correct those of the authority file or add to them, and what is yet to be read again.

A change is noted with the folded spellings that it touches, in the same transaction. Who holds the library's lock next finds the
passages that hold one and makes their documents stale; a kill before that loses nothing.
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from axtar import names
from axtar.catalogue.documents import listed
from axtar.catalogue.schema import document, entity, setting, unread
from axtar.catalogue.sqlite import now
from axtar.errors import NotFoundError
from axtar.names import Entity

MARK = "names.mark"
"""The setting that names the present state of the own entities; none for none at all."""

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class EntityRevision:
    """An own entity: when it was changed last (UTC), and by whom."""

    entity: Entity
    changed: str
    by: str


def kept(connection: Connection, ids: Sequence[str] | None = None) -> list[EntityRevision]:
    """The own entities, these or all, by id."""
    query = select(entity).order_by(entity.c.id)
    if ids is not None:
        query = query.where(entity.c.id.in_(listed(ids)))
    return [_kept(row) for row in connection.execute(query)]


def _kept(row: Row[Any]) -> EntityRevision:
    *cells, changed, by = tuple(row)
    return EntityRevision(names.entity_from_row(["" if cell is None else str(cell) for cell in cells]), changed, by)


def save(connection: Connection, entities: Sequence[Entity], by: str) -> list[str]:
    """Keep sound entities, each with an id; returns the ids of those that are new or other than before."""
    before = {one.entity.id: one.entity for one in kept(connection, [one.id for one in entities])}
    changed = [one for one in entities if before.get(one.id) != one]
    for one in changed:
        row = dict(zip(entity.columns.keys(), (*_row(one), now(), by), strict=True))
        new = insert(entity).values(row)
        connection.execute(new.on_conflict_do_update(index_elements=["id"], set_=row))
    _note(connection, ((before.get(one.id) or _shipped(one.id), one) for one in changed))
    return [one.id for one in changed]


def remove(connection: Connection, id_: str) -> None:
    """Forget an own entity: the file's comes back, if it has one. Raises NotFoundError."""
    found = kept(connection, [id_])
    if not found:
        raise NotFoundError(
            f"This library has no entry of its own for {id_!a}: `axtar entities list` shows those that it has."
        )
    connection.execute(delete(entity).where(entity.c.id == id_))
    _note(connection, [(found[0].entity, _shipped(id_))])


def _row(one: Entity) -> list[object]:
    id_, kind, country, _, _, *rest = names.entity_to_row(one)
    return [id_, kind, country, one.lat, one.lon, *rest]


def _shipped(id_: str) -> Entity | None:
    return names.shipped(id_) if names.is_shipped(id_) else None


def _note(connection: Connection, changes: Iterable[tuple[Entity | None, Entity | None]]) -> None:
    """Note which spellings are to be read again, and the new state."""
    forms = sorted({form for before, after in changes for form in names.changed_variants(before, after)})
    for start in range(0, len(forms), BATCH):
        rows = [{"form": form} for form in forms[start : start + BATCH]]
        connection.execute(insert(unread).on_conflict_do_nothing(), rows)
    new = insert(setting).values(key=MARK, value=_digest(connection))
    connection.execute(new.on_conflict_do_update(index_elements=["key"], set_={"value": new.excluded.value}))


def _digest(connection: Connection) -> str:
    """A hash of all own entities; "" for none."""
    rows = ["\t".join(names.entity_to_row(one.entity)) for one in kept(connection)]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16] if rows else ""


def mark(connection: Connection) -> str:
    """What names the present state of the own entities; "" for none."""
    return connection.scalar(select(setting.c.value).where(setting.c.key == MARK)) or ""


def forms(connection: Connection) -> list[str]:
    """The folded spellings whose passages are to be read again."""
    return list(connection.scalars(select(unread.c.form).order_by(unread.c.form)))


def reread(connection: Connection, read: Sequence[str], ids: Sequence[str] | None, known: str) -> bool:
    """Make documents (None: all) stale for every index, and forget the spellings for which they were found.

    Does nothing and returns False where the entities have changed since `known`: somebody noted other spellings meanwhile.
    """
    if mark(connection) != known:
        return False
    stale = update(document).where(document.c.removed.is_(None)).values(revision=document.c.revision + 1)
    connection.execute(stale if ids is None else stale.where(document.c.id.in_(listed(ids))))
    connection.execute(delete(unread).where(unread.c.form.in_(listed(read))))
    return True
