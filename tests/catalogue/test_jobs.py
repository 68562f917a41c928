"""Jobs and settings."""

import threading

import pytest

from axtar.catalogue import Catalogue
from axtar.errors import NotFoundError


def test_jobs_are_done_in_the_order_in_which_they_came(catalogue: Catalogue) -> None:
    """Each is claimed once."""
    jobs = [catalogue.add_job("file", name, f"/inbox/{name}") for name in ("a.pdf", "b\udcff.pdf")]
    assert [job.state for job in jobs] == ["queued", "queued"]
    claimed = [catalogue.next_job(), catalogue.next_job(), catalogue.next_job()]
    assert [(job.id, job.file, job.state) if job else None for job in claimed] == [
        (jobs[0].id, "a.pdf", "running"),
        (jobs[1].id, "b\udcff.pdf", "running"),
        None,
    ]


def test_a_job_tells_how_far_it_has_come(catalogue: Catalogue) -> None:
    """What is not mentioned stays."""
    job = catalogue.add_job("file", "a.pdf", "/inbox/a.pdf")
    catalogue.update_job(job.id, state="running", total=9)
    catalogue.update_job(job.id, done=9)
    last = catalogue.update_job(job.id, state="done", document="abcdefgh", message="added")
    assert (last.state, last.done, last.total, last.document, last.message) == ("done", 9, 9, "abcdefgh", "added")
    assert catalogue.job(job.id) == last


def test_unknown_jobs_are_not_found(catalogue: Catalogue) -> None:
    """Whatever was asked of them."""
    with pytest.raises(NotFoundError, match="no job 7"):
        catalogue.job(7)
    with pytest.raises(NotFoundError, match="no job 7"):
        catalogue.update_job(7, done=1)


def test_a_job_has_one_of_four_states(catalogue: Catalogue) -> None:
    """A slip in our code does not get into the file."""
    job = catalogue.add_job("file", "a.pdf", "/inbox/a.pdf")
    with pytest.raises(Exception, match="CHECK"):
        catalogue.update_job(job.id, state="nearly done")
    assert catalogue.job(job.id).state == "queued"


def test_the_newest_jobs_are_listed(catalogue: Catalogue) -> None:
    """Newest first, as many as asked for."""
    ids = [catalogue.add_job("file", f"{number}.pdf", "/inbox").id for number in range(4)]
    assert [job.id for job in catalogue.jobs(limit=3)] == ids[:0:-1]


def test_interrupted_jobs_are_queued_again(catalogue: Catalogue) -> None:
    """Those that ran when their process died; finished ones stay finished."""
    ids = [catalogue.add_job("file", f"{number}.pdf", "/inbox").id for number in range(3)]
    catalogue.update_job(ids[0], state="done")
    catalogue.update_job(ids[1], state="running", done=5, total=9)
    assert catalogue.requeue_jobs() == 1
    assert [job.state for job in catalogue.jobs()] == ["queued", "queued", "done"]
    again = catalogue.next_job()
    assert again is not None
    assert (again.id, again.done) == (ids[1], 0)


def test_some_kinds_can_wait(catalogue: Catalogue) -> None:
    """While an index is outdated, only making it again is of use."""
    first, second = catalogue.add_job("file", "a.txt", "/a.txt"), catalogue.add_job("rebuild")
    claimed = catalogue.next_job(("rebuild",)), catalogue.next_job(("rebuild",)), catalogue.next_job()
    assert [job and job.id for job in claimed] == [second.id, None, first.id]


def test_no_job_is_claimed_by_two_threads(catalogue: Catalogue) -> None:
    """However many ask at once."""
    wanted = sorted(catalogue.add_job("file", f"{number}.pdf", "/inbox").id for number in range(20))
    claimed: list[int] = []

    def work() -> None:
        while job := catalogue.next_job():
            claimed.append(job.id)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(claimed) == wanted


def test_settings_are_kept(catalogue: Catalogue) -> None:
    """The last value counts."""
    assert catalogue.setting("session secret") is None
    catalogue.set_setting("session secret", "one")
    catalogue.set_setting("session secret", "two")
    catalogue.set_setting("other", "three")
    assert (catalogue.setting("session secret"), catalogue.setting("other")) == ("two", "three")
