"""A library as a whole: pages with highlights, citations and exports of real samples, uploads and jobs."""

import io
import json
import unicodedata
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from axtar import config
from axtar.catalogue import Job
from axtar.errors import LockedError, NotFoundError, UsageError
from axtar.ingest.write_lock import write_lock
from axtar.library import Library
from axtar.model import Request

SAMPLES = Path(__file__).parents[1] / "documents"


def sample(library: Library, file: str) -> str:
    """Return the id of a document by the name of its file."""
    return next(document.id for document in library.documents.list_all() if document.file == file)


def text_inside(path: Path, number: int, box: tuple[float, float, float, float]) -> str:
    """Return the text that PDFium extracts inside a box of a page."""
    pdf = pypdfium2.PdfDocument(path)
    page = pdf[number - 1]
    width, height = page.get_size()
    left, top, right, bottom = box
    text_page = page.get_textpage()
    text = text_page.get_text_bounded(left * width, height - bottom * height, right * width, height - top * height)
    for handle in (text_page, page, pdf):
        handle.close()
    return unicodedata.normalize("NFC", str(text))


@pytest.mark.parametrize(
    ("file", "query", "words"),
    [
        ("shusha-a-town-on-a-plateau.pdf", "Шуша", ("Shush", "Şuşa", "Шуш", "Schuscha", "Շուշի")),
        ("xudaferin-korpuleri.pdf", "körpü", ("körpü", "Körpü", "KÖRPÜ")),
    ],
)
def test_boxes_enclose_the_matched_words(finished: Library, file: str, query: str, words: tuple[str, ...]) -> None:
    """The text inside each box on each page of a hit is a form of the word."""
    id_ = sample(finished, file)
    (hit,) = [hit for hit in finished.search(Request(query, limit=50)).hits if hit.document.id == id_]
    path = finished.find_original(id_)
    assert path
    numbers = {passage.page for passage in hit.passages}
    assert numbers
    for number in numbers:
        boxes = finished.page_views.boxes(id_, number, Request(query))
        assert boxes
        for box in boxes:
            assert all(0 <= side <= 1 for side in box)
            assert any(word in text_inside(path, number, box) for word in words), (
                number,
                text_inside(path, number, box),
            )


def test_a_page_without_matches_has_no_boxes(finished: Library) -> None:
    """Neither an empty query nor one without matches has boxes."""
    id_ = sample(finished, "xudaferin-korpuleri.pdf")
    assert finished.page_views.boxes(id_, 1, Request("")) == finished.page_views.boxes(id_, 1, Request("zzzzzz")) == []


def test_a_page_is_rendered_as_an_image(finished: Library) -> None:
    """It is a PNG of the requested width, and not blank."""
    picture = Image.open(io.BytesIO(finished.page_views.image(sample(finished, "xudaferin-korpuleri.pdf"), 1, 500)))
    assert (picture.format, picture.width) == ("PNG", 500)
    low, high = picture.convert("L").getextrema()
    assert (low, high) != (255, 255)


def test_only_existing_pages_of_pdfs_can_be_rendered(copied: Library) -> None:
    """A text file has no image, nor has a page after the last one or a PDF whose original is missing."""
    text, pdf = sample(copied, "weavers.txt"), sample(copied, "xudaferin-korpuleri.pdf")
    original = copied.find_original(pdf)
    assert original
    for id_, number in ((text, 1), (pdf, 999)):
        with pytest.raises(NotFoundError):
            copied.page_views.image(id_, number, 100)
    original.unlink()
    with pytest.raises(NotFoundError, match="no PDF to show"):
        copied.page_views.image(pdf, 1, 100)
    with pytest.raises(NotFoundError):
        copied.page_views.boxes(pdf, 1, Request("körpü"))


def test_highlights_on_a_page_are_those_of_its_passages(finished: Library) -> None:
    """The whole page has the highlights of its passages, also if they are in two languages."""
    for query in ("Шуша", '"stone bridge"', "carpets"):
        for hit in finished.search(Request(query, limit=50)).hits:
            for passage in hit.passages:
                highlighted = finished.page_views.highlighted(hit.document.id, passage.page, Request(query))
                text = finished.pages.get(hit.document.id, passage.page).text
                assert highlighted.text == text
                words = [highlighted.text[start:end] for start, end in highlighted.highlights]
                assert {passage.text[start:end] for start, end in passage.highlights} <= set(words)


