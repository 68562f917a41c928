"""The job queue."""

import threading

import pytest

from axtar.catalogue import Catalogue
from axtar.errors import NotFoundError


def test_jobs_are_claimed_in_order_of_arrival(catalogue: Catalogue) -> None:
    """Each is claimed once."""
    jobs = [catalogue.jobs.add("file", name, f"/inbox/{name}") for name in ("a.pdf", "b\udcff.pdf")]
    assert [job.state for job in jobs] == ["queued", "queued"]
    claimed = [catalogue.jobs.claim_next(), catalogue.jobs.claim_next(), catalogue.jobs.claim_next()]
    assert [(job.id, job.file, job.state) if job else None for job in claimed] == [
        (jobs[0].id, "a.pdf", "running"),
        (jobs[1].id, "b\udcff.pdf", "running"),
        None,
    ]


def test_an_update_changes_only_the_given_columns(catalogue: Catalogue) -> None:
    """The others keep their values."""
    job = catalogue.jobs.add("file", "a.pdf", "/inbox/a.pdf")
    catalogue.jobs.update(job.id, state="running", total=9)
    catalogue.jobs.update(job.id, done=9)
    last = catalogue.jobs.update(job.id, state="done", document="abcdefgh", message="added")
    assert (last.state, last.done, last.total, last.document, last.message) == ("done", 9, 9, "abcdefgh", "added")
    assert catalogue.jobs.get(job.id) == last


def test_unknown_jobs_are_not_found(catalogue: Catalogue) -> None:
    """Neither to read nor to update."""
    with pytest.raises(NotFoundError, match="no job 7"):
        catalogue.jobs.get(7)
    with pytest.raises(NotFoundError, match="no job 7"):
        catalogue.jobs.update(7, done=1)


def test_a_job_has_one_of_four_states(catalogue: Catalogue) -> None:
    """The database rejects any other."""
    job = catalogue.jobs.add("file", "a.pdf", "/inbox/a.pdf")
    with pytest.raises(Exception, match="CHECK"):
        catalogue.jobs.update(job.id, state="nearly done")
    assert catalogue.jobs.get(job.id).state == "queued"


def test_the_newest_jobs_are_listed(catalogue: Catalogue) -> None:
    """Newest first, up to the limit."""
    ids = [catalogue.jobs.add("file", f"{number}.pdf", "/inbox").id for number in range(4)]
    assert [job.id for job in catalogue.jobs.latest(limit=3)] == ids[:0:-1]


def test_interrupted_jobs_are_queued_again(catalogue: Catalogue) -> None:
    """Jobs that were running when their process was killed start anew; finished ones stay finished."""
    ids = [catalogue.jobs.add("file", f"{number}.pdf", "/inbox").id for number in range(3)]
    catalogue.jobs.update(ids[0], state="done")
    catalogue.jobs.update(ids[1], state="running", done=5, total=9)
    assert catalogue.jobs.unfinished_paths() == ["/inbox"] * 2
    assert catalogue.jobs.requeue() == 1
    assert [job.state for job in catalogue.jobs.latest()] == ["queued", "queued", "done"]
    again = catalogue.jobs.claim_next()
    assert again is not None
    assert (again.id, again.done) == (ids[1], 0)


def test_only_jobs_of_the_given_kinds_are_claimed(catalogue: Catalogue) -> None:
    """While an index is outdated, only a rebuild is possible."""
    first, second = catalogue.jobs.add("file", "a.txt", "/a.txt"), catalogue.jobs.add("rebuild")
    claimed = (
        catalogue.jobs.claim_next(("rebuild",)),
        catalogue.jobs.claim_next(("rebuild",)),
        catalogue.jobs.claim_next(),
    )
    assert [job and job.id for job in claimed] == [second.id, None, first.id]


def test_no_job_is_claimed_by_two_threads(catalogue: Catalogue) -> None:
    """Four threads claim twenty jobs, each exactly once."""
    wanted = sorted(catalogue.jobs.add("file", f"{number}.pdf", "/inbox").id for number in range(20))
    claimed: list[int] = []

    def work() -> None:
        while job := catalogue.jobs.claim_next():
            claimed.append(job.id)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == wanted
