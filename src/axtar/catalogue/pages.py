"""The text of every page of every version. Old versions keep theirs, so that an old citation can still be looked up."""

import json
from collections.abc import Sequence

from sqlalchemy import Connection, Integer, Text, func, insert, literal, select
from sqlalchemy import delete as delete_from

from axtar.catalogue.schema import document, page, version
from axtar.errors import NotFoundError
from axtar.model import Document, Page

BATCH = 32
"""Pages fetched at a time where a document is read through."""


def replace(connection: Connection, version_id: int, pages: Sequence[Page]) -> None:
    """Store the pages of a version."""
    connection.execute(delete_from(page).where(page.c.version == version_id))
    rows = [{"version": version_id, "number": item.number, "label": item.label, "text": item.text} for item in pages]
    if rows:
        connection.execute(insert(page), rows)


def delete(connection: Connection, document_id: str) -> None:
    """Forget the pages of all versions of a document."""
    versions = select(version.c.id).where(version.c.document == document_id)
    connection.execute(delete_from(page).where(page.c.version.in_(versions)))


def find(connection: Connection, of: Document, number: int, sha256: str | None) -> Page:
    """One page, of the current version or another. Raises NotFoundError naming the pages that there are."""
    content = sha256 or of.sha256
    query = select(version.c.id, version.c.page_count).where(version.c.document == of.id, version.c.sha256 == content)
    found = connection.execute(query).one_or_none()
    if found is None:
        raise NotFoundError(f"The document {of.id} has no version {content!a}.")
    row = None
    if 1 <= number <= found.page_count:  # a number from a hand-made link may be larger than SQLite's integers
        text = select(page.c.number, page.c.label, page.c.text).where(
            page.c.version == found.id, page.c.number == number
        )
        row = connection.execute(text).one_or_none()
    if row is None:
        raise NotFoundError(f"The document {of.id} has no page {number}; its pages are 1 to {found.page_count}.")
    return Page(*row)


def current_version(connection: Connection, document_id: str) -> int:
    """The row of a document's current version."""
    query = select(version.c.id).where(version.c.document == document_id, version.c.current)
    found: int = connection.execute(query).scalar_one()
    return found


def labelled(connection: Connection, of: Document, label: str) -> int | None:
    """The number of the first page of the current version that bears this label; None where none does."""
    query = select(func.min(page.c.number)).join(version, version.c.id == page.c.version)
    current = (version.c.document == of.id) & version.c.current & (page.c.label == label)
    found: int | None = connection.execute(query.where(current)).scalar_one()
    return found


def batch(connection: Connection, version_id: int, after: int) -> list[Page]:
    """The next few pages of a version."""
    query = select(page.c.number, page.c.label, page.c.text).where(page.c.version == version_id, page.c.number > after)
    return [Page(*row) for row in connection.execute(query.order_by(page.c.number).limit(BATCH))]


def many(connection: Connection, wanted: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Page]:
    """Pages of living documents by document and number, in one query; what is not there is left out."""
    pairs = func.json_each(literal(json.dumps(wanted))).table_valued("value")
    id_ = func.json_extract(pairs.c.value, "$[0]", type_=Text)
    number = func.json_extract(pairs.c.value, "$[1]", type_=Integer)
    query = (
        select(document.c.id, page.c.number, page.c.label, page.c.text)
        .select_from(pairs)
        .join(document, (document.c.id == id_) & document.c.removed.is_(None))
        .join(version, (version.c.document == document.c.id) & version.c.current)
        .join(page, (page.c.version == version.c.id) & (page.c.number == number))
    )
    return {(row.id, row.number): Page(row.number, row.label, row.text) for row in connection.execute(query)}
