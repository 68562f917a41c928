"""Queries for documents with their current version, shared by the repositories."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from axtar.catalogue.schema import document, version
from axtar.errors import NotFoundError, RemovedError
from axtar.model import Document

NOT_REMOVED = document.c.removed_at.is_(None)


def select_documents(condition: ColumnElement[bool]) -> Select[Any]:
    """Select documents joined with those of their versions that meet a condition."""
    columns = (document, version.c.sha256, version.c.media_type, version.c.paged, version.c.page_count)
    return select(*columns).join_from(document, version).where(condition)


def latest_row(connection: Connection, condition: ColumnElement[bool]) -> Row[Any] | None:
    """Return the row of the most recently updated document that meets a condition, or None."""
    query = select_documents(condition).order_by(document.c.updated_at.desc(), document.c.id)
    return connection.execute(query.limit(1)).one_or_none()


def get_document(connection: Connection, id_: str) -> Document:
    """Return a document.

    Raises NotFoundError, or RemovedError with its title and the date of its removal.
    """
    row = latest_row(connection, version.c.current & (document.c.id == id_))
    if row is None:
        raise NotFoundError(f"There is no document {id_!a} in this library.")
    if row.removed_at is not None:
        raise RemovedError(
            f"The document {id_} (“{to_document(row).title}”) was removed from this library on {row.removed_at[:10]}."
        )
    return to_document(row)


def to_document(row: Row[Any]) -> Document:
    """Build a document from a row of `select_documents`."""
    return Document(
        id=row.id,
        file=row.file,
        path=row.path,
        media_type=row.media_type,
        sha256=row.sha256,
        paged=row.paged,
        page_count=row.page_count,
        record=row.record,
        removed_at=row.removed_at,
    )
