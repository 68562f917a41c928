"""The SQLite file: opening it, its transactions, and its errors in our words."""

import contextlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, exc

from axtar.catalogue import schema
from axtar.errors import LibraryError, LockedError

WAIT = 30
"""Seconds that a transaction waits for another process before it gives up."""

# FULL, although a kill alone would lose nothing with NORMAL: after a power cut NORMAL may roll back the last commits,
# and what was reported as added must be there. It costs one fsync per commit; documents are committed in batches.
PRAGMAS = ("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL", "PRAGMA foreign_keys = ON")

REMEDIES = {
    "file is not a database": (
        LibraryError,
        "is not axtar's catalogue. Restore it from a backup, or move it away and add the documents again.",
    ),
    "malformed": (LibraryError, "is damaged. Restore it from a backup, or move it away and add the documents again."),
    "locked": (
        LockedError,
        f"was held by another process for {WAIT} seconds. Wait until that has finished, and try again.",
    ),
    "unable to open": (LibraryError, "cannot be opened. See that its folder exists and may be written to."),
    "readonly": (LibraryError, "may not be written to. Change its permissions, or those of its folder."),
    "is full": (LibraryError, "cannot grow: the disk is full. Make room and try again."),
    "disk i/o": (LibraryError, "cannot be read from or written to: the disk reports an error."),
}
"""What SQLite says, in part, and what we make of it. Anything else is a fault of ours and goes up as it is."""


def now() -> str:
    """The time in UTC to the second, as ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class Store:
    """A SQLite file with our tables. Threads share it; other processes may read and write it at the same time."""

    def __init__(self, path: Path) -> None:
        """Open the file, or create it. Raises LibraryError where it is no catalogue of ours."""
        self.path = path
        self._engine = create_engine(
            URL.create("sqlite", database=str(path)),
            connect_args={"timeout": WAIT, "check_same_thread": False},
            pool_size=4,
            max_overflow=-1,  # each of the web's threads may hold one; files are cheap, deadlocks over a pool are not
        )
        event.listen(self._engine, "connect", _set_up)
        event.listen(self._engine, "begin", _begin)
        self._writer = self._engine.execution_options(axtar_begin="BEGIN IMMEDIATE")
        try:
            with self.reading() as connection:
                current = schema.is_current(connection)
            if not current:
                with self.writing() as connection:
                    schema.prepare(connection, str(path))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A view of the catalogue that no writer disturbs."""
        with self._translated(), self._engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """Changes that become visible together, or not at all when the block raises. Other writers wait."""
        with self._translated(), self._writer.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except exc.DBAPIError as error:
            said = str(error.orig).casefold()
            for part, (kind, remedy) in REMEDIES.items():
                if part in said:
                    raise kind(f"{self.path} {remedy} ({error.orig})") from error
            raise


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's connection, behind SQLAlchemy's adapter
    connection.isolation_level = None  # the driver's own BEGIN comes too late and cannot be IMMEDIATE; see _begin
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    # A transaction that reads first and writes later fails at once where another one wrote in between, whatever the
    # timeout; so one that will write says so when it begins.
    connection.exec_driver_sql(connection.get_execution_options().get("axtar_begin", "BEGIN"))
