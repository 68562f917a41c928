"""Jobs that librarians gave on the web, worked off one at a time: files to add, and rebuilds of the index."""

from pathlib import Path
from typing import TYPE_CHECKING

from axtar.catalogue import Job
from axtar.errors import AxtarError
from axtar.library import files

if TYPE_CHECKING:
    from axtar.library import Library


def work(library: "Library", job: Job) -> None:
    """Do a job and note how far it has come, and how it ended."""

    def told(done: int, total: int) -> None:
        library.catalogue.update_job(job.id, done=done, total=total)

    try:
        if job.path:
            outcome = next(library.add([Path(job.path)], told))
            state = "failed" if outcome.status == "failed" else "done"
            message = outcome.message or "; ".join(outcome.warnings)
            library.catalogue.update_job(job.id, state=state, message=message, document=outcome.document)
            files.discard(Path(job.path))
        else:
            library.rebuild(told)
            library.catalogue.update_job(job.id, state="done")
    except AxtarError as error:
        library.catalogue.update_job(job.id, state="failed", message=str(error))
