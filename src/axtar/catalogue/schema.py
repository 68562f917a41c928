"""The tables of the catalogue, and the steps that bring an older file up to date."""

from collections.abc import Mapping, Sequence

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Computed,
    Connection,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)

from axtar.catalogue.types import RecordText, Text
from axtar.errors import LibraryError
from axtar.names import LANGUAGES

APPLICATION_ID = 0x61787472
"""`axtr` in PRAGMA application_id: tells our file from any other SQLite database."""

VERSION = 4
"""The schema's version, kept in PRAGMA user_version."""

STEPS: Mapping[int, Sequence[str]] = {
    2: ("ALTER TABLE document ADD COLUMN sidecar TEXT",),
    3: (
        """CREATE TABLE entity (id TEXT NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL, lat FLOAT, lon FLOAT,
        wikidata TEXT NOT NULL, geonames TEXT NOT NULL, en TEXT NOT NULL, az TEXT NOT NULL, "az-Cyrl" TEXT NOT NULL,
        "az-Arab" TEXT NOT NULL, tr TEXT NOT NULL, ru TEXT NOT NULL, hy TEXT NOT NULL, ka TEXT NOT NULL, fa TEXT NOT NULL,
        changed TEXT NOT NULL, "by" TEXT NOT NULL, PRIMARY KEY (id))""",
        "CREATE TABLE unread (form TEXT NOT NULL, PRIMARY KEY (form)) WITHOUT ROWID",
        "ALTER TABLE job ADD COLUMN kind TEXT DEFAULT 'file' NOT NULL",
    ),
    4: ("UPDATE job SET kind = 'rebuild' WHERE kind = 'file' AND path = ''",),
}
"""For each version after the first, the statements that make it out of the version before."""


metadata = MetaData()

document = Table(
    "document",
    metadata,
    Column("id", Text, primary_key=True),
    Column("file", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("record", RecordText, nullable=False),
    Column("edited", Boolean, nullable=False),
    Column("sidecar", RecordText),
    Column("revision", Integer, nullable=False),
    Column("sort", Text, nullable=False),
    Column("removed", Text),
    Column("created", Text, nullable=False),
    Column("updated", Text, nullable=False),
    Index("document_by_title", "removed", "sort", "id"),
    Index("document_by_path", "path"),
    Index("document_by_source", "source"),
)

version = Table(
    "version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document", Text, ForeignKey("document.id"), nullable=False),
    Column("sha256", Text, nullable=False, index=True),
    Column("size", Integer, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("paged", Boolean, nullable=False),
    Column("page_count", Integer, nullable=False),
    Column("added", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    UniqueConstraint("document", "sha256"),
    Index("current_version", "document", unique=True, sqlite_where=text("current")),
)

page = Table(
    "page",
    metadata,
    Column("version", Integer, ForeignKey("version.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("label", Text),
    Column("text", Text, nullable=False),
)

indexed = Table(
    "indexed",
    metadata,
    Column("engine", Text, primary_key=True),
    Column("document", Text, ForeignKey("document.id"), primary_key=True),
    Column("revision", Integer, nullable=False),
    sqlite_with_rowid=False,
)

spelling = Table(
    "spelling",
    metadata,
    Column("name", Text, primary_key=True),
    Column("base", Text, primary_key=True),
    Column("text", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    sqlite_with_rowid=False,
)

word = Table(
    "word",
    metadata,
    Column("text", Text, primary_key=True),
    Column("length", Integer, Computed("length(text)", persisted=False)),
    Column("head", Text, Computed("substr(text, 1, 2)", persisted=False)),
    Column("tail", Text, Computed("substr(text, -2)", persisted=False)),
    Index("word_by_head", "head", "length"),
    Index("word_by_tail", "tail", "length"),
    sqlite_with_rowid=False,
)

job = Table(
    "job",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("file", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column(
        "state", Text, CheckConstraint("state IN ('queued', 'running', 'done', 'failed')"), nullable=False, index=True
    ),
    Column("done", Integer, nullable=False),
    Column("total", Integer, nullable=False),
    Column("message", Text, nullable=False),
    Column("document", Text),
    Column("created", Text, nullable=False),
    Column("updated", Text, nullable=False),
    Column("kind", Text, nullable=False, server_default="file"),
    sqlite_autoincrement=True,
)

entity = Table(
    "entity",
    metadata,
    Column("id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("country", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("wikidata", Text, nullable=False),
    Column("geonames", Text, nullable=False),
    *(Column(language, Text, nullable=False) for language in LANGUAGES),
    Column("changed", Text, nullable=False),
    Column("by", Text, nullable=False),
)

unread = Table(
    "unread",
    metadata,
    Column("form", Text, primary_key=True),
    sqlite_with_rowid=False,
)

setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


def is_current(connection: Connection) -> bool:
    """Whether the file is ours and of this version, so that nobody needs to write to it before reading."""
    ours: bool = connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID
    return ours and connection.exec_driver_sql("PRAGMA user_version").scalar_one() == VERSION


def prepare(
    connection: Connection, file: str, latest: int = VERSION, steps: Mapping[int, Sequence[str]] = STEPS
) -> None:
    """Create the tables in an empty database, or take an older one step by step to the latest version.

    The caller holds a write transaction. Raises LibraryError where the file is another program's or a newer axtar's.
    """
    found = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    ours = connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID
    if not ours and connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one():
        raise LibraryError(
            f"{file} is a database of another program, not axtar's catalogue. Choose another library folder."
        )
    if found > latest:
        raise LibraryError(
            f"{file} was written by a newer axtar (schema {found}; this one knows {latest}). Update axtar."
        )
    if found == latest:
        return
    if not ours:
        metadata.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    else:
        for number in range(found + 1, latest + 1):
            for statement in steps[number]:
                connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {latest}")
