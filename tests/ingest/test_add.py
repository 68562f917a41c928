"""What becomes of files that are added, changed, removed and added again."""

import errno
import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from axtar import config
from axtar.errors import NotFoundError, RemovedError
from axtar.ingest.file_search import find_files
from axtar.ingest.limits import IngestLimits
from axtar.ingest.originals import Originals
from axtar.library import Library
from axtar.model import AddResult, Request


def write(folder: Path, name: str, text: str, record: object = None) -> Path:
    """A text file, with a record beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf8")
    if record is not None:
        path.with_name(path.stem + ".csl.json").write_text(
            record if isinstance(record, str) else json.dumps(record), "utf8"
        )
    return path


def statuses(outcomes: Iterable[AddResult]) -> dict[str, str]:
    """What became of each file, by name."""
    return {Path(outcome.path).name: outcome.status for outcome in outcomes}


def found(library: Library, text: str) -> list[str]:
    """The ids of the documents that a search finds."""
    return [hit.document.id for hit in library.search(Request(text)).hits]


def add(library: Library, path: Path) -> AddResult:
    """What became of one file."""
    (outcome,) = library.add([path])
    return outcome


def test_adding_twice_adds_nothing(copied: Library, sources: Path) -> None:
    """Files that are there already are passed over, wherever they are added from."""
    before = {document.id: document for document in copied.documents.list_all()}
    assert set(statuses(copied.add([sources])).values()) == {"unchanged"}
    assert set(statuses(copied.add([copied.settings.documents])).values()) == {"unchanged"}
    assert {document.id for document in copied.documents.list_all()} == set(before)
    assert copied.check() == []


def test_an_original_is_copied_below_documents(empty: Library, tmp_path: Path) -> None:
    """What is added from outside is kept under its name, and stays where it was too."""
    path = write(tmp_path / "elsewhere", "note.txt", "The lantern was red.")
    outcome = add(empty, path)
    assert (outcome.status, path.exists()) == ("added", True)
    assert outcome.document
    document = empty.documents.get(outcome.document)
    assert (document.file, document.path) == ("note.txt", "note.txt")
    assert empty.find_original(document.id) == empty.settings.documents / "note.txt"


def test_two_files_of_one_name_are_two_documents(empty: Library, tmp_path: Path) -> None:
    """The second is kept under a number."""
    outcomes = [add(empty, write(tmp_path / name, "note.txt", f"The lantern was {name}.")) for name in ("red", "blue")]
    assert [outcome.status for outcome in outcomes] == ["added", "added"]
    assert sorted(document.path for document in empty.documents.list_all()) == ["note (2).txt", "note.txt"]
    assert {document.file for document in empty.documents.list_all()} == {"note.txt"}


def test_a_file_inside_documents_stays_where_it_is(empty: Library) -> None:
    """Folders below documents/ are the librarian's own order."""
    path = write(empty.settings.documents / "letters" / "1901", "one.txt", "The lantern was red.")
    add(empty, path)
    assert [document.path for document in empty.documents.list_all()] == ["letters/1901/one.txt"]
    assert [one.name for one in empty.settings.documents.rglob("*.txt")] == ["one.txt"]


def test_a_copy_that_a_kill_left_is_used(empty: Library, tmp_path: Path) -> None:
    """The same content under the same name is not copied a second time."""
    write(empty.settings.documents, "note.txt", "The lantern was red.")
    add(empty, write(tmp_path / "elsewhere", "note.txt", "The lantern was red."))
    assert [path.name for path in empty.settings.documents.iterdir()] == ["note.txt"]


@pytest.mark.parametrize("inside", [True, False])
def test_a_changed_file_is_a_new_version(empty: Library, tmp_path: Path, *, inside: bool) -> None:
    """The same document, found by its new words only; its original below documents/ is the new one."""
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
    """It is not found, its link says what happened, and the same content brings it back under its id."""
    (id_,) = found(copied, "saffron")
    copied.remove(id_)
    assert found(copied, "saffron") == []
    with pytest.raises(RemovedError, match="was removed"):
        copied.documents.get(id_)
    with pytest.raises(RemovedError):
        copied.pages.get(id_, 1)
    with pytest.raises(RemovedError):
        copied.remove(id_)
    outcome = add(copied, sources / "weavers.txt")
    assert (outcome.status, outcome.document) == ("restored", id_)
    assert found(copied, "saffron") == [id_]
    assert copied.documents.get(id_).title == "The weavers of Shusha"