@pytest.mark.parametrize("query", ["", "  ", '"', "AND", "\ud800", "year:soon"])
def test_a_page_is_shown_for_any_query(finished: Library, query: str) -> None:
    """Empty, invalid and undecodable queries show the text of the page."""
    id_ = sample(finished, "weavers.txt")
    assert finished.page_views.highlighted(id_, 1, Request(query)).text == finished.pages.get(id_, 1).text


def test_pages_are_listed_in_order(finished: Library) -> None:
    """Their physical numbers count from 1, and there is none after the last."""
    id_ = sample(finished, "shusha-a-town-on-a-plateau.pdf")
    pages = list(finished.pages.iterate(id_))
    assert [page.number for page in pages] == list(range(1, finished.documents.get(id_).page_count + 1))
    assert pages[0] == finished.pages.get(id_, 1)
    with pytest.raises(NotFoundError):
        finished.pages.get(id_, len(pages) + 1)


def test_documents_can_be_listed_in_parts(finished: Library) -> None:
    """Every document is in one of the parts, in the order of the whole list."""
    all_ids = [document.id for document in finished.documents.list_all()]
    parts = [document.id for offset in range(0, 12, 4) for document in finished.documents.list_all(4, offset)]
    assert parts == all_ids
    assert len(all_ids) == finished.documents.count() == 9


# ------------------------------------------------------------------ citing
def test_a_citation_names_the_printed_page_and_links_to_the_physical_one(finished: Library) -> None:
    """The label is in the text, the number in the link."""
    id_ = sample(finished, "shusha-a-town-on-a-plateau.pdf")
    page = finished.pages.get(id_, 2)
    citation = finished.citations.cite(id_, 2, "apa", "https://library.example/")
    assert citation.url == f"https://library.example/d/{id_}/p/2"
    assert page.label
    assert page.label in citation.inline
    assert "Shusha" in citation.bibliography
    assert (
        finished.citations.cite(id_, None, "apa", "https://library.example").url == f"https://library.example/d/{id_}"
    )


@pytest.mark.parametrize(("format_", "start"), [("bibtex", "@book{"), ("ris", "TY  - BOOK"), ("csl-json", '"type"')])
def test_exports_contain_the_record(finished: Library, format_: str, start: str) -> None:
    """Each format has the type, the author and the link."""
    id_ = sample(finished, "weavers.txt")
    exported = finished.citations.export(id_, 1, format_, "https://library.example")
    assert start in exported
    assert "Loomis" in exported
    assert f"/d/{id_}/p/1" in exported


def test_a_csl_json_export_can_be_parsed(finished: Library) -> None:
    """It is a list of one item, with the title in its script."""
    id_ = sample(finished, "tkachi.txt")
    (item,) = json.loads(finished.citations.export(id_, None, "csl-json", "https://library.example"))
    assert item["title"] == "Ткачихи Шуши"


def test_an_unknown_format_or_page_is_an_error(finished: Library) -> None:
    """The message about a format lists those that exist."""
    id_ = sample(finished, "weavers.txt")
    with pytest.raises(UsageError, match="bibtex"):
        finished.citations.export(id_, None, "word", "https://library.example")
    with pytest.raises(NotFoundError):
        finished.citations.cite(id_, 99, "apa", "https://library.example")


# ------------------------------------------------------------------ uploads
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
    assert "broken.pdf" in oldest.message


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


def test_an_original_outside_the_library_is_not_found(copied: Library, tmp_path: Path) -> None:
    """A symbolic link below documents/ that leads outside is treated as a missing file."""
    id_ = sample(copied, "weavers.txt")
    original = copied.find_original(id_)
    assert original
    (tmp_path / "secret.txt").write_text("secret", "utf8")
    original.unlink()
    original.symlink_to(tmp_path / "secret.txt")
    assert copied.find_original(id_) is None


def test_settings_of_the_catalogue_are_stored(empty: Library) -> None:
    """The web stores its password there."""
    assert empty.catalogue.settings.get("colour") is None
    empty.catalogue.settings.set("colour", "madder")
    with Library(empty.settings) as other:
        assert other.catalogue.settings.get("colour") == "madder"
