"""Adding files that are new, known, changed, removed or unreadable."""

import errno
import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from axtar import config
from axtar.errors import NotFoundError, RemovedError
from axtar.ingest.found_file import FoundFile
from axtar.ingest.limits import IngestLimits
from axtar.ingest.originals import Originals, Snapshot, sha256
from axtar.ingest.sidecar import Sidecar
from axtar.library import Library
from axtar.model import AddResult, Request


def write(folder: Path, name: str, text: str, record: object = None) -> Path:
    """Write a text file, and a sidecar with its record."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf8")
    if record is not None:
        path.with_name(path.stem + ".csl.json").write_text(
            record if isinstance(record, str) else json.dumps(record), "utf8"
        )
    return path


def statuses(results: Iterable[AddResult]) -> dict[str, str]:
    """Return the status of each file by its name."""
    return {Path(result.path).name: result.status for result in results}


def found(library: Library, text: str) -> list[str]:
    """Return the ids of the documents that a search finds."""
    return [hit.document.id for hit in library.search(Request(text)).hits]


def add(library: Library, path: Path) -> AddResult:
    """Add one file and return the result."""
    (result,) = library.add([path])
    return result


def test_adding_files_twice_changes_nothing(copied: Library, sources: Path) -> None:
    """Known contents are skipped, whether they are added from their source or from below documents/."""
    before = {document.id: document for document in copied.documents.list_all()}
    assert set(statuses(copied.add([sources])).values()) == {"unchanged"}
    assert set(statuses(copied.add([copied.settings.documents])).values()) == {"unchanged"}
    assert {document.id for document in copied.documents.list_all()} == set(before)
    assert copied.check() == []


def test_an_original_is_copied_below_documents(empty: Library, tmp_path: Path) -> None:
    """A file from elsewhere is copied under its name, and remains where it was."""
    path = write(tmp_path / "elsewhere", "note.txt", "The lantern was red.")
    result = add(empty, path)
    assert (result.status, path.exists()) == ("added", True)
    assert result.document
    document = empty.documents.get(result.document)
    assert (document.file, document.path) == ("note.txt", "note.txt")
    assert empty.find_original(document.id) == empty.settings.documents / "note.txt"


def test_two_files_of_one_name_are_two_documents(empty: Library, tmp_path: Path) -> None:
    """The second is stored under its name with a number."""
    results = [add(empty, write(tmp_path / name, "note.txt", f"The lantern was {name}.")) for name in ("red", "blue")]
    assert [result.status for result in results] == ["added", "added"]
    assert sorted(document.path for document in empty.documents.list_all()) == ["note (2).txt", "note.txt"]
    assert {document.file for document in empty.documents.list_all()} == {"note.txt"}


def test_a_file_inside_documents_stays_where_it_is(empty: Library) -> None:
    """Folders below documents/ are the librarian's order."""
    path = write(empty.settings.documents / "letters" / "1901", "one.txt", "The lantern was red.")
    add(empty, path)
    assert [document.path for document in empty.documents.list_all()] == ["letters/1901/one.txt"]
    assert [path.name for path in empty.settings.documents.rglob("*.txt")] == ["one.txt"]


def test_a_copy_left_by_a_killed_process_is_reused(empty: Library, tmp_path: Path) -> None:
    """A file of the same content and name is not copied again."""
    write(empty.settings.documents, "note.txt", "The lantern was red.")
    add(empty, write(tmp_path / "elsewhere", "note.txt", "The lantern was red."))
    assert [path.name for path in empty.settings.documents.iterdir()] == ["note.txt"]


