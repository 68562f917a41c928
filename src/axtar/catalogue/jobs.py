"""The repository of jobs: the queue of background work, and the outcome of each job."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack

from sqlalchemy import Connection, func, insert, select, update

from axtar.catalogue.column_types import utc_now
from axtar.catalogue.schema import job
from axtar.catalogue.sqlite import Database
from axtar.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Job:
    """A unit of background work.

    `kind` selects the handler that runs it. `state`: queued, running, done or failed. `done` of `total` steps are complete.
    `document` is the id of the document that the job added. Times are UTC.
    """

    id: int
    file: str
    path: str
    state: str
    done: int
    total: int
    message: str
    document: str | None
    created_at: str
    updated_at: str
    kind: str


class JobChanges(TypedDict, total=False):
    """The columns that may change while a job runs."""

    state: str
    done: int
    total: int
    message: str
    document: str | None


class JobRepository:
    """The job queue, first in, first out."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, kind: str, file: str = "", path: str = "") -> Job:
        """Queue a job. `file` is its label for people, `path` that of an upload."""
        now = utc_now()
        new = insert(job).values(
            kind=kind, file=file, path=path, state="queued", done=0, total=0, message="", created_at=now, updated_at=now
        )
        with self._database.writing() as connection:
            return Job(*connection.execute(new.returning(job)).one())

    def get(self, id_: int) -> Job:
        """Return a job. Raises NotFoundError."""
        with self._database.reading() as connection:
            return _job(connection, id_)

    def claim_next(self, kinds: Sequence[str] | None = None) -> Job | None:
        """Mark the oldest queued job as running and return it, or None if there is none.

        `kinds` restricts the choice to jobs of these kinds. No other thread or process claims the same job.
        """
        oldest = select(func.min(job.c.id)).where(job.c.state == "queued")
        if kinds is not None:
            oldest = oldest.where(job.c.kind.in_(kinds))
        claim = (
            update(job)
            .where(job.c.id == oldest.scalar_subquery())
            .values(state="running", updated_at=utc_now())
            .returning(job)
        )
        with self._database.writing() as connection:
            row = connection.execute(claim).one_or_none()
        return None if row is None else Job(*row)

    def update(self, id_: int, **changes: Unpack[JobChanges]) -> Job:
        """Update state, progress, message or document of a job. Raises NotFoundError."""
        with self._database.writing() as connection:
            connection.execute(update(job).where(job.c.id == id_).values(**changes, updated_at=utc_now()))
            return _job(connection, id_)

    def latest(self, limit: int = 50) -> list[Job]:
        """Return the latest jobs, newest first."""
        with self._database.reading() as connection:
            return [Job(*row) for row in connection.execute(select(job).order_by(job.c.id.desc()).limit(limit))]

    def unfinished_paths(self) -> list[str]:
        """Return the paths of the uploads that a queued or running job needs."""
        unfinished = select(job.c.path).where(job.c.state.in_(("queued", "running")), job.c.path != "")
        with self._database.reading() as connection:
            return list(connection.execute(unfinished).scalars())

    def requeue(self) -> int:
        """Queue the running jobs again, whose process has died; return their number.

        Only the process that holds the lock of those that run jobs may call this.
        """
        running = update(job).where(job.c.state == "running")
        with self._database.writing() as connection:
            return connection.execute(
                running.values(state="queued", done=0, total=0, message="", updated_at=utc_now())
            ).rowcount


def _job(connection: Connection, id_: int) -> Job:
    row = connection.execute(select(job).where(job.c.id == id_)).one_or_none()
    if row is None:
        raise NotFoundError(f"There is no job {id_}.")
    return Job(*row)
