"""The SQLite dialect: connections, transactions, expressions and errors."""

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Integer,
    NullPool,
    Select,
    Subquery,
    Text,
    create_engine,
    event,
    exc,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.sqlite import insert

from axtar.errors import DiskError, LibraryError, LockedError, ReadOnlyError
from axtar.permissions import restrict_to_owner

__all__ = ["Database", "insert", "pairs", "strings"]

APPLICATION_ID = 0x61787472
"""`axtr` in PRAGMA application_id, which distinguishes a catalogue from any other SQLite database."""

TIMEOUT_SECONDS = 30
"""How long a transaction waits for another process before it fails with LockedError."""

# FULL, although a kill alone would lose nothing with NORMAL: after a power cut NORMAL may roll back the last commits,
# and documents that were reported as added must be there. It costs one fsync per commit; documents are committed in batches.
PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON")

ERRORS = {
    "file is not a database": (
        LibraryError,
        "is not axtar's catalogue. Restore it from a backup, or move it away and add the documents again.",
    ),
    "malformed": (LibraryError, "is damaged. Restore it from a backup, or move it away and add the documents again."),
    "locked": (
        LockedError,
        f"has been locked by another process for {TIMEOUT_SECONDS} seconds. Wait until it has finished, then try again.",
    ),
    "unable to open": (LibraryError, "cannot be opened. Check that its folder exists, is writable and has space."),
    "readonly": (ReadOnlyError, "is read-only. Change its permissions, or those of its folder."),
    "is full": (DiskError, "cannot grow: the disk is full. Nothing is lost: free some space, then try again."),
    "disk i/o": (DiskError, "cannot be read or written: the disk reports an error. Check the disk, then try again."),
}
"""Parts of SQLite's messages, and the error that each becomes. Any other message is a bug and is raised unchanged."""


class Database:
    """A SQLite file. Threads may share it.

    Other processes may read and write it at the same time.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, creating an empty one if there is none. Only its owner may read it.

        A file that this user cannot write, or in a folder that it cannot write, is opened for reading. Errors of opening are
        raised by the first transaction.
        """
        self.path = path
        self._reader = _read_only_engine(path)
        if path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
            self._engine = self._reader
        else:
            _create_private(path)
            self._engine = _writable_engine(path)
        self._writer = self._engine.execution_options(axtar_begin="BEGIN IMMEDIATE")

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a read transaction: a snapshot that writers do not change."""
        with self._translated_errors(), self._connect_for_reading() as connection, connection.begin():
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a write transaction: committed at the end of the block, rolled back if it raises.

        Other writers wait.
        """
        with self._translated_errors(), self._writer.begin() as connection:
            yield connection

    def check(self) -> list[str]:
        """Return the integrity errors of the file, one line each; empty if it is intact.

        Reads the whole file.
        """
        try:
            with self.reading() as connection:
                errors = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
                orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        except LibraryError as error:  # the damage can be such that SQLite cannot even run the check
            return [str(error)]
        missing = [f"a row of {row[0]} refers to a missing row of {row[2]}" for row in orphans]
        return [line for line in errors if line != "ok"] + missing

    def schema_version(self, connection: Connection) -> int:
        """Return the version of the catalogue's schema in this file, 0 if the file is empty.

        Raises LibraryError if the file is a database of another program.
        """
        if connection.exec_driver_sql("PRAGMA application_id").scalar_one() == APPLICATION_ID:
            return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
        if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one():
            raise LibraryError(
                f"{self.path} is a database of another program, not axtar's catalogue. Choose another library folder."
            )
        return 0

    def set_schema_version(self, connection: Connection, version: int) -> None:
        """Mark the file as a catalogue whose schema has this version."""
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {version}")

    def _connect_for_reading(self) -> Connection:
        """Connect, on a full disk as to a read-only file.

        To read a file that can be written, SQLite creates two others beside it.
        """
        try:
            return self._engine.connect()
        except exc.OperationalError as error:
            if not any(part in str(error.orig).casefold() for part in ("unable to open", "is full", "disk i/o")):
                raise
            return self._reader.connect()

    @contextlib.contextmanager
    def _translated_errors(self) -> Iterator[None]:
        try:
            yield
        except exc.DBAPIError as error:
            message = str(error.orig).casefold()
            for part, (error_type, explanation) in ERRORS.items():
                if part in message:
                    raise error_type(f"{self.path} {explanation} ({error.orig})") from error
            raise


def _create_private(path: Path) -> None:
    """Create the file unless it exists, and let only its owner read it.

    So must be the files that SQLite puts beside it.
    """
    with contextlib.suppress(OSError):  # SQLite reports it
        path.touch(0o600)
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        restrict_to_owner(path.with_name(name))


def _writable_engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": TIMEOUT_SECONDS, "check_same_thread": False},
        pool_size=4,
        max_overflow=-1,  # each thread of the web server may hold a connection; a bounded pool could deadlock
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _read_only_engine(path: Path) -> Engine:
    """Return an engine that only reads.

    It opens the file anew for each transaction, which sees what the owner has changed meanwhile.
    """
    engine = create_engine("sqlite://", creator=lambda: _connect_read_only(path), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    return engine


def _connect_read_only(path: Path) -> sqlite3.Connection:
    """Connect to a file beside which no other can be created, as SQLite does to read.

    Without a write-ahead log it needs none, if it is told that nobody changes the file. A log is read with the lock in the shared
    memory beside it; if that is missing too, since no process has the file open, with a lock on the whole file.
    """
    log = path.with_name(f"{path.name}-wal")
    if not (log.exists() and log.stat().st_size):
        return _connect(path, "immutable=1")
    connection = _connect(path, "mode=ro")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        connection.close()
        if not os.access(path, os.W_OK):
            raise
        connection = _connect(path, "mode=rw")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    return connection


def _connect(path: Path, option: str) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?{option}"
    return sqlite3.connect(uri, TIMEOUT_SECONDS, isolation_level=None, check_same_thread=False, uri=True)


def _configure(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's connection in SQLAlchemy's adapter
    connection.isolation_level = None  # the driver's own BEGIN comes too late and cannot be IMMEDIATE; see _begin
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once if another one wrote in between, whatever the
    # timeout; so a write transaction is declared as one when it begins.
    connection.exec_driver_sql(connection.get_execution_options().get("axtar_begin", "BEGIN"))


# ------------------------------------------------------------------ expressions
def strings(items: Sequence[str]) -> Select[Any]:
    """Return any number of strings as a subquery.

    SQLite limits the number of parameters of a statement, but not the length of one.
    """
    return select(func.json_each(literal(json.dumps(items))).table_valued("value").c.value)


def pairs(items: Sequence[tuple[str, int]]) -> Subquery:
    """Return any number of (string, integer) pairs as a subquery.

    Its columns are `first` and `second`.
    """
    value = func.json_each(literal(json.dumps(items))).table_valued("value").c.value
    first = func.json_extract(value, "$[0]", type_=Text).label("first")
    second = func.json_extract(value, "$[1]", type_=Integer).label("second")
    return select(first, second).subquery()
