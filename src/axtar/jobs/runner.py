"""Jobs that librarians gave on the web, done one at a time: files to add, names to read again, rebuilds of the index."""

from pathlib import Path
from typing import TYPE_CHECKING

from axtar.catalogue import Job, JobChanges
from axtar.errors import AxtarError, LockedError
from axtar.ingest import originals
from axtar.model import AddResult

if TYPE_CHECKING:
    from axtar.library import Library

SAID = {
    "unchanged": "This file was in the library already.",
    "updated": "This is a new version of a document that was in the library already.",
    "restored": "This document had been removed, and is back with its record.",
}
"""What a librarian should know of a file that was taken, by its outcome."""


def work(library: "Library", job: Job) -> None:
    """Do a job and note how far it has come, and how it ended.

    Raises LockedError where another process writes: the job waits in the queue again.
    """

    def told(done: int, total: int) -> None:
        library.catalogue.jobs.update(job.id, done=done, total=total)

    try:
        match job.kind:
            case "file":
                library.catalogue.jobs.update(job.id, **_added(next(library.add([Path(job.path)], told))))
            case "names":
                library.read_again(told)
                library.catalogue.jobs.update(job.id, state="done")
            case _:
                library.rebuild(told)
                library.catalogue.jobs.update(job.id, state="done")
    except LockedError:
        library.catalogue.jobs.update(job.id, state="queued")
        raise
    except AxtarError as error:
        library.catalogue.jobs.update(job.id, state="failed", message=str(error))
    if job.kind == "file":
        originals.discard_upload(Path(job.path))


def _added(outcome: AddResult) -> JobChanges:
    """How a job ended whose file had this outcome."""
    state = "failed" if outcome.status == "failed" else "done"
    said = (outcome.message or SAID.get(outcome.status, ""), *outcome.warnings)
    return {"state": state, "message": "; ".join(filter(None, said)), "document": outcome.document}
