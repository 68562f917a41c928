"""Runs queued jobs one by one, each with the handler of its kind. Knows no kind of job."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from axtar.catalogue import Job, JobChanges
from axtar.catalogue.jobs import JobRepository
from axtar.errors import AxtarError, LockedError
from axtar.progress import ProgressCallback

Handler = Callable[[Job, ProgressCallback], JobChanges]
"""Runs a job, reports its progress, and returns its outcome. An AxtarError fails the job with its message."""

UNEXPECTED = (
    "This failed unexpectedly. Details are in the server log. Your documents are unchanged; please report this."
)
"""The message of a job whose handler raised an exception that is no AxtarError."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Jobs:
    """The job queue of a library, with the handlers by kind of job.

    `runnable_kinds` returns the kinds that may run now, or None for all; jobs of other kinds wait.
    """

    queue: JobRepository
    handlers: Mapping[str, Handler]
    runnable_kinds: Callable[[], Sequence[str] | None]

    def submit(self, kind: str, label: str = "", path: str = "") -> Job:
        """Queue a job. `label` is shown to librarians; `path` is that of an upload."""
        return self.queue.add(kind, label, path)

    def submit_once(self, kind: str) -> Job:
        """Return the queued job of a kind; queue one if there is none."""
        waiting = (job for job in self.latest() if job.kind == kind and job.state == "queued")
        return next(waiting, None) or self.submit(kind)

    def latest(self) -> list[Job]:
        """Return the latest jobs, newest first."""
        return self.queue.latest()

    def resume(self) -> None:
        """Queue again the jobs that are marked as running, though no process runs them any more.

        Only for the process that runs jobs and holds the lock of those that do, before `run_pending`.
        """
        self.queue.requeue()

    def run_pending(self) -> None:
        """Run the queued jobs in order, until none is left that may run now.

        Raises LockedError if another process is writing; the job is queued again.
        """
        while job := self.queue.claim_next(self.runnable_kinds()):
            self._run(job)

    def _run(self, job: Job) -> None:
        def on_progress(done: int, total: int) -> None:
            self.queue.update(job.id, done=done, total=total)

        try:
            changes = self.handlers[job.kind](job, on_progress)
        except LockedError:
            self.queue.update(job.id, state="queued")
            raise
        except AxtarError as error:
            changes = {"state": "failed", "message": str(error)}
        except Exception:  # noqa: BLE001 - a bug in one job must not stop the others
            _log.exception("The job %d (%s) failed", job.id, job.kind)
            changes = {"state": "failed", "message": UNEXPECTED}
        self.queue.update(job.id, **changes)
