"""Documents: their records, their versions by SHA-256, and what becomes of a file that is added."""

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, literal, select, update

from axtar.catalogue import pages
from axtar.catalogue.schema import document, version
from axtar.catalogue.sqlite import now
from axtar.errors import NotFoundError, RemovedError
from axtar.model import Document, ExtractedDocument, Record

CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 8
FULL_LENGTH = 52  # 256 bits and 4 more, in letters of 5 bits

UNDIVIDED = str.maketrans({"ı": "i", "ə": "e", "ә": "е"})
"""Letters that NFKD does not take apart; without this they would sort after z and я."""

LIVING = document.c.removed.is_(None)


@dataclass(frozen=True, slots=True)
class ExtractedFile:
    """A file that was read. `path` is where it lies below `documents/`, `source` where it was added from.

    `record` is what file and `sidecar` say together, `sidecar` the record beside the file; empty where there is none.
    """

    file: str
    path: str
    source: str
    sha256: str
    size: int
    extract: ExtractedDocument
    record: Record
    sidecar: Record = field(default_factory=dict)


# ------------------------------------------------------------------ adding
def put(connection: Connection, item: ExtractedFile) -> tuple[str, str]:
    """Store one file; return its document's id and added, updated, unchanged, kept or restored."""
    place = {"file": item.file, "path": item.path, "source": item.source}
    beside = {"sidecar": item.sidecar} if item.sidecar else {}
    if known := _first(connection, LIVING & version.c.current & (version.c.sha256 == item.sha256)):
        if (known.file, known.path, known.source) != (item.file, item.path, item.source):
            connection.execute(update(document).where(document.c.id == known.id).values(**place, updated=now()))
        return known.id, _describe_again(connection, known, item)
    if known := _first(connection, ~LIVING & (version.c.sha256 == item.sha256)):
        _revise(connection, known.id, **place, removed=None)
        _store(connection, known.id, item)
        return known.id, "restored"
    if known := _first(connection, LIVING & ((document.c.path == item.path) | (document.c.source == item.source))):
        # What a librarian wrote stays; what a file proposed gives way.
        record = known.record if known.edited else item.record
        _revise(connection, known.id, **place, **beside, **_described(record, item.file))
        _store(connection, known.id, item)
        return known.id, "updated"
    new = _free_id(connection, item.sha256)
    connection.execute(
        insert(document).values(
            id=new,
            **place,
            **beside,
            **_described(item.record, item.file),
            edited=False,
            revision=1,
            created=now(),
            updated=now(),
        )
    )
    _store(connection, new, item)
    return new, "added"


def _describe_again(connection: Connection, known: Row[Any], item: ExtractedFile) -> str:
    """Take the record beside a file whose content is known, where it has changed; what was edited here since is kept."""
    if not _news(known, item.sidecar):
        return "unchanged"
    connection.execute(update(document).where(document.c.id == known.id).values(sidecar=item.sidecar))
    if known.edited:
        return "unchanged" if known.sidecar is None else "kept"
    if item.record == known.record:
        return "unchanged"
    _revise(connection, known.id, **_described(item.record, item.file))
    return "updated"


def _news(known: Row[Any], sidecar: Record | None) -> bool:
    """Whether the record beside a file says other than it did. None or an empty one says nothing."""
    return bool(sidecar) and sidecar != known.sidecar


def identify(sha256: str, length: int = ID_LENGTH) -> str:
    """The first characters of a SHA-256 in Crockford's base32 (https://www.crockford.com/base32.html), lower case."""
    bits = int(sha256, 16) << 4
    return "".join(CROCKFORD[bits >> 5 * (FULL_LENGTH - 1 - place) & 31] for place in range(length))


def _free_id(connection: Connection, sha256: str) -> str:
    """The shortest id of this content that is free; a document that has gone on to other content may have the first."""
    candidates = [identify(sha256, length) for length in range(ID_LENGTH, FULL_LENGTH + 1)]
    taken = set(connection.scalars(select(document.c.id).where(document.c.id.in_(candidates))))
    return next(candidate for candidate in candidates if candidate not in taken)


