"""The index can be thrown away at any time: noticed, said, and made again from the catalogue."""

import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from axtar import config
from axtar.errors import AxtarError, IndexOutdatedError, LibraryError, LockedError
from axtar.ingest.limits import IngestLimits
from axtar.ingest.write_lock import write_lock
from axtar.library import Library
from axtar.model import Request
from axtar.search.to_json import answer_to_json
from axtar.workers.pool import ItemFailure

if TYPE_CHECKING:
    from axtar.ingest import index

QUERIES = ("Шуша", "carpet", '"stone bridge"', "körpü OR köprü", "year:1994", "weav*")


@pytest.fixture(params=config.ENGINES)
def library(collection: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Library]:
    """A copy of the finished library with each engine."""
    shutil.copytree(collection, tmp_path / "copied")
    with Library(config.load(tmp_path / "copied", request.param, {"AXTAR_WORKERS": "1"})) as library:
        yield library


def answers(library: Library) -> list[object]:
    """What a library answers, without the times."""
    found = [answer_to_json(library.search(Request(query, limit=50))) for query in QUERIES]
    return [{key: value for key, value in one.items() if key != "took_ms"} for one in found]


def unscored(library: Library) -> list[object]:
    """What a library answers, without scores and order: whoosh rounds lengths in each segment of its own."""
    found = [library.search(Request(query, limit=50)) for query in QUERIES]
    return [
        (
            one.expansions,
            one.facets,
            {hit.document.id: sorted((p.page, p.text, p.highlights) for p in hit.passages) for hit in one.hits},
        )
        for one in found
    ]


def index_folder(library: Library) -> Path:
    """The folder of the index in force."""
    pointer = json.loads((library.settings.index / f"{library.settings.engine}.json").read_text("utf8"))
    return library.settings.index / str(pointer["folder"])


def test_a_rebuilt_index_answers_as_the_one_before(library: Library) -> None:
    """The same hits, scores, marks and expansions; only the new folder remains; originals are not needed."""
    shutil.rmtree(library.settings.documents)
    before, old = answers(library), index_folder(library)
    told: list[tuple[int, int]] = []
    assert library.rebuild(lambda done, total: told.append((done, total))) == library.documents.count()
    pages = sum(document.page_count for document in library.documents.list_all())
    assert told[-1] == (pages, pages)
    assert answers(library) == before
    assert index_folder(library) != old
    assert not old.exists()


def test_many_processes_make_the_same_index(library: Library) -> None:
    """However the work is cut into tasks and batches: a long document in parts, several at once, each told once."""
    before = unscored(library)
    limits = IngestLimits(single_process_pages=1, pages_per_task=2, commit_passages=3)
    several = Library(config.load(library.settings.library, library.settings.engine, {"AXTAR_WORKERS": "2"}), limits)
    told: list[tuple[int, int]] = []
    assert several.rebuild(lambda done, total: told.append((done, total))) == library.documents.count()
    pages = sum(document.page_count for document in library.documents.list_all())
    assert told[-1] == (pages, pages)
    assert sorted(set(told)) == told
    assert len(told) > 1
    several.close()
    assert unscored(library) == before
    assert library.check() == []


