"""Schema versions of the catalogue, and the statements that migrate older files."""

from collections.abc import Mapping, Sequence

from axtar.catalogue.schema import metadata
from axtar.catalogue.sqlite import Database
from axtar.errors import LibraryError

VERSION = 7
"""The schema's version, stored in the file."""

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
    5: (
        "ALTER TABLE document RENAME COLUMN sort TO sort_key",
        "ALTER TABLE document RENAME COLUMN created TO created_at",
        "ALTER TABLE document RENAME COLUMN updated TO updated_at",
        "ALTER TABLE document RENAME COLUMN removed TO removed_at",
        "ALTER TABLE version RENAME COLUMN added TO added_at",
        "ALTER TABLE job RENAME COLUMN created TO created_at",
        "ALTER TABLE job RENAME COLUMN updated TO updated_at",
        "ALTER TABLE entity RENAME COLUMN changed TO changed_at",
        'ALTER TABLE entity RENAME COLUMN "by" TO changed_by',
        "ALTER TABLE indexed RENAME TO index_state",
        "ALTER TABLE unread RENAME TO pending_variant",
        "ALTER TABLE pending_variant RENAME COLUMN form TO variant",
        "ALTER TABLE spelling RENAME TO attested_spelling",
        "ALTER TABLE attested_spelling RENAME COLUMN base TO term",
        "DROP INDEX word_by_head",
        "DROP INDEX word_by_tail",
        "ALTER TABLE word RENAME TO attested_word",
        "ALTER TABLE attested_word RENAME COLUMN head TO prefix",
        "ALTER TABLE attested_word RENAME COLUMN tail TO suffix",
        "CREATE INDEX attested_word_by_prefix ON attested_word (prefix, length)",
        "CREATE INDEX attested_word_by_suffix ON attested_word (suffix, length)",
        "UPDATE setting SET key = 'entities.revision' WHERE key = 'names.mark'",
    ),
    6: (
        "ALTER TABLE index_state ADD COLUMN failure TEXT",
        "ALTER TABLE index_state ADD COLUMN fingerprint TEXT",
        """CREATE TABLE session (token_hash TEXT NOT NULL, created_at TEXT NOT NULL, used_at TEXT NOT NULL,
        PRIMARY KEY (token_hash)) WITHOUT ROWID""",
    ),
    7: (  # the words come back with the rebuild that the new index terms need
        "DROP TABLE attested_word",
        """CREATE TABLE attested_word (text TEXT NOT NULL, sound TEXT NOT NULL, consonants TEXT NOT NULL,
        PRIMARY KEY (text)) WITHOUT ROWID""",
        "CREATE INDEX attested_word_by_sound ON attested_word (sound)",
        "CREATE INDEX attested_word_by_consonants ON attested_word (consonants) WHERE consonants != ''",
    ),
}
"""For each version after the first, the statements that migrate the previous version to it."""


def migrate(database: Database, latest: int = VERSION, steps: Mapping[int, Sequence[str]] = STEPS) -> None:
    """Create the tables in an empty database, or migrate an older catalogue.

    A migration to the latest version is one transaction. Raises LibraryError if the file belongs to another program or was
    written by a newer axtar.
    """
    with database.reading() as connection:  # an up-to-date file opens without waiting for a writer
        version = database.schema_version(connection)
    if version > latest:
        raise LibraryError(
            f"{database.path} was written by a newer axtar (schema {version}; this one knows {latest}). Update axtar."
        )
    if version == latest:
        return
    with database.writing() as connection:
        version = database.schema_version(connection)  # another process may have migrated it meanwhile
        if version == 0:
            metadata.create_all(connection)
        else:
            for number in range(version + 1, latest + 1):
                for statement in steps[number]:
                    connection.exec_driver_sql(statement)
        database.set_schema_version(connection, max(version, latest))
