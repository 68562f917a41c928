"""Adding files, and the list of jobs."""

import io
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from axtar.errors import UsageError
from axtar.library import Library
from axtar.media_types import SUFFIXES

Post = Callable[..., TestResponse]


def _file(name: str, content: bytes) -> tuple[io.BytesIO, str]:
    return io.BytesIO(content), name


def test_an_upload_becomes_a_document(librarian: FlaskClient, library: Library, post: Post) -> None:
    """An uploaded file is queued, read and found."""
    sent = post(librarian, "/upload", files=[_file("quince.txt", b"The quince harvest was late that year.")])
    assert (sent.status_code, sent.headers["Location"]) == (303, "/jobs")
    waiting = librarian.get("/jobs").text
    assert "quince.txt" in waiting
    assert '<noscript><meta http-equiv="refresh"' in waiting
    library.jobs.run_pending()
    done = librarian.get("/jobs").text
    assert "View document" in done
    assert "refresh" not in done
    assert "quince.txt" in librarian.get("/?q=quince").text


def test_a_running_job_shows_its_progress(librarian: FlaskClient, library: Library, post: Post) -> None:
    """A progress bar with a percentage shows reading first, then indexing."""
    post(librarian, "/upload", files=[_file("quince.txt", b"The quince harvest.")])
    job = library.catalogue.jobs.claim_next()
    assert job
    running = librarian.get("/jobs").text
    assert "<progress aria-label=" in running
    for done, state, share in ((2, "Reading", "25%"), (6, "Indexing", "75%")):
        library.catalogue.jobs.update(job.id, done=done, total=8)
        page = librarian.get("/jobs").text
        assert f'<progress value="{done}" max="8" aria-label="quince.txt">' in page
        assert f"{state}</span>" in page
        assert share in page


def test_an_outdated_index_is_rebuilt(
    librarian: FlaskClient, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says why a rebuild is needed, and a job does it."""
    assert "new files wait in the queue" not in librarian.get("/jobs").text
    monkeypatch.setattr("axtar.ingest.index_store.IndexStore.fingerprint", lambda _self: "of another version")
    assert "new files wait in the queue" in librarian.get("/jobs").text
    token = librarian.get("/jobs").text.split('name="csrf_token" value="')[1].split('"')[0]
    assert librarian.post("/rebuild", data={"csrf_token": token}).status_code == 303
    waiting = librarian.get("/jobs").text
    assert "Index rebuild" in waiting
    library.jobs.run_pending()
    page = librarian.get("/jobs").text
    assert "new files wait in the queue" not in page
    assert 'class="job done"' in page


def test_a_damaged_index_is_rebuilt(librarian: FlaskClient, client: FlaskClient, library: Library) -> None:
    """Readers see an error without paths of the machine, files wait in the queue, and a rebuild repairs the index."""
    (library.settings.index / "tantivy.json").write_text("{", "utf8")
    answer = client.get("/?q=Shusha")
    assert (answer.status_code, str(library.settings.library) in answer.text) == (503, False)
    page = librarian.get("/jobs").text
    assert "new files wait in the queue" in page
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    assert librarian.post("/rebuild", data={"csrf_token": token}).status_code == 303
    library.jobs.run_pending()
    assert client.get("/?q=Shusha").status_code == 200


def test_every_format_that_axtar_reads_can_be_uploaded(librarian: FlaskClient, library: Library, post: Post) -> None:
    """The form offers and accepts each suffix of the table of file formats."""
    assert f'accept="{",".join(SUFFIXES)}"' in librarian.get("/upload").text
    assert {".xhtml", ".markdown", ".text"} < set(SUFFIXES)
    sent = post(librarian, "/upload", files=[_file(f"a{suffix}", b"Poplars.") for suffix in SUFFIXES])
    assert sent.status_code == 303
    assert len(library.jobs.latest()) == len(SUFFIXES)


def test_several_files_are_uploaded_at_once(librarian: FlaskClient, library: Library, post: Post) -> None:
    """Supported files are queued, and the others are named."""
    files = [
        _file("a.txt", b"One text about poplars."),
        _file("b.exe", b"MZ"),
        _file("c.md", b"# Another about poplars"),
    ]
    assert post(librarian, "/upload", files=files).status_code == 303
    page = librarian.get("/jobs").text
    assert "“b.exe” was not added" in page
    assert sorted(job.file for job in library.jobs.latest()) == ["a.txt", "c.md"]


@pytest.mark.parametrize("name", ["program.exe", "page.svg", "noending", ".pdf", "x.pdf.js"])
def test_unsupported_files_are_refused_with_a_reason(
    librarian: FlaskClient, library: Library, post: Post, name: str
) -> None:
    """The message names the supported types."""
    response = post(librarian, "/upload", files=[_file(name, b"x")])
    assert response.status_code == 422
    assert "was not added" in response.text
    assert not library.jobs.latest()


def test_a_file_with_a_wrong_suffix_fails_as_a_job(librarian: FlaskClient, library: Library, post: Post) -> None:
    """The content decides, not the suffix; the job's message says in one line what is wrong."""
    post(librarian, "/upload", files=[_file("not-a.pdf", b"\x00\x01\x02 this is no PDF")])
    library.jobs.run_pending()
    (job,) = library.jobs.latest()
    assert job.state == "failed"
    assert job.message in librarian.get("/jobs").text.replace("&#39;", "'").replace("&#34;", '"')


@pytest.mark.parametrize(
    "name", ["../../evil.txt", "..\\..\\evil.txt", "/etc/evil.txt", "C:\\evil.txt", "a/../evil.txt"]
)
def test_a_file_name_cannot_leave_the_library(librarian: FlaskClient, library: Library, post: Post, name: str) -> None:
    """Whatever folders are in its name, a file is stored below documents/."""
    assert post(librarian, "/upload", files=[_file(name, b"A text about mulberry trees.")]).status_code == 303
    library.jobs.run_pending()
    (job,) = library.jobs.latest()
    assert job.state == "done"
    assert job.file.endswith("evil.txt")
    assert not set(job.file) & set("/\\:")
    original = library.find_original(str(job.document))
    assert original
    assert original.resolve().is_relative_to(library.settings.documents.resolve())


def test_file_names_are_escaped(librarian: FlaskClient, library: Library, post: Post) -> None:
    """File names are shown as text, in messages and in the list."""
    post(librarian, "/upload", files=[_file("<img src=x onerror=alert(1)>.txt", b"Walnut"), _file("<b>.exe", b"x")])
    library.jobs.run_pending()
    page = librarian.get("/jobs").text
    assert "<img" not in page
    assert "<b>.exe" not in page
    assert "&lt;b&gt;.exe" in page


def _large_body(boundary: str, token: str = "") -> bytes:
    """Return a form with a file of two megabytes. Encoded by hand, since werkzeug's encoder leaves a temporary file open."""
    head = f'--{boundary}\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{token}\r\n'
    file = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="files"; filename="big.txt"\r\n\r\n{"x" * (2 << 20)}\r\n'
    )
    return f"{head}{file}--{boundary}--\r\n".encode()


