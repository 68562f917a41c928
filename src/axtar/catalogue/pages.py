"""The repository of page texts.

The pages of superseded versions are retained, so that an old citation can still be looked up.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from axtar.catalogue.document_rows import NOT_REMOVED, get_document
from axtar.catalogue.schema import document, page, version
from axtar.catalogue.sqlite import Database, pairs
from axtar.errors import NotFoundError
from axtar.model import Page

BATCH = 32
"""Pages fetched at a time while a document is read through."""


class PageRepository:
    """The pages of documents, by physical page number from 1."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, document_id: str, number: int, sha256: str | None = None) -> Page:
        """Return a page of the current version, or of the one with this hash.

        Raises NotFoundError, with the range of page numbers if only the page does not exist.
        """
        with self._database.reading() as connection:
            current = get_document(connection, document_id)
            content = sha256 or current.sha256
            query = select(version.c.id, version.c.page_count)
            row = connection.execute(
                query.where(version.c.document == document_id, version.c.sha256 == content)
            ).one_or_none()
            if row is None:
                raise NotFoundError(f"The document {document_id} has no version {content!a}.")
            # A number from a hand-made link may be larger than SQLite's integers.
            result = _page(connection, row.id, number) if 1 <= number <= row.page_count else None
        if result is None:
            raise NotFoundError(
                f"The document {document_id} has no page {number}; its pages are 1 to {row.page_count}."
            )
        return result

    def get_many(self, keys: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Page]:
        """Return pages of current versions by document id and number, in one query.

        Pages that do not exist are omitted.
        """
        wanted = pairs(keys)
        query = (
            select(document.c.id, page.c.number, page.c.label, page.c.text)
            .select_from(wanted)
            .join(document, (document.c.id == wanted.c.first) & NOT_REMOVED)
            .join(version, (version.c.document == document.c.id) & version.c.current)
            .join(page, (page.c.version == version.c.id) & (page.c.number == wanted.c.second))
        )
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
        return {(row.id, row.number): Page(row.number, row.label, row.text) for row in rows}

    def iterate(self, document_id: str) -> Iterator[Page]:
        """Iterate over the pages of a document's current version, a few in memory at a time.

        Raises NotFoundError when called, not at the first page.
        """
        with self._database.reading() as connection:
            get_document(connection, document_id)
            current = select(version.c.id).where(version.c.document == document_id, version.c.current)
            version_id: int = connection.execute(current).scalar_one()
        return self._iterate(version_id)

    def _iterate(self, version_id: int) -> Iterator[Page]:
        after = 0
        while batch := self._batch(version_id, after):
            yield from batch
            after = batch[-1].number

    def _batch(self, version_id: int, after: int) -> list[Page]:
        """Return the next few pages.

        No transaction stays open between batches: the caller may never ask for the next.
        """
        query = select(page.c.number, page.c.label, page.c.text).where(
            page.c.version == version_id, page.c.number > after
        )
        with self._database.reading() as connection:
            return [Page(*row) for row in connection.execute(query.order_by(page.c.number).limit(BATCH))]

    def number_of_label(self, document_id: str, label: str) -> int | None:
        """Return the number of the first page with this printed label; None if no page has it.

        Raises NotFoundError.
        """
        query = select(func.min(page.c.number)).join(version, version.c.id == page.c.version)
        current = (version.c.document == document_id) & version.c.current & (page.c.label == label)
        with self._database.reading() as connection:
            get_document(connection, document_id)
            number: int | None = connection.execute(query.where(current)).scalar_one()
        return number


def _page(connection: Connection, version_id: int, number: int) -> Page | None:
    query = select(page.c.number, page.c.label, page.c.text)
    row = connection.execute(query.where(page.c.version == version_id, page.c.number == number)).one_or_none()
    return None if row is None else Page(*row)


# ------------------------------------------------------------------ parts of a document's transaction
def replace_pages(connection: Connection, version_id: int, pages: Sequence[Page]) -> None:
    """Replace the pages of a version."""
    connection.execute(delete(page).where(page.c.version == version_id))
    rows = [{"version": version_id, "number": item.number, "label": item.label, "text": item.text} for item in pages]
    if rows:
        connection.execute(insert(page), rows)


def delete_pages(connection: Connection, document_id: str) -> None:
    """Delete the pages of all versions of a document."""
    versions = select(version.c.id).where(version.c.document == document_id)
    connection.execute(delete(page).where(page.c.version.in_(versions)))