def _store(connection: Connection, id_: str, item: ExtractedFile) -> None:
    """Make this content the document's current version, with its pages as they were read now."""
    extract = item.extract
    values = {
        "size": item.size,
        "media_type": extract.media_type,
        "paged": extract.paged,
        "page_count": max((page.number for page in extract.pages), default=0),
        "added": now(),
        "current": True,
    }
    connection.execute(update(version).where(version.c.document == id_).values(current=False))
    same = (version.c.document == id_) & (version.c.sha256 == item.sha256)
    number = connection.scalar(update(version).where(same).values(values).returning(version.c.id))
    if number is None:
        new = insert(version).values(**values, document=id_, sha256=item.sha256).returning(version.c.id)
        number = connection.execute(new).scalar_one()
    pages.replace(connection, number, extract.pages)


# ------------------------------------------------------------------ finding
def find(connection: Connection, id_: str) -> Document:
    """A living document. Raises NotFoundError or RemovedError."""
    row = _first(connection, version.c.current & (document.c.id == id_))
    if row is None:
        raise NotFoundError(f"There is no document {id_!a} in this library.")
    if row.removed is not None:
        raise RemovedError(
            f"The document {id_} (“{_document(row).title}”) was removed from this library on {row.removed[:10]}."
        )
    return _document(row)


def by_content(connection: Connection, sha256: str, sidecar: Record | None) -> Document | None:
    """The living document whose current version has this content, unless the record beside the file has changed."""
    row = _first(connection, LIVING & version.c.current & (version.c.sha256 == sha256))
    return None if row is None or _news(row, sidecar) else _document(row)


def by_source(connection: Connection, source: str) -> Document | None:
    """The living document that was added from this place."""
    row = _first(connection, LIVING & version.c.current & (document.c.source == source))
    return None if row is None else _document(row)


def by_title(connection: Connection, ids: Sequence[str] | None, limit: int | None, offset: int) -> list[Document]:
    """Living documents, these or all, in the order of their titles."""
    query = _rows(LIVING & version.c.current).order_by(document.c.sort, document.c.id)
    if ids is not None:
        query = query.where(document.c.id.in_(listed(ids)))
    return [_document(row) for row in connection.execute(query.limit(limit).offset(offset))]


def count(connection: Connection) -> int:
    """How many documents live here."""
    return connection.execute(select(func.count()).select_from(document).where(LIVING)).scalar_one()


def listed(items: Sequence[str]) -> Select[Any]:
    """Any number of strings as a subquery; SQLite limits the parameters of a statement, but not the length of one."""
    return select(func.json_each(literal(json.dumps(items))).table_valued("value").c.value)


# ------------------------------------------------------------------ changing
def edit(connection: Connection, id_: str, record: Record) -> Document:
    """Give a document another record."""
    known = find(connection, id_)
    _revise(connection, id_, **_described(record, known.file), edited=True)
    return find(connection, id_)


def remove(connection: Connection, id_: str) -> None:
    """Leave a tombstone with id, record and date, so that old links say what happened; the text goes."""
    find(connection, id_)
    _revise(connection, id_, removed=now())
    pages.delete(connection, id_)


def _revise(connection: Connection, id_: str, **values: Any) -> None:  # noqa: ANN401 - a column's value
    """Change a document so that every index is stale."""
    revised = update(document).values(**values, revision=document.c.revision + 1, updated=now())
    connection.execute(revised.where(document.c.id == id_))


def _described(record: Record, file: str) -> dict[str, Any]:
    """A record and what documents are sorted by; the titles are of many languages, and no language's order fits all."""
    title = str(record.get("title") or file)
    letters = unicodedata.normalize("NFKD", title.casefold().translate(UNDIVIDED))
    return {
        "record": record,
        "sort": "".join(letter for letter in letters if letter.isalnum() or letter == " ").strip(),
    }


# ------------------------------------------------------------------ rows
def _rows(condition: ColumnElement[bool]) -> Select[Any]:
    columns = (document, version.c.sha256, version.c.media_type, version.c.paged, version.c.page_count)
    return select(*columns).join_from(document, version).where(condition)


def _first(connection: Connection, condition: ColumnElement[bool]) -> Row[Any] | None:
    """The document changed last among those that meet a condition."""
    newest = _rows(condition).order_by(document.c.updated.desc(), document.c.id)
    return connection.execute(newest.limit(1)).one_or_none()


def _document(row: Row[Any]) -> Document:
    return Document(
        id=row.id,
        file=row.file,
        path=row.path,
        media_type=row.media_type,
        sha256=row.sha256,
        paged=row.paged,
        page_count=row.page_count,
        record=row.record,
        removed=row.removed,
    )