def test_a_document_that_never_was_is_not_found(finished: Library) -> None:
    """Reading, citing, editing and removing all say so."""
    for ask in (
        finished.documents.get,
        finished.remove,
        finished.find_original,
        lambda id_: finished.pages.get(id_, 1),
    ):
        with pytest.raises(NotFoundError, match="no document 'nothing0'"):
            ask("nothing0")


def test_an_edited_record_is_searched_and_survives_a_new_version(copied: Library) -> None:
    """The librarian's word stands above the file's."""
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


# ------------------------------------------------------------------ records beside files
def test_a_record_beside_a_file_is_read(empty: Library, tmp_path: Path) -> None:
    """One CSL-JSON item, alone or in a list; it wins over what the file says of itself."""
    write(
        tmp_path / "in", "one.txt", "A lantern.", {"id": "x", "title": "Lanterns", "issued": {"date-parts": [[1907]]}}
    )
    write(tmp_path / "in", "two.html", "<title>Its own</title><p>A kettle.</p>", [{"title": "Kettles", "type": "book"}])
    assert statuses(empty.add([tmp_path / "in"])) == {"one.txt": "added", "two.html": "added"}
    one, two = sorted(empty.documents.list_all(), key=lambda document: document.file)
    assert (one.title, one.year, dict(one.record).get("id")) == ("Lanterns", 1907, None)
    assert (two.title, two.type) == ("Kettles", "book")


def test_a_changed_record_beside_an_unchanged_file_is_read(empty: Library, tmp_path: Path) -> None:
    """It replaces what was read before, fields that it no longer has included; a missing one changes nothing."""
    path = write(tmp_path / "in", "note.txt", "The lantern was red.", {"title": "First", "publisher": "Ganja"})
    id_ = add(empty, path).document or ""
    write(tmp_path / "in", "note.txt", "The lantern was red.", {"title": "Second thoughts"})
    assert (outcome := add(empty, path)).status == "updated", outcome
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
    assert "note.csl.json cannot be read" in add(empty, path).message