@pytest.mark.parametrize("inside", [True, False])
def test_a_changed_file_is_a_new_version(empty: Library, tmp_path: Path, *, inside: bool) -> None:
    """The document is found by its new words only, and its original is replaced."""
    folder = empty.settings.documents if inside else tmp_path / "elsewhere"
    first = add(empty, write(folder, "note.txt", "The lantern was crimson."))
    second = add(empty, write(folder, "note.txt", "The lantern was turquoise."))
    assert (second.status, second.document) == ("updated", first.document)
    assert first.document
    assert found(empty, "turquoise") == [first.document]
    assert found(empty, "crimson") == []
    assert "turquoise" in empty.pages.get(first.document, 1).text
    original = empty.find_original(first.document)
    assert original
    assert "turquoise" in original.read_text("utf8")
    assert empty.check() == []
    assert statuses(empty.add([empty.settings.documents])) == {"note.txt": "unchanged"}


def test_a_removed_document_leaves_a_tombstone(copied: Library, sources: Path) -> None:
    """It is not found, reading it raises RemovedError, and adding its content again restores it under its id."""
    (id_,) = found(copied, "saffron")
    copied.remove(id_)
    assert found(copied, "saffron") == []
    with pytest.raises(RemovedError, match="was removed"):
        copied.documents.get(id_)
    with pytest.raises(RemovedError):
        copied.pages.get(id_, 1)
    with pytest.raises(RemovedError):
        copied.remove(id_)
    result = add(copied, sources / "weavers.txt")
    assert (result.status, result.document) == ("restored", id_)
    assert found(copied, "saffron") == [id_]
    assert copied.documents.get(id_).title == "The weavers of Shusha"


def test_an_unknown_document_is_not_found(finished: Library) -> None:
    """Reading, removing, and looking for its original or its pages raise NotFoundError."""
    for operation in (
        finished.documents.get,
        finished.remove,
        finished.find_original,
        lambda id_: finished.pages.get(id_, 1),
    ):
        with pytest.raises(NotFoundError, match="no document 'nothing0'"):
            operation("nothing0")


def test_an_edited_record_is_searched_and_survives_a_new_version(copied: Library) -> None:
    """The edited record replaces the file's, and is found by its fields."""
    (id_,) = found(copied, "saffron")
    assert (
        copied.edit(id_, {"title": "Kettles", "author": [{"literal": "Somebody"}], "type": "report"}).title == "Kettles"
    )
    assert found(copied, "title:Kettles author:Somebody type:report") == [id_]
    assert found(copied, "author:Loomis") == []
    original = copied.find_original(id_)
    assert original
    original.write_text("The kettle sang.", "utf8")
    assert add(copied, original).status == "updated"
    assert copied.documents.get(id_).title == "Kettles"
    assert found(copied, "title:Kettles") == [id_]


# ------------------------------------------------------------------ sidecars
def test_the_record_in_a_sidecar_is_read(empty: Library, tmp_path: Path) -> None:
    """It is one CSL-JSON item, alone or in a list, and takes precedence over metadata in the file."""
    write(
        tmp_path / "in", "one.txt", "A lantern.", {"id": "x", "title": "Lanterns", "issued": {"date-parts": [[1907]]}}
    )
    write(tmp_path / "in", "two.html", "<title>Its own</title><p>A kettle.</p>", [{"title": "Kettles", "type": "book"}])
    assert statuses(empty.add([tmp_path / "in"])) == {"one.txt": "added", "two.html": "added"}
    one, two = sorted(empty.documents.list_all(), key=lambda document: document.file)
    assert (one.title, one.year, dict(one.record).get("id")) == ("Lanterns", 1907, None)
    assert (two.title, two.type) == ("Kettles", "book")


def test_a_changed_sidecar_of_an_unchanged_file_is_read(empty: Library, tmp_path: Path) -> None:
    """It replaces the record, including fields that it no longer has; a missing sidecar changes nothing."""
    path = write(tmp_path / "in", "note.txt", "The lantern was red.", {"title": "First", "publisher": "Ganja"})
    id_ = add(empty, path).document or ""
    write(tmp_path / "in", "note.txt", "The lantern was red.", {"title": "Second thoughts"})
    assert (result := add(empty, path)).status == "updated", result
    assert (empty.documents.get(id_).title, "publisher" in empty.documents.get(id_).record) == (
        "Second thoughts",
        False,
    )
    assert found(empty, "title:thoughts") == [id_]
    assert add(empty, path).status == "unchanged"
    path.with_name("note.csl.json").unlink()
    assert add(empty, path).status == "unchanged"
    assert empty.documents.get(id_).title == "Second thoughts"
    write(tmp_path / "in", "note.txt", "The lantern was red.", "{")
    assert "note.csl.json was ignored" in add(empty, path).warnings[0]
    assert empty.documents.get(id_).title == "Second thoughts"