def test_an_upload_above_the_limit_is_refused(librarian: FlaskClient, library: Library) -> None:
    """Above the limit (1 MB here) nothing is stored, and the message names the limit."""
    token = librarian.get("/upload").text.split('name="csrf_token" value="')[1].split('"')[0]
    response = librarian.post(
        "/upload", data=_large_body("edge", token), content_type="multipart/form-data; boundary=edge"
    )
    assert response.status_code == 413
    assert "at most 1 MB" in response.text
    assert not library.jobs.latest()


@pytest.mark.parametrize("address", ["/upload", "/login", "/logout"])
def test_readers_cannot_send_large_bodies(client: FlaskClient, address: str) -> None:
    """A reader's request is refused before a large body is parsed."""
    response = client.post(address, data=_large_body("edge"), content_type="multipart/form-data; boundary=edge")
    assert response.status_code == (303 if address == "/upload" else 413)


def test_an_upload_without_a_csrf_token_is_refused(librarian: FlaskClient, library: Library) -> None:
    """Another site cannot upload files in a librarian's name."""
    response = librarian.post("/upload", data={"files": [_file("a.txt", b"x")]})
    assert response.status_code == 400
    assert not library.jobs.latest()


def test_an_empty_upload_is_reported(librarian: FlaskClient, post: Post) -> None:
    """Submitting the form without a file asks for one."""
    response = post(librarian, "/upload")
    assert response.status_code == 400
    assert "Choose at least one file" in response.text


def test_a_file_that_cannot_be_stored_is_reported(
    librarian: FlaskClient, library: Library, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library's own error message is shown."""

    def refuse(_stream: object, name: str) -> None:
        raise UsageError(f"The file name {name!r} cannot be used.")

    monkeypatch.setattr(library, "submit_upload", refuse)
    response = post(librarian, "/upload", files=[_file("a.txt", b"x")])
    assert response.status_code == 422
    assert "cannot be used" in response.text