def test_a_file_that_cannot_be_kept_costs_itself_only(
    empty: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk is said in one line, and the file beside it is added."""
    store = Originals.store

    def full(self: Originals, path: Path, previous: str | None = None) -> Path:
        if path.name == "large.txt":
            raise OSError(errno.ENOSPC, "No space left on device")
        return store(self, path, previous)

    monkeypatch.setattr(Originals, "store", full)
    write(tmp_path / "in", "large.txt", "The kettle sang.")
    write(tmp_path / "in", "small.txt", "The lantern was red.")
    outcomes = {Path(one.path).name: one for one in empty.add([tmp_path / "in"])}
    assert outcomes["large.txt"].message == "large.txt: No space left on device"
    assert outcomes["small.txt"].status == "added"


def test_a_record_edited_by_hand_is_kept_and_told_once(empty: Library, tmp_path: Path) -> None:
    """The file's record has changed since: the outcome says that the edit stays, and how to take the file's."""
    path = write(tmp_path / "in", "note.txt", "The lantern was red.", {"title": "First"})
    id_ = add(empty, path).document or ""
    empty.edit(id_, {"title": "By hand"})
    assert add(empty, path).status == "unchanged"
    write(tmp_path / "in", "note.txt", "The lantern was red.", {"title": "Second"})
    outcome = add(empty, path)
    assert (outcome.status, outcome.document) == ("kept", id_)
    assert "axtar edit" in outcome.message
    assert empty.documents.get(id_).title == "By hand"
    assert add(empty, path).status == "unchanged"


@pytest.mark.parametrize("record", ["{", "[1, 2]", '"title"', "[]"])
def test_a_broken_record_costs_its_file_only(empty: Library, tmp_path: Path, record: str) -> None:
    """The message names the record and says what to do; the file beside it is added."""
    write(tmp_path / "in", "bad.txt", "A lantern.", record)
    write(tmp_path / "in", "good.txt", "A kettle.")
    outcomes = list(empty.add([tmp_path / "in"]))
    assert statuses(outcomes) == {"bad.txt": "failed", "good.txt": "added"}
    (message,) = [outcome.message for outcome in outcomes if outcome.status == "failed"]
    assert message.startswith("bad.txt: bad.csl.json")
    assert "Correct or remove it" in message


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
def test_an_odd_record_does_not_break_the_library(empty: Library, tmp_path: Path, record: dict[str, object]) -> None:
    """Whatever a record holds, its document is added or refused in one line; searching and listing go on."""
    write(tmp_path / "in", "odd.txt", "A lantern.", record)
    write(tmp_path / "in", "good.txt", "A lantern and a kettle.")
    outcomes = statuses(empty.add([tmp_path / "in"]))
    assert outcomes["good.txt"] == "added"
    assert outcomes["odd.txt"] in ("added", "failed")
    answer = empty.search(Request("lantern"))
    assert {hit.document.file for hit in answer.hits} >= {
        name for name, status in outcomes.items() if status == "added"
    }
    assert [(document.title, document.authors, document.year, document.type) for document in empty.documents.list_all()]


# ------------------------------------------------------------------ files that are no documents
@pytest.mark.parametrize(
    ("kind", "said"),
    [("corrupt", "damaged"), ("encrypted", "password"), ("blank", "no text"), ("hollow", "empty"), ("picture", "")],
)
def test_a_bad_file_gives_one_line_and_costs_nothing_else(
    empty: Library, tmp_path: Path, bad: Callable[[Path, str], Path], kind: str, said: str
) -> None:
    """The line names the file and says why; what lies beside it is added."""
    write(tmp_path / "in", "good.txt", "A kettle.")
    path = bad(tmp_path / "in", kind)
    outcomes = list(empty.add([tmp_path / "in"]))
    assert statuses(outcomes) == {"good.txt": "added", path.name: "failed"}
    (message,) = [outcome.message for outcome in outcomes if outcome.status == "failed"]
    assert message.startswith(path.name)
    assert "\n" not in message
    assert said in message
    assert [document.file for document in empty.documents.list_all()] == ["good.txt"]
    assert not (empty.settings.documents / path.name).exists()


def test_hidden_files_and_records_are_no_documents(empty: Library, tmp_path: Path) -> None:
    """Nor is what lies in hidden folders."""
    folder = tmp_path / "in"
    write(folder, "good.txt", "A kettle.", {"title": "Kettles"})
    write(folder, ".hidden.txt", "A lantern.")
    write(folder / ".git", "config.txt", "A lantern.")
    write(folder, "lonely.csl.json", "{}")
    assert statuses(empty.add([folder])) == {"good.txt": "added"}
    assert [path.name for path in find_files([folder])] == ["good.txt"]


def test_a_path_that_is_not_there_is_named(empty: Library, tmp_path: Path) -> None:
    """A slip in a name is no silent nothing."""
    with pytest.raises(NotFoundError, match=r"nowhere\.txt"):
        list(empty.add([tmp_path / "nowhere.txt"]))


def test_a_moved_original_is_found_again(copied: Library) -> None:
    """Added where it lies now, it is the same document at another place."""
    (id_,) = found(copied, "saffron")
    old = copied.find_original(id_)
    assert old
    new = copied.settings.documents / "crafts" / "looms.txt"
    new.parent.mkdir()
    shutil.move(old, new)
    assert copied.find_original(id_) is None
    assert [finding.problem for finding in copied.check()] == ["Originals missing below documents/: weavers.txt."]
    outcome = add(copied, new)
    assert (outcome.document, outcome.status) == (id_, "unchanged")
    assert copied.find_original(id_) == new
    assert copied.check() == []
    assert found(copied, "saffron") == [id_]


def test_many_files_are_stored_in_batches(tmp_path: Path) -> None:
    """However small the batches, every file is reported once and found."""
    for number in range(7):
        write(tmp_path / "in", f"note-{number}.txt", f"The lantern number {number} burns.")
    settings = config.load(tmp_path / "library", environ={"AXTAR_WORKERS": "1"})
    with Library(settings, IngestLimits(batch_files=2)) as library:
        assert set(statuses(library.add([tmp_path / "in"])).values()) == {"added"}
        assert library.search(Request("lantern", limit=20)).total == 7
        assert library.check() == []
