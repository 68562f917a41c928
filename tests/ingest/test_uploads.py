"""Uploads, and the jobs that add them."""

import io
import os
import time
from pathlib import Path
from typing import Any

import pytest

from axtar import config
from axtar.catalogue import Job
from axtar.errors import LockedError, UsageError
from axtar.ingest.uploads import receive_upload
from axtar.ingest.write_lock import write_lock
from axtar.library import Library

SAMPLES = Path(__file__).parents[2] / "documents"


def upload(library: Library, name: str, content: bytes) -> str | None:
    """Upload a file, run its job, and return the id of its document."""
    job = library.submit_upload(io.BytesIO(content), name)
    library.jobs.run_pending()
    return library.catalogue.jobs.get(job.id).document


def test_two_uploads_of_one_name_are_two_documents(empty: Library) -> None:
    """Two of one content are one document; no upload is left over."""
    first = upload(empty, "note.txt", b"The kettle sang.")
    second = upload(empty, "note.txt", b"The lantern burned.")
    third = upload(empty, "note.txt", b"The kettle sang.")
    assert first
    assert second
    assert (first != second, first == third) == (True, True)
    assert {document.file for document in empty.documents.list_all()} == {"note.txt"}
    assert [job.state for job in empty.jobs.latest()] == ["done"] * 3
    assert [job.message for job in empty.jobs.latest()] == ["This file was in the library already.", "", ""]
    assert not list((empty.settings.index / "uploads").iterdir())


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Windows\\note.txt", "note.txt"),
        ('a<b>:"|?*\x00\n.txt', "a_b________.txt"),
        (" .note.txt. ", "note.txt"),
        ("Şuşa — 1905.txt", "Şuşa — 1905.txt"),
        ("n" * 400 + ".txt", "n" * 180 + ".txt"),
        ("ə" * 400 + ".txt", "ə" * 90 + ".txt"),
        ("lone\udcff.txt", "lone_.txt"),
    ],
)
def test_hostile_names_stay_below_documents(empty: Library, name: str, stored: str) -> None:
    """A stored name has no folders, and no characters that file systems or pages cannot handle."""
    id_ = upload(empty, name, b"The kettle sang.")
    assert id_
    assert empty.documents.get(id_).path == stored
    assert [path.name for path in empty.settings.documents.rglob("*") if path.is_file()] == [stored]


@pytest.mark.parametrize("name", ["", "..", "/", "...", " "])
def test_an_unusable_name_is_refused(empty: Library, name: str) -> None:
    """The message says to rename the file, and no job is queued."""
    with pytest.raises(UsageError, match="Rename"):
        empty.submit_upload(io.BytesIO(b"x"), name)
    assert empty.jobs.latest() == []


def test_a_failed_upload_has_a_reason(empty: Library) -> None:
    """Its job stores the message, and the next job is run."""
    assert upload(empty, "broken.pdf", b"%PDF-1.4 nothing") is None
    assert upload(empty, "note.txt", b"The kettle sang.")
    newest, oldest = empty.jobs.latest()
    assert (newest.state, oldest.state) == ("done", "failed")
    assert (oldest.file, oldest.message.partition(";")[0]) == ("broken.pdf", "a damaged PDF that could not be repaired")


def test_jobs_report_their_progress(empty: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading is the first half of an upload, indexing the second; a rebuild counts pages, and is queued once."""
    steps: list[tuple[str, int, int]] = []
    update = empty.catalogue.jobs.update

    def record_update(id_: int, **changes: Any) -> Job:  # noqa: ANN401 - passed on unchanged
        job = update(id_, **changes)
        steps.append((job.state, job.done, job.total))
        return job

    monkeypatch.setattr(empty.catalogue.jobs, "update", record_update)
    sample_file = SAMPLES / "gorod-shusha.pdf"
    id_ = upload(empty, sample_file.name, sample_file.read_bytes())
    assert id_
    pages = empty.documents.get(id_).page_count
    assert steps[0][0] == "running"
    assert steps[-2:] == [("running", 2 * pages, 2 * pages), ("done", 2 * pages, 2 * pages)]
    assert steps == sorted(steps, key=lambda step: step[1] / step[2])
    assert empty.jobs.submit_once("rebuild").id == empty.jobs.submit_once("rebuild").id
    empty.jobs.run_pending()
    assert steps[-2:] == [("running", pages, pages), ("done", pages, pages)]
    assert empty.check() == []


def test_a_job_waits_while_another_process_writes(empty: Library) -> None:
    """It runs when the other has ended; with an outdated index, after the rebuild. No upload is left over."""
    library = Library(config.load(empty.settings.library, environ={"AXTAR_LOCK_SECONDS": "0"}))
    job = library.submit_upload(io.BytesIO(b"The kettle sang."), "note.txt")
    with write_lock(empty.settings.index, 0), pytest.raises(LockedError):
        library.jobs.run_pending()
    assert library.catalogue.jobs.get(job.id).state == "queued"
    library.jobs.run_pending()
    assert library.catalogue.jobs.get(job.id).state == "done"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("axtar.ingest.index_store.IndexStore.fingerprint", lambda _self: "of another version")
        assert upload(library, "other.txt", b"The lantern burned.") is None
        assert library.jobs.latest()[0].state == "queued"
        library.jobs.submit_once("rebuild")
        library.jobs.run_pending()
    assert [job.state for job in library.jobs.latest()] == ["done"] * 3
    assert not list((empty.settings.index / "uploads").iterdir())
    library.close()


def test_a_broken_transfer_leaves_nothing(empty: Library) -> None:
    """The partial file of an interrupted upload is deleted, and no job is queued."""

    class Broken(io.BytesIO):
        def read(self, _size: int | None = -1) -> bytes:
            raise ConnectionError

    with pytest.raises(ConnectionError):
        empty.submit_upload(Broken(), "note.txt")
    assert not list((empty.settings.index / "uploads").iterdir())
    assert empty.jobs.latest() == []


def test_an_upload_without_a_job_is_deleted_after_a_day(empty: Library) -> None:
    """A kill between the transfer and the job leaves it; a transfer that goes on, and one that waits for its job, stay."""
    waiting = Path(empty.submit_upload(io.BytesIO(b"The kettle sang."), "waiting.txt").path)
    folder = waiting.parent.parent
    abandoned, arriving = (receive_upload(io.BytesIO(b"The lantern."), name, folder) for name in ("old.txt", "new.txt"))
    for upload in (waiting, abandoned):
        os.utime(upload.parent, (time.time() - 90_000,) * 2)
    with empty.running_jobs():
        assert waiting.exists()
        assert arriving.exists()
        assert not abandoned.parent.exists()


def test_an_upload_whose_job_cannot_be_queued_is_deleted(empty: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The client learns that it failed."""

    def refuse(*_arguments: object) -> Job:
        raise LockedError("another process writes")

    monkeypatch.setattr(empty.catalogue.jobs, "add", refuse)
    with pytest.raises(LockedError):
        empty.submit_upload(io.BytesIO(b"The kettle sang."), "note.txt")
    assert not list((empty.settings.index / "uploads").iterdir())
