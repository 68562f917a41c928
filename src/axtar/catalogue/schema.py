"""The tables of the catalogue."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)

from axtar.catalogue.column_types import RecordText, Text
from axtar.model.entity import LANGUAGES

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
    Column("sort_key", Text, nullable=False),
    Column("removed_at", Text),
    Column("created_at", Text, nullable=False),
    Column("updated_at", Text, nullable=False),
    Index("document_by_title", "removed_at", "sort_key", "id"),
    Index("document_by_path", "path"),
    Index("document_by_source", "source"),
)
"""Documents, removed ones included. `file`: the name of the original; `path`: its place below `documents/`; `source`: the path
that it was added from; `edited`: whether a librarian has edited `record`; `sidecar`: the record in the file beside the original;
`revision`: raised with each change that affects the index."""

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
    Column("added_at", Text, nullable=False),
    Column("current", Boolean, nullable=False),
    UniqueConstraint("document", "sha256"),
    Index("current_version", "document", unique=True, sqlite_where=text("current")),
)
"""The contents that a document has had; exactly one of them is current."""

page = Table(
    "page",
    metadata,
    Column("version", Integer, ForeignKey("version.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("label", Text),
    Column("text", Text, nullable=False),
)
"""Page texts. `number` is physical, from 1; `label` is the printed page number."""

index_state = Table(
    "index_state",
    metadata,
    Column("engine", Text, primary_key=True),
    Column("document", Text, ForeignKey("document.id"), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("failure", Text),
    Column("fingerprint", Text),
    sqlite_with_rowid=False,
)
"""The revision of each document that an engine has indexed. `failure`: the reason why its text could not be analyzed, so that
the engine lacks it; `fingerprint`: that of the index when it failed, since only another one is a reason to try again."""

attested_spelling = Table(
    "attested_spelling",
    metadata,
    Column("name", Text, primary_key=True),
    Column("term", Text, primary_key=True),
    Column("text", Text, primary_key=True),
    Column("language", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Spellings of names found in the texts. `name`: an entity id or `~key`; `term`: the index term of `text`, the base form."""

attested_word = Table(
    "attested_word",
    metadata,
    Column("text", Text, primary_key=True),
    Column("sound", Text, nullable=False),
    Column("consonants", Text, nullable=False),
    Index("attested_word_by_sound", "sound"),
    Index("attested_word_by_consonants", "consonants", sqlite_where=text("consonants != ''")),
    sqlite_with_rowid=False,
)
"""Words as the texts write them, with the keys by which a misspelled one is looked up; `consonants` is "" for a short word."""

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
    Column("created_at", Text, nullable=False),
    Column("updated_at", Text, nullable=False),
    Column("kind", Text, nullable=False, server_default="file"),
    sqlite_autoincrement=True,
)
"""The job queue and its history. `file`: a label for people; `path`: that of an upload."""

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
    Column("changed_at", Text, nullable=False),
    Column("changed_by", Text, nullable=False),
)
"""The library's own entities: a cell of spellings for each language, as in the tables that axtar ships."""

pending_variant = Table(
    "pending_variant",
    metadata,
    Column("variant", Text, primary_key=True),
    sqlite_with_rowid=False,
)
"""Folded spellings that entities gained or lost, and whose passages are not yet reindexed."""

setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Small values by key."""

session = Table(
    "session",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("created_at", Text, nullable=False),
    Column("used_at", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""The open sessions of librarians. The token itself is only in the cookie."""
