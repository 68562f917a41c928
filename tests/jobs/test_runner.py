"""The job runner, with a real catalogue and handlers made for the test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from axtar.catalogue import Catalogue, Job, JobChanges
from axtar.errors import CorruptError, LockedError
from axtar.jobs.runner import Handler, Jobs
from axtar.progress import ProgressCallback


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """An empty catalogue."""
    opened = Catalogue(tmp_path / "catalogue.sqlite")
    yield opened
    opened.close()


def runner(catalogue: Catalogue, runnable: tuple[str, ...] | None = None, **handlers: Handler) -> Jobs:
    """Make a runner that may run these kinds of jobs now, or all kinds."""
    return Jobs(catalogue.jobs, handlers, lambda: runnable)


def states(jobs: Jobs) -> list[tuple[str, str]]:
    """Return kind and state of all jobs, oldest first."""
    return [(job.kind, job.state) for job in reversed(jobs.latest())]


def succeed(_job: Job, _on_progress: ProgressCallback) -> JobChanges:
    """Handle a job without doing anything."""
    return {"state": "done"}


def test_each_job_is_run_by_the_handler_of_its_kind_in_order(catalogue: Catalogue) -> None:
    calls: list[tuple[str, str, str]] = []

    def handler(name: str) -> Handler:
        def handle(job: Job, _on_progress: ProgressCallback) -> JobChanges:
            calls.append((name, job.file, job.path))
            return {"state": "done", "message": f"by {name}", "document": None}

        return handle

    jobs = runner(catalogue, press=handler("press"), bind=handler("bind"))
    jobs.submit("press", "letters", "/uploads/letters.txt")
    jobs.submit("bind", "books")
    jobs.submit("press", "maps")
    jobs.run_pending()
    assert calls == [("press", "letters", "/uploads/letters.txt"), ("bind", "books", ""), ("press", "maps", "")]
    assert [job.message for job in jobs.latest()] == ["by press", "by bind", "by press"]
    assert {job.state for job in jobs.latest()} == {"done"}


def test_a_job_is_running_while_its_handler_runs(catalogue: Catalogue) -> None:
    """The handler sees it, and so does everybody who lists the jobs."""
    seen: list[str] = []

    def handle(job: Job, _on_progress: ProgressCallback) -> JobChanges:
        seen.extend((job.state, catalogue.jobs.get(job.id).state))
        return {"state": "done"}

    jobs = runner(catalogue, press=handle)
    jobs.submit("press")
    jobs.run_pending()
    assert seen == ["running", "running"]


def test_jobs_of_kinds_that_may_not_run_wait(catalogue: Catalogue) -> None:
    """They run when their kind may run again, although a later job ran before."""
    blocked = runner(catalogue, ("rebuild",), press=succeed, rebuild=succeed)
    blocked.submit("press")
    blocked.submit("rebuild")
    blocked.run_pending()
    assert states(blocked) == [("press", "queued"), ("rebuild", "done")]
    runner(catalogue, None, press=succeed, rebuild=succeed).run_pending()
    assert states(blocked) == [("press", "done"), ("rebuild", "done")]


def test_the_runnable_kinds_are_looked_up_before_each_job(catalogue: Catalogue) -> None:
    """A rebuild makes the other kinds runnable, so the waiting job runs after it."""
    outdated = True

    def rebuild(_job: Job, _on_progress: ProgressCallback) -> JobChanges:
        nonlocal outdated
        outdated = False
        return {"state": "done"}

    jobs = Jobs(catalogue.jobs, {"press": succeed, "rebuild": rebuild}, lambda: ("rebuild",) if outdated else None)
    jobs.submit("press")
    jobs.submit("rebuild")
    jobs.run_pending()
    assert states(jobs) == [("press", "done"), ("rebuild", "done")]


def test_an_expected_error_fails_its_job_with_the_message_and_no_other(catalogue: Catalogue) -> None:
    def fail(job: Job, _on_progress: ProgressCallback) -> JobChanges:
        raise CorruptError(f"{job.file} is damaged.")

    jobs = runner(catalogue, press=succeed, tear=fail)
    jobs.submit("tear", "map.pdf")
    jobs.submit("press")
    jobs.run_pending()
    assert states(jobs) == [("tear", "failed"), ("press", "done")]
    assert jobs.latest()[1].message == "map.pdf is damaged."


def test_a_job_that_finds_the_library_locked_is_queued_again(catalogue: Catalogue) -> None:
    """The error is raised, so that the caller waits; later jobs are not run before it."""
    locked = True

    def handle(_job: Job, _on_progress: ProgressCallback) -> JobChanges:
        if locked:
            raise LockedError("Another process is writing.")
        return {"state": "done"}

    jobs = runner(catalogue, press=handle, bind=succeed)
    jobs.submit("press")
    jobs.submit("bind")
    with pytest.raises(LockedError):
        jobs.run_pending()
    assert states(jobs) == [("press", "queued"), ("bind", "queued")]
    locked = False
    jobs.run_pending()
    assert states(jobs) == [("press", "done"), ("bind", "done")]


def test_progress_is_stored_with_the_job(catalogue: Catalogue) -> None:
    """Done and total steps are visible while the job runs, and remain after it."""
    stored: list[tuple[int, int, str]] = []

    def handle(job: Job, on_progress: ProgressCallback) -> JobChanges:
        for done in (1, 2):
            on_progress(done, 2)
            current = catalogue.jobs.get(job.id)
            stored.append((current.done, current.total, current.state))
        return {"state": "done"}

    jobs = runner(catalogue, press=handle)
    job = jobs.submit("press")
    jobs.run_pending()
    assert stored == [(1, 2, "running"), (2, 2, "running")]
    finished = catalogue.jobs.get(job.id)
    assert (finished.done, finished.total, finished.state) == (2, 2, "done")


def test_a_kind_is_queued_only_once_with_submit_once(catalogue: Catalogue) -> None:
    """A job that is running or finished does not count: what changes now needs another one."""
    jobs = runner(catalogue, rebuild=succeed)
    jobs.submit("press")
    first = jobs.submit_once("rebuild")
    assert jobs.submit_once("rebuild").id == first.id
    runner(catalogue, ("rebuild",), rebuild=succeed).run_pending()
    assert jobs.submit_once("rebuild").id > first.id


def test_interrupted_jobs_are_queued_again(catalogue: Catalogue) -> None:
    """A job that a killed process left running is run at the next start."""
    jobs = runner(catalogue, press=succeed)
    job = jobs.submit("press")
    assert catalogue.jobs.claim_next()
    jobs.run_pending()
    assert catalogue.jobs.get(job.id).state == "running"
    jobs.resume()
    jobs.run_pending()
    assert catalogue.jobs.get(job.id).state == "done"


def test_a_bug_in_a_handler_fails_only_its_job(catalogue: Catalogue, caplog: pytest.LogCaptureFixture) -> None:
    """The traceback is logged, the job says that it failed, and the next one runs."""

    def stumble(_job: Job, _on_progress: ProgressCallback) -> JobChanges:
        raise KeyError("saffron")

    jobs = runner(catalogue, press=stumble, bind=succeed)
    jobs.submit("press")
    jobs.submit("bind")
    jobs.run_pending()
    assert states(jobs) == [("press", "failed"), ("bind", "done")]
    assert "failed unexpectedly" in jobs.latest()[1].message
    assert "KeyError: 'saffron'" in caplog.text
