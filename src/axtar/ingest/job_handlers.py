"""The handlers of ingestion's jobs: adding an upload, reindexing, rebuilding the index."""

from collections.abc import Mapping
from pathlib import Path

from axtar.catalogue import Job, JobChanges
from axtar.errors import AxtarError, LockedError
from axtar.ingest.uploads import discard_upload
from axtar.ingest.writer import LibraryWriter
from axtar.jobs.runner import Handler
from axtar.model import AddResult
from axtar.progress import ProgressCallback

STATUS_MESSAGES = {
    "unchanged": "This file was in the library already.",
    "updated": "This is a new version of a document in the library.",
    "restored": "This document had been removed; it is restored with its record.",
}
"""The message of a job about an added file, by the status of its result."""


def ingest_handlers(writer: LibraryWriter) -> Mapping[str, Handler]:
    """Return the handlers by kind of job."""

    def add_upload(job: Job, on_progress: ProgressCallback) -> JobChanges:
        path = Path(job.path)
        try:
            result = next(writer.add([path], on_progress))
        except LockedError:  # the job is queued again and still needs its file
            raise
        except AxtarError:
            discard_upload(path)
            raise
        discard_upload(path)
        return _changes(result)

    def reindex(_job: Job, on_progress: ProgressCallback) -> JobChanges:
        writer.reindex_changed(on_progress)
        return {"state": "done"}

    def rebuild(_job: Job, on_progress: ProgressCallback) -> JobChanges:
        writer.rebuild(on_progress)
        return {"state": "done"}

    return {"file": add_upload, "names": reindex, "rebuild": rebuild}


def _changes(result: AddResult) -> JobChanges:
    state = "failed" if result.status == "failed" else "done"
    messages = (result.message or STATUS_MESSAGES.get(result.status, ""), *result.warnings)
    return {"state": state, "message": "; ".join(filter(None, messages)), "document": result.document}
