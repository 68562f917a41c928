"""The repository of index states: the revision of each document that an engine has seen."""

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, literal, select, update

from axtar.catalogue.document_rows import NOT_REMOVED
from axtar.catalogue.schema import document, index_state
from axtar.catalogue.sqlite import Database, insert, strings


class IndexStateRepository:
    """The documents that each engine holds, and those that could not be analyzed for it."""

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
        self._mark(engine, dict.fromkeys(ids), None)

    def mark_failed(self, engine: str, failures: Mapping[str, str], fingerprint: str) -> None:
        """Record the reasons why documents could not be analyzed, by document.

        `fingerprint` is that of the index. They are not stale before they change.
        """
        self._mark(engine, failures, fingerprint)

    def failures(self, engine: str, fingerprint: str | None = None) -> dict[str, str]:
        """Return the reasons why documents could not be analyzed in their current revision.

        They are by document. With a fingerprint, only those that failed for an index with it.
        """
        query = (
            select(index_state.c.document, index_state.c.failure)
            .join(document, (document.c.id == index_state.c.document) & (document.c.revision == index_state.c.revision))
            .where(index_state.c.engine == engine, index_state.c.failure.is_not(None), NOT_REMOVED)
        )
        if fingerprint is not None:
            query = query.where(index_state.c.fingerprint == fingerprint)
        with self._database.reading() as connection:
            return {row.document: row.failure for row in connection.execute(query)}

    def removed(self, engine: str) -> list[str]:
        """Return the removed documents that an engine may still hold.

        Their removal was interrupted.
        """
        seen = (index_state.c.document == document.c.id) & (index_state.c.engine == engine)
        query = select(document.c.id).join(index_state, seen)
        query = query.where(~NOT_REMOVED, index_state.c.revision != document.c.revision)
        with self._database.reading() as connection:
            return list(connection.scalars(query))

    def _mark(self, engine: str, failures: Mapping[str, str | None], fingerprint: str | None) -> None:
        """Record the current revision of documents, each with its failure or None."""
        ids = list(failures)
        present = select(literal(engine), document.c.id, document.c.revision).where(document.c.id.in_(strings(ids)))
        new = insert(index_state).from_select(["engine", "document", "revision"], present)
        upsert = new.on_conflict_do_update(
            index_elements=["engine", "document"],
            set_={"revision": new.excluded.revision, "failure": None, "fingerprint": None},
        )
        with self._database.writing() as connection:
            connection.execute(upsert)
            for id_, failure in failures.items():
                if failure is not None:
                    failed = (index_state.c.engine == engine) & (index_state.c.document == id_)
                    connection.execute(
                        update(index_state).where(failed).values(failure=failure, fingerprint=fingerprint)
                    )

    def clear(self, engine: str) -> None:
        """Record that an engine holds no documents."""
        with self._database.writing() as connection:
            connection.execute(delete(index_state).where(index_state.c.engine == engine))