def test_a_file_that_cannot_be_copied_fails_alone(
    empty: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is reported in one line, and the other file is added."""
    store = Originals.store

    def full(self: Originals, snapshot: Snapshot, previous: str | None = None) -> Path:
        if snapshot.path.name == "large.txt":
            raise OSError(errno.ENOSPC, "No space left on device")
        return store(self, snapshot, previous)

    monkeypatch.setattr(Originals, "store", full)
    write(tmp_path / "in", "large.txt", "The kettle sang.")
    write(tmp_path / "in", "small.txt", "The lantern was red.")
    results = {Path(result.path).name: result for result in empty.add([tmp_path / "in"])}
    assert results["large.txt"].message == "the library's disk is full; free some space, and add it again"
    assert results["small.txt"].status == "added"


def test_an_edited_record_is_preserved_and_that_is_reported_once(empty: Library, tmp_path: Path) -> None:
    """When the sidecar changes later, the message says that the edit is preserved and how to replace it."""
    path = write(tmp_path / "in", "note.txt", "The lantern was red.", {"title": "First"})
    id_ = add(empty, path).document or ""
    empty.edit(id_, {"title": "By hand"})
    assert add(empty, path).status == "unchanged"
    write(tmp_path / "in", "note.txt", "The lantern was red.", {"title": "Second"})
    result = add(empty, path)
    assert (result.status, result.document) == ("kept", id_)
    assert "axtar edit" in result.message
    assert empty.documents.get(id_).title == "By hand"
    assert add(empty, path).status == "unchanged"


@pytest.mark.parametrize("record", ["{", "[1, 2]", '"title"', "[]"])
def test_a_file_with_an_invalid_sidecar_is_added_without_it(empty: Library, tmp_path: Path, record: str) -> None:
    """A warning names the sidecar and says that it was ignored; once it is corrected, it is used."""
    path = write(tmp_path / "in", "bad.txt", "A lantern.", record)
    result = add(empty, path)
    assert result.status == "added"
    assert result.warnings[0].startswith("the record in bad.csl.json was ignored: ")
    write(tmp_path / "in", "bad.txt", "A lantern.", {"title": "Lanterns", "language": 5})
    result = add(empty, path)
    assert result.status == "updated"
    assert result.warnings == ("in bad.csl.json, language was left out: language must be text.",)
    assert [document.title for document in empty.documents.list_all()] == ["Lanterns"]


@pytest.mark.parametrize(
    "record",
    [
        {"title": 7},
        {"title": "A", "author": "Somebody"},
        {"title": "A", "author": [None, "x", {}]},
        {"title": "A", "issued": {"date-parts": [["1907"]]}},
        {"title": "A", "issued": {"raw": "c. 1907"}},
        {"title": "A", "issued": "1907"},
        {"title": "A", "issued": {"date-parts": [["n.d."]]}},
        {"title": "A", "issued": {"date-parts": [[10**30]]}},
        {"title": "A\ud800", "author": [{"family": "\udcff"}]},
        {"title": "A\x00B", "type": "\x00", "author": [{"family": None, "given": 7}]},
        {"title": ["A", "B"], "type": 5, "container-title": ["C"]},
    ],
)
def test_an_invalid_record_does_not_break_the_library(
    empty: Library, tmp_path: Path, record: dict[str, object]
) -> None:
    """Its document is added or fails in one line; searching and listing still work."""
    write(tmp_path / "in", "odd.txt", "A lantern.", record)
    write(tmp_path / "in", "good.txt", "A lantern and a kettle.")
    results = statuses(empty.add([tmp_path / "in"]))
    assert results["good.txt"] == "added"
    assert results["odd.txt"] in ("added", "failed")
    answer = empty.search(Request("lantern"))
    assert {hit.document.file for hit in answer.hits} >= {name for name, status in results.items() if status == "added"}
    assert [(document.title, document.authors, document.year, document.type) for document in empty.documents.list_all()]


# ------------------------------------------------------------------ unreadable files
@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("corrupt", "damaged"),
        ("encrypted", "password"),
        ("blank", "no text"),
        ("zero-length", "empty"),
        ("picture", ""),
    ],
)
def test_an_unreadable_file_fails_alone_with_a_message_of_one_line(
    empty: Library, tmp_path: Path, write_unreadable: Callable[[Path, str], Path], kind: str, reason: str
) -> None:
    """The line names the file and the reason; the other file is added, and no copy is made."""
    write(tmp_path / "in", "good.txt", "A kettle.")
    path = write_unreadable(tmp_path / "in", kind)
    results = list(empty.add([tmp_path / "in"]))
    assert statuses(results) == {"good.txt": "added", path.name: "failed"}
    (message,) = [result.message for result in results if result.status == "failed"]
    assert path.name not in message
    assert "\n" not in message
    assert reason in message
    assert [document.file for document in empty.documents.list_all()] == ["good.txt"]
    assert not (empty.settings.documents / path.name).exists()


def test_hidden_files_and_sidecars_are_not_added(empty: Library, tmp_path: Path) -> None:
    """Files in hidden folders are not added either."""
    folder = tmp_path / "in"
    write(folder, "good.txt", "A kettle.", {"title": "Kettles"})
    write(folder, ".hidden.txt", "A lantern.")
    write(folder / ".git", "config.txt", "A lantern.")
    write(folder, "lonely.csl.json", "{}")
    assert statuses(empty.add([folder])) == {
        "good.txt": "added",
        ".hidden.txt": "skipped",
        ".git": "skipped",
        "lonely.csl.json": "skipped",
    }


def test_a_missing_path_fails_alone(empty: Library, tmp_path: Path) -> None:
    """A misspelt path is not ignored, and the other file is added."""
    write(tmp_path, "good.txt", "A kettle.")
    results = list(empty.add([tmp_path / "nowhere.txt", tmp_path / "good.txt"]))
    assert statuses(results) == {"nowhere.txt": "failed", "good.txt": "added"}
    assert "there is no such file" in results[0].message


def test_a_moved_original_is_found_after_it_is_added_again(copied: Library) -> None:
    """It is the same document at another path."""
    (id_,) = found(copied, "saffron")
    old = copied.find_original(id_)
    assert old
    new = copied.settings.documents / "crafts" / "looms.txt"
    new.parent.mkdir()
    shutil.move(old, new)
    assert copied.find_original(id_) is None
    assert [finding.problem for finding in copied.check()] == ["Originals missing below documents/: weavers.txt."]
    result = add(copied, new)
    assert (result.document, result.status) == (id_, "unchanged")
    assert copied.find_original(id_) == new
    assert copied.check() == []
    assert found(copied, "saffron") == [id_]


def test_files_are_added_in_batches(tmp_path: Path) -> None:
    """However small the batches are, every file is reported once and found."""
    for number in range(7):
        write(tmp_path / "in", f"note-{number}.txt", f"The lantern number {number} burns.")
    settings = config.load(tmp_path / "library", environ={"AXTAR_WORKERS": "1"})
    with Library(settings, IngestLimits(batch_files=2)) as library:
        assert set(statuses(library.add([tmp_path / "in"])).values()) == {"added"}
        assert library.search(Request("lantern", limit=20)).total == 7
        assert library.check() == []


# ------------------------------------------------------------------ files that change, and whatever else may happen
def test_hash_and_text_are_those_of_one_state(empty: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is rewritten between its copy and its reading is stored as it was copied."""
    path = write(tmp_path / "in", "note.txt", "The lantern was red.")
    snapshot = Originals.snapshot

    def rewrite(self: Originals, file: FoundFile) -> Snapshot:
        taken = snapshot(self, file)
        file.path.write_text("The kettle sang.", "utf8")
        return taken

    monkeypatch.setattr(Originals, "snapshot", rewrite)
    id_ = add(empty, path).document or ""
    original = empty.find_original(id_)
    assert original
    assert original.read_text("utf8") == empty.pages.get(id_, 1).text == "The lantern was red."
    assert empty.documents.get(id_).sha256 == sha256(original)
    assert empty.check() == []


@pytest.mark.parametrize(("rewritten", "status"), [(1, "added"), (99, "failed")])
def test_an_original_that_changes_while_it_is_read_is_read_again(
    empty: Library, monkeypatch: pytest.MonkeyPatch, rewritten: int, status: str
) -> None:
    """Some times; then its line says that it is being written, and what is stored is never of two states."""
    path = write(empty.settings.documents, "note.txt", "The lantern was red.")
    states = iter(range(rewritten))
    snapshot = Originals.snapshot

    def rewrite(self: Originals, file: FoundFile) -> Snapshot:
        taken = snapshot(self, file)
        for state in states:
            file.path.write_text(f"The lantern was of colour {state}.", "utf8")
            break
        return taken

    monkeypatch.setattr(Originals, "snapshot", rewrite)
    result = add(empty, path)
    assert result.status == status
    if status == "failed":
        assert "being written by another program" in result.message
    else:
        assert result.document
        assert "colour 0" in empty.pages.get(result.document, 1).text
        assert empty.documents.get(result.document).sha256 == sha256(path)


@pytest.mark.parametrize("step", ["exists", "snapshot", "store"])
def test_an_unexpected_error_fails_one_file(
    empty: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """Whatever goes wrong with it, the others are added, and no copy is left."""
    good, bad = (write(tmp_path / "in", name, f"A lantern in {name}.") for name in ("good.txt", "bad.txt"))
    method = getattr(Originals, step)
    if step == "exists":
        assert add(empty, bad).status == "added"

    def broken(self: Originals, subject: Any, *arguments: Any) -> Any:  # noqa: ANN401 - passed on unchanged
        path = getattr(subject, "path", "")
        if Path(path).name == "bad.txt":
            raise RecursionError("nested\ntoo deeply")
        return method(self, subject, *arguments)

    monkeypatch.setattr(Originals, step, broken)
    results = {Path(result.path).name: result for result in empty.add([bad, good])}
    assert results["good.txt"].status == "added"
    assert results["bad.txt"].status == "failed"
    assert "failed unexpectedly (RecursionError: nested too deeply)" in results["bad.txt"].message
    assert not (empty.settings.documents / ".incoming").exists()


def test_a_file_that_is_not_read_leaves_no_copy(empty: Library, tmp_path: Path) -> None:
    """Neither one that fails, nor one whose copy a killed process left."""
    left = empty.settings.documents / ".incoming" / "0" / "left.txt"
    left.parent.mkdir(parents=True)
    left.touch()
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    assert add(empty, tmp_path / "broken.pdf").status == "failed"
    assert list(empty.settings.documents.iterdir()) == []


def test_a_link_that_is_put_in_place_of_a_file_is_not_followed(
    empty: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever may write in the folder cannot have other files read by exchanging one while files are added."""
    write(tmp_path, "secret.txt", "The password is saffron.")
    path = write(tmp_path / "in", "note.txt", "The lantern was red.")

    def exchange(_file: FoundFile) -> Sidecar:
        path.unlink()
        path.symlink_to(tmp_path / "secret.txt")
        return Sidecar()

    monkeypatch.setattr("axtar.ingest.add.read_sidecar", exchange)
    (result,) = empty.add([tmp_path / "in"])
    assert (result.status, result.message) == ("failed", "is a link, not a file; only files are added")
