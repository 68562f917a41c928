"""What each index has seen: the revision of every document when an engine last took it in."""

from collections.abc import Sequence

from sqlalchemy import Connection, delete, literal, select
from sqlalchemy.dialects.sqlite import insert

from axtar.catalogue.documents import listed
from axtar.catalogue.schema import document, indexed


def stale(connection: Connection, engine: str) -> list[str]:
    """Documents, removed ones too, that have changed since an engine took them in; what changed first comes first."""
    query = (
        select(document.c.id)
        .outerjoin(indexed, (indexed.c.document == document.c.id) & (indexed.c.engine == engine))
        .where(indexed.c.revision.is_distinct_from(document.c.revision))
        .order_by(document.c.updated, document.c.id)
    )
    return list(connection.scalars(query))


def mark(connection: Connection, engine: str, ids: Sequence[str]) -> None:
    """Note that an engine holds these documents as they are now."""
    seen = select(literal(engine), document.c.id, document.c.revision).where(document.c.id.in_(listed(ids)))
    new = insert(indexed).from_select(["engine", "document", "revision"], seen)
    again = new.on_conflict_do_update(index_elements=["engine", "document"], set_={"revision": new.excluded.revision})
    connection.execute(again)


def forget(connection: Connection, engine: str) -> None:
    """Note that an engine holds nothing."""
    connection.execute(delete(indexed).where(indexed.c.engine == engine))
