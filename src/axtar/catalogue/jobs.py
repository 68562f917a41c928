"""Jobs: what waits to be done, one after the other, and what has become of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from sqlalchemy import Connection, func, insert, select, update

from axtar.catalogue.schema import job
from axtar.catalogue.sqlite import now
from axtar.errors import NotFoundError

KINDS = ("file", "names", "rebuild")


@dataclass(frozen=True, slots=True)
class Job:
    """Something to be done.

    `kind`: `file`, to be added, which becomes `document`; `names`, whose passages are read again; or `rebuild`, of the index.
    `state`: queued, running, done or failed. Times are UTC.
    """

    id: int
    file: str
    path: str
    state: str
    done: int
    total: int
    message: str
    document: str | None
    created: str
    updated: str
    kind: str


class JobChanges(TypedDict, total=False):
    """What may change of a job."""

    state: str
    done: int
    total: int
    message: str
    document: str | None


def add(connection: Connection, kind: str, file: str, path: str) -> Job:
    """Queue something."""
    time = now()
    new = insert(job).values(
        kind=kind, file=file, path=path, state="queued", done=0, total=0, message="", created=time, updated=time
    )
    return Job(*connection.execute(new.returning(job)).one())


def find(connection: Connection, number: int) -> Job:
    """One job. Raises NotFoundError."""
    row = connection.execute(select(job).where(job.c.id == number)).one_or_none()
    if row is None:
        raise NotFoundError(f"There is no job {number}.")
    return Job(*row)


def claim(connection: Connection, kinds: Sequence[str]) -> Job | None:
    """Take the oldest queued job of these kinds, which is running from then on; None where none waits."""
    oldest = select(func.min(job.c.id)).where(job.c.state == "queued", job.c.kind.in_(kinds)).scalar_subquery()
    row = connection.execute(
        update(job).where(job.c.id == oldest).values(state="running", updated=now()).returning(job)
    ).one_or_none()
    return None if row is None else Job(*row)


def change(connection: Connection, number: int, values: JobChanges) -> Job:
    """Note how far a job has come. Raises NotFoundError."""
    connection.execute(update(job).where(job.c.id == number).values(**values, updated=now()))
    return find(connection, number)


def newest(connection: Connection, limit: int) -> list[Job]:
    """The latest jobs, newest first."""
    return [Job(*row) for row in connection.execute(select(job).order_by(job.c.id.desc()).limit(limit))]


def requeue(connection: Connection) -> int:
    """Queue again what ran when its process died; return how many."""
    again = (
        update(job).where(job.c.state == "running").values(state="queued", done=0, total=0, message="", updated=now())
    )
    return connection.execute(again).rowcount
