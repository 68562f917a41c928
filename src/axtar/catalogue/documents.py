"""The repository of documents: records, versions by SHA-256, and how files become both."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from axtar.catalogue.column_types import utc_now
from axtar.catalogue.document_ids import free_id
from axtar.catalogue.document_rows import NOT_REMOVED, get_document, latest_row, select_documents, to_document
from axtar.catalogue.pages import delete_pages, replace_pages
from axtar.catalogue.schema import document, version
from axtar.catalogue.sqlite import Database, strings
from axtar.model import Document, ExtractedDocument, Record

INDIVISIBLE = str.maketrans({"ı": "i", "ə": "e", "ә": "е"})
"""Letters that NFKD does not decompose; untranslated, they would sort after z and я."""


@dataclass(frozen=True, slots=True)
class ExtractedFile:
    """A file whose text was extracted, ready to be stored.

    `path` is relative to `documents/`; `source` is the path that it was added from. `record` merges the metadata in the file
    with `sidecar`, the record in the file next to it; empty if there is none.
    """

    file: str
    path: str
    source: str
    sha256: str
    size: int
    extract: ExtractedDocument
    record: Record
    sidecar: Record = field(default_factory=dict)


class DocumentRepository:
    """The documents of a library.

    Removed ones retain their id and record, and are omitted from every list.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, files: Sequence[ExtractedFile]) -> list[tuple[str, str]]:
        """Store files, all or none; return the document id and status of each.

        The first condition that holds decides:
        - the content is that of a document's current version: `unchanged`, though path and source follow the file. If the
          sidecar has changed, its record replaces the document's (`updated`), unless that was edited here (`kept`);
        - the content is that of a removed document: `restored`, with its record;
        - a document has this path or source: `updated`, a new version; an edited record is preserved;
        - otherwise `added`, a new document.
        """
        with self._database.writing() as connection:
            return [_put(connection, file) for file in files]

    def get(self, id_: str) -> Document:
        """Return a document.

        Raises NotFoundError, or RemovedError with its title and the date of its removal.
        """
        with self._database.reading() as connection:
            return get_document(connection, id_)

    def get_many(self, ids: Sequence[str]) -> list[Document]:
        """Return those of these documents that exist, by title."""
        query = select_documents(NOT_REMOVED & version.c.current).where(document.c.id.in_(strings(ids)))
        with self._database.reading() as connection:
            return [to_document(row) for row in connection.execute(query.order_by(document.c.sort_key, document.c.id))]

    def list_all(self, limit: int | None = None, offset: int = 0) -> list[Document]:
        """Return the documents by title, or a window of that list."""
        query = select_documents(NOT_REMOVED & version.c.current).order_by(document.c.sort_key, document.c.id)
        with self._database.reading() as connection:
            return [to_document(row) for row in connection.execute(query.limit(limit).offset(offset))]

    def count(self) -> int:
        """Return the number of documents."""
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).select_from(document).where(NOT_REMOVED)).scalar_one()

    def find_by_content(self, sha256: str, sidecar: Record | None = None) -> Document | None:
        """Return the document whose current version has this content.

        Returns None if this sidecar differs from the stored one.
        """
        with self._database.reading() as connection:
            row = latest_row(connection, NOT_REMOVED & version.c.current & (version.c.sha256 == sha256))
        return None if row is None or _sidecar_changed(row, sidecar) else to_document(row)

    def find_by_source(self, source: str) -> Document | None:
        """Return the document that was added from this path."""
        with self._database.reading() as connection:
            row = latest_row(connection, NOT_REMOVED & version.c.current & (document.c.source == source))
        return None if row is None else to_document(row)

    def edit(self, id_: str, record: Record) -> Document:
        """Replace a document's record, also for later versions of its file. Raises NotFoundError."""
        with self._database.writing() as connection:
            current = get_document(connection, id_)
            _revise(connection, id_, **_record_columns(record, current.file), edited=True)
            return get_document(connection, id_)

    def remove(self, id_: str) -> None:
        """Delete a document's pages, and leave a tombstone so that old links are answered.

        Raises NotFoundError.
        """
        with self._database.writing() as connection:
            get_document(connection, id_)
            _revise(connection, id_, removed_at=utc_now())
            delete_pages(connection, id_)


