"""The repository of index states: the revision of each document that an engine has indexed."""

from collections.abc import Sequence

from sqlalchemy import delete, literal, select

from axtar.catalogue.schema import document, index_state
from axtar.catalogue.sqlite import Database, insert, strings


class IndexStateRepository:
    """The documents that each engine holds in their current revision."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def stale(self, engine: str) -> list[str]:
        """Return the documents that an engine lacks in their current revision.

        Removed documents are included. The oldest change comes first.
        """
        seen = (index_state.c.document == document.c.id) & (index_state.c.engine == engine)
        query = (
            select(document.c.id)
            .outerjoin(index_state, seen)
            .where(index_state.c.revision.is_distinct_from(document.c.revision))
            .order_by(document.c.updated_at, document.c.id)
        )
        with self._database.reading() as connection:
            return list(connection.scalars(query))

    def mark_indexed(self, engine: str, ids: Sequence[str]) -> None:
        """Record that an engine holds the current revision of these documents.

        The caller must have held the library's lock since it read them.
        """
        present = select(literal(engine), document.c.id, document.c.revision).where(document.c.id.in_(strings(ids)))
        new = insert(index_state).from_select(["engine", "document", "revision"], present)
        upsert = new.on_conflict_do_update(
            index_elements=["engine", "document"], set_={"revision": new.excluded.revision}
        )
        with self._database.writing() as connection:
            connection.execute(upsert)

    def clear(self, engine: str) -> None:
        """Record that an engine holds no documents."""
        with self._database.writing() as connection:
            connection.execute(delete(index_state).where(index_state.c.engine == engine))