def test_a_process_that_fails_is_told_in_a_sentence(
    library: Library, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The traceback goes to the log; the index in force stays."""
    folder = index_folder(library)
    failed: list[tuple[tuple[int, list[index.PageRange]], ItemFailure]] = [
        ((0, []), ItemFailure("KeyError: 'a'", "Traceback"))
    ]
    monkeypatch.setattr("axtar.ingest.index.pool.run", lambda *_: failed)  # our own code cannot be made to fail
    settings = config.load(library.settings.library, library.settings.engine, {"AXTAR_WORKERS": "2"})
    several = Library(settings, IngestLimits(single_process_pages=1))
    with pytest.raises(AxtarError, match=r"could not be prepared .*: KeyError: 'a'\. Please report"):
        several.rebuild()
    several.close()
    assert "Traceback" in caplog.text
    assert index_folder(library) == folder
    assert library.search(Request("saffron")).total == 1


def test_another_process_goes_on_to_the_new_index(library: Library) -> None:
    """A library that is open elsewhere answers from the new index at its next search."""
    with Library(library.settings) as other:
        before = answers(other)
        library.rebuild()
        (id_,) = [hit.document.id for hit in library.search(Request("saffron")).hits]
        library.remove(id_)
        assert other.search(Request("saffron")).total == 0
        assert before[0]


def test_searching_goes_on_while_rebuilding(library: Library) -> None:
    """At every moment of a rebuild a search finds what it found before."""
    expected = {hit.document.id for hit in library.search(Request("Шуша", limit=50)).hits}
    counted: list[int] = []

    def look(_done: int, _total: int) -> None:
        counted.append(len({hit.document.id for hit in library.search(Request("Шуша", limit=50)).hits} & expected))

    library.rebuild(look)
    assert set(counted) == {len(expected)}


@pytest.mark.parametrize("what", ["folder", "pointer", "both"])
def test_a_deleted_index_is_noticed_and_repaired(library: Library, what: str) -> None:
    """Whatever of it is gone, the next start makes it again, and finds all."""
    before, folder = answers(library), index_folder(library)
    if what in ("folder", "both"):
        shutil.rmtree(folder)
    if what in ("pointer", "both"):
        (library.settings.index / f"{library.settings.engine}.json").unlink()
    with Library(library.settings) as opened:
        assert [finding.problem for finding in opened.check()] == ["There is no index."]
        assert opened.writer.index_pending() == opened.documents.count()
        assert answers(opened) == before
        assert opened.check() == []


def test_a_deleted_index_is_made_again_by_the_next_change(library: Library, tmp_path: Path) -> None:
    """Adding finishes what is missing first."""
    shutil.rmtree(index_folder(library))
    (tmp_path / "note.txt").write_text("The kettle sang.", "utf8")
    with Library(library.settings) as opened:
        assert [outcome.status for outcome in opened.add([tmp_path / "note.txt"])] == ["added"]
        assert opened.search(Request("saffron")).total == opened.search(Request("kettle")).total == 1
        assert opened.check() == []


def test_a_first_start_with_the_other_engine_makes_its_index(collection: Path, tmp_path: Path) -> None:
    """The catalogue knows what each engine lacks."""
    shutil.copytree(collection, tmp_path / "copied")
    for path in (tmp_path / "copied" / "index").glob("whoosh*"):
        path.unlink() if path.is_file() else shutil.rmtree(path)
    with Library(config.load(tmp_path / "copied", "whoosh", {"AXTAR_WORKERS": "1"})) as library:
        assert library.writer.index_pending() == library.documents.count()
        assert library.search(Request("saffron")).total == 1
        assert library.writer.index_pending() == 0


def test_a_damaged_pointer_says_what_to_do(library: Library) -> None:
    """A file that is no JSON is named, and the rebuild that it asks for mends it."""
    before = answers(library)
    pointer = library.settings.index / f"{library.settings.engine}.json"
    pointer.write_text("{", "utf8")
    with Library(library.settings) as opened:
        with pytest.raises(LibraryError, match=rf"{pointer.name} is damaged .* `axtar rebuild`"):
            opened.search(Request("saffron"))
        assert "axtar rebuild" in opened.check()[0].problem + opened.check()[0].remedy
        opened.rebuild()
        assert answers(opened) == before


# ------------------------------------------------------------------ made by other tables
def test_an_outdated_index_is_searched_but_not_written_to(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other tables made it: searching goes on, changes are refused with the remedy, nothing is wiped, a rebuild cures it."""
    before = answers(library)
    (id_,) = [hit.document.id for hit in library.search(Request("saffron")).hits]
    (tmp_path / "note.txt").write_text("The kettle sang.", "utf8")
    monkeypatch.setattr("axtar.ingest.index_store.fingerprint", lambda _engine, *, authority: f"another {authority}")
    assert library.store.is_outdated()
    assert answers(library) == before
    assert library.writer.index_pending() == 0
    for change in (lambda: list(library.add([tmp_path / "note.txt"])), lambda: library.remove(id_)):
        with pytest.raises(IndexOutdatedError, match="axtar rebuild"):
            change()
    assert [finding.remedy for finding in library.check()] == ["Run `axtar rebuild`."]
    library.rebuild()
    assert not library.store.is_outdated()
    assert answers(library) == before
    assert [outcome.status for outcome in library.add([tmp_path / "note.txt"])] == ["added"]


def test_an_outdated_index_with_something_missing_can_still_be_searched(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A start must not fail on what it cannot repair before a rebuild."""
    library.catalogue.index_state.clear(library.settings.engine)
    monkeypatch.setattr("axtar.ingest.index_store.fingerprint", lambda _engine, *, authority: f"another {authority}")
    assert library.writer.index_pending() == 0
    assert library.search(Request("saffron")).total == 1


# ------------------------------------------------------------------ one writer at a time
def test_a_second_writer_is_told_who_writes(library: Library, tmp_path: Path) -> None:
    """It waits as long as it may, then says which process holds the library; searching is free."""
    (tmp_path / "note.txt").write_text("The kettle sang.", "utf8")
    impatient = config.load(library.settings.library, library.settings.engine, {"AXTAR_LOCK_SECONDS": "0"})
    with write_lock(library.settings.index, 0), Library(impatient) as second:
        for change in (lambda: list(second.add([tmp_path / "note.txt"])), second.rebuild):
            with pytest.raises(LockedError, match=r"Another process is writing to this library \(process \d+"):
                change()
        assert second.search(Request("saffron")).total == 1
        assert second.writer.index_pending() == 0
    assert [outcome.status for outcome in library.add([tmp_path / "note.txt"])] == ["added"]


def test_a_second_writer_waits(library: Library, tmp_path: Path) -> None:
    """Two that add at once both come through."""
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        (folder / f"{folder.name}.txt").write_text(f"The kettle of {folder.name} sang.", "utf8")
    statuses: list[str] = []

    def work(folder: Path) -> None:
        with Library(library.settings) as own:
            statuses.extend(outcome.status for outcome in own.add([folder]))

    threads = [threading.Thread(target=work, args=(folder,)) for folder in folders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert statuses == ["added", "added"]
    assert library.search(Request("kettle")).total == 2
    assert library.check() == []


# ------------------------------------------------------------------ check
def test_a_sound_library_has_no_findings(library: Library) -> None:
    """Nothing is said where nothing is wrong, and nothing of an empty library."""
    assert library.check() == []


def test_an_empty_library_is_sound(empty: Library) -> None:
    """It has no documents, no findings, and no hits."""
    assert empty.check() == []
    assert (empty.documents.count(), empty.documents.list_all(), empty.search(Request("anything")).total) == (0, [], 0)
    assert empty.rebuild() == 0


def test_missing_and_changed_originals_are_told_apart(library: Library) -> None:
    """Each is named with what to do; adding the folder cures the change."""
    (library.settings.documents / "bees.txt").unlink()
    (library.settings.documents / "tkachi.txt").write_text("Другой текст о коврах.", "utf8")
    missing, changed = library.check()
    assert "bees.txt" in missing.problem
    assert "Put them back" in missing.remedy
    assert "tkachi.txt" in changed.problem
    assert "axtar add documents" in changed.remedy
    assert list(library.add([library.settings.documents]))
    assert [finding.problem for finding in library.check()] == [missing.problem]


def test_what_the_index_lacks_or_has_too_much_is_found(library: Library) -> None:
    """Index and catalogue are compared document by document, and the rebuild cures both."""
    ids = [document.id for document in library.documents.list_all()]
    with library.store.engine().writer() as writer:
        writer.delete(ids[0])
    library.catalogue.documents.remove(ids[1])
    problems = [finding.problem for finding in library.check()]
    assert any(ids[0] in problem and "Not in the index" in problem for problem in problems)
    assert any(ids[1] in problem and "not in the catalogue" in problem for problem in problems)
    library.rebuild()
    assert library.check() == []


def test_long_lists_are_cut(library: Library) -> None:
    """A finding names five, and counts the rest."""
    shutil.rmtree(library.settings.documents)
    (finding,) = library.check()
    assert "and 4 more" in finding.problem


def test_a_damaged_catalogue_is_told(library: Library) -> None:
    """SQLite's own check is part of ours."""
    library.close()
    path = library.settings.index / "catalogue.sqlite"
    content = bytearray(path.read_bytes())
    content[8192:40000] = bytes(40000 - 8192)
    path.write_bytes(content)
    with Library(library.settings) as opened:
        findings = opened.check()
    assert findings
    assert all("catalogue is damaged" in finding.problem and "backup" in finding.remedy for finding in findings)