# ------------------------------------------------------------------ adding
def _put(connection: Connection, file: ExtractedFile) -> tuple[str, str]:
    """Store one file; see `DocumentRepository.put`."""
    place = {"file": file.file, "path": file.path, "source": file.source}
    sidecar = {"sidecar": file.sidecar} if file.sidecar else {}
    if known := latest_row(connection, NOT_REMOVED & version.c.current & (version.c.sha256 == file.sha256)):
        if (known.file, known.path, known.source) != (file.file, file.path, file.source):
            connection.execute(update(document).where(document.c.id == known.id).values(**place, updated_at=utc_now()))
        return known.id, _apply_sidecar(connection, known, file)
    if known := latest_row(connection, ~NOT_REMOVED & (version.c.sha256 == file.sha256)):
        _revise(connection, known.id, **place, removed_at=None)
        _store_version(connection, known.id, file)
        return known.id, "restored"
    same_place = (document.c.path == file.path) | (document.c.source == file.source)
    if known := latest_row(connection, NOT_REMOVED & same_place):
        record = known.record if known.edited else file.record  # a librarian's record outlives what a file proposes
        _revise(connection, known.id, **place, **sidecar, **_record_columns(record, file.file))
        _store_version(connection, known.id, file)
        return known.id, "updated"
    id_, now = free_id(connection, file.sha256), utc_now()
    columns = {**place, **sidecar, **_record_columns(file.record, file.file)}
    row = {"id": id_, **columns, "edited": False, "revision": 1, "created_at": now, "updated_at": now}
    connection.execute(insert(document).values(row))
    _store_version(connection, id_, file)
    return id_, "added"


def _apply_sidecar(connection: Connection, known: Row[Any], file: ExtractedFile) -> str:
    """Replace the record of a document whose sidecar has changed, unless it was edited here.

    Returns the status.
    """
    if not _sidecar_changed(known, file.sidecar):
        return "unchanged"
    connection.execute(update(document).where(document.c.id == known.id).values(sidecar=file.sidecar))
    if known.edited:
        return "unchanged" if known.sidecar is None else "kept"
    if file.record == known.record:
        return "unchanged"
    _revise(connection, known.id, **_record_columns(file.record, file.file))
    return "updated"


def _sidecar_changed(known: Row[Any], sidecar: Record | None) -> bool:
    """Whether there is a sidecar and it differs from the stored one."""
    return bool(sidecar) and sidecar != known.sidecar


def _store_version(connection: Connection, id_: str, file: ExtractedFile) -> None:
    """Make this content the document's current version, with the pages as extracted now."""
    extract = file.extract
    values = {
        "size": file.size,
        "media_type": extract.media_type,
        "paged": extract.paged,
        "page_count": max((page.number for page in extract.pages), default=0),
        "added_at": utc_now(),
        "current": True,
    }
    connection.execute(update(version).where(version.c.document == id_).values(current=False))
    same = (version.c.document == id_) & (version.c.sha256 == file.sha256)
    version_id = connection.scalar(update(version).where(same).values(values).returning(version.c.id))
    if version_id is None:
        new = insert(version).values(**values, document=id_, sha256=file.sha256).returning(version.c.id)
        version_id = connection.execute(new).scalar_one()
    replace_pages(connection, version_id, extract.pages)


# ------------------------------------------------------------------ changing
def _revise(connection: Connection, id_: str, **values: Any) -> None:  # noqa: ANN401 - a column's value
    """Change a document and raise its revision, which makes it stale in every index."""
    revised = update(document).values(**values, revision=document.c.revision + 1, updated_at=utc_now())
    connection.execute(revised.where(document.c.id == id_))


def _record_columns(record: Record, file: str) -> dict[str, Any]:
    """Return a record with its sort key.

    Titles are in many languages, and no language's collation suits all of them.
    """
    title = str(record.get("title") or file)
    letters = unicodedata.normalize("NFKD", title.casefold().translate(INDIVISIBLE))
    sort_key = "".join(letter for letter in letters if letter.isalnum() or letter == " ").strip()
    return {"record": record, "sort_key": sort_key}
