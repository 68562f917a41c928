"""The index is disposable: a missing, damaged or outdated one is noticed, and rebuilt from the catalogue."""

import json
import shutil
from pathlib import Path

import pytest

from axtar import config
from axtar.errors import IndexOutdatedError, LibraryError
from axtar.ingest.limits import IngestLimits
from axtar.library import Library
from axtar.model import Request
from axtar.search.to_json import answer_to_json

QUERIES = ("Шуша", "carpet", '"stone bridge"', "körpü OR köprü", "year:1994", "weav*")


def answers(library: Library) -> list[object]:
    """Return a library's answers without their times."""
    answers = [answer_to_json(library.search(Request(query, limit=50))) for query in QUERIES]
    return [{key: value for key, value in answer.items() if key != "took_ms"} for answer in answers]


def answers_without_scores(library: Library) -> list[object]:
    """Return answers without scores and order: Whoosh rounds lengths in each segment."""
    answers = [library.search(Request(query, limit=50)) for query in QUERIES]
    return [
        (
            answer.expansions,
            answer.facets,
            {
                hit.document.id: sorted((passage.page, passage.text, passage.highlights) for passage in hit.passages)
                for hit in answer.hits
            },
        )
        for answer in answers
    ]


def index_folder(library: Library) -> Path:
    """Return the active index folder."""
    pointer = json.loads((library.settings.index / f"{library.settings.engine}.json").read_text("utf8"))
    return library.settings.index / str(pointer["folder"])


def test_a_rebuilt_index_gives_the_same_answers(library: Library) -> None:
    """Hits, scores, highlights and expansions are the same; the old folder is deleted; originals are not needed."""
    shutil.rmtree(library.settings.documents)
    before, old = answers(library), index_folder(library)
    reports: list[tuple[int, int]] = []
    assert library.rebuild(lambda done, total: reports.append((done, total))) == library.documents.count()
    pages = sum(document.page_count for document in library.documents.list_all())
    assert reports[-1] == (pages, pages)
    assert answers(library) == before
    assert index_folder(library) != old
    assert not old.exists()


def test_several_processes_make_the_same_index(library: Library) -> None:
    """It does not depend on tasks and batches, and progress is reported in order, once for each task."""
    before = answers_without_scores(library)
    limits = IngestLimits(pages_per_task=2, commit_passages=3)
    several = Library(config.load(library.settings.library, library.settings.engine, {"AXTAR_WORKERS": "2"}), limits)
    reports: list[tuple[int, int]] = []
    assert several.rebuild(lambda done, total: reports.append((done, total))) == library.documents.count()
    pages = sum(document.page_count for document in library.documents.list_all())
    assert reports[-1] == (pages, pages)
    assert sorted(set(reports)) == reports
    assert len(reports) > 1
    several.close()
    assert answers_without_scores(library) == before
    assert library.check() == []


def test_another_library_object_switches_to_the_new_index(library: Library) -> None:
    """A library that is already open answers from the new index at its next search."""
    with Library(library.settings) as other:
        before = answers(other)
        library.rebuild()
        (id_,) = [hit.document.id for hit in library.search(Request("saffron")).hits]
        library.remove(id_)
        assert other.search(Request("saffron")).total == 0
        assert before[0]


def test_searching_goes_on_while_rebuilding(library: Library) -> None:
    """At every step of a rebuild, a search finds the same documents."""
    expected = {hit.document.id for hit in library.search(Request("Шуша", limit=50)).hits}
    counts: list[int] = []

    def on_progress(_done: int, _total: int) -> None:
        counts.append(len({hit.document.id for hit in library.search(Request("Шуша", limit=50)).hits} & expected))

    library.rebuild(on_progress)
    assert set(counts) == {len(expected)}


@pytest.mark.parametrize("deleted", ["folder", "pointer", "both"])
def test_a_deleted_index_is_noticed_and_rebuilt(library: Library, deleted: str) -> None:
    """Whatever part of it is deleted, the next start indexes all documents."""
    before, folder = answers(library), index_folder(library)
    if deleted in ("folder", "both"):
        shutil.rmtree(folder)
    if deleted in ("pointer", "both"):
        (library.settings.index / f"{library.settings.engine}.json").unlink()
    with Library(library.settings) as opened:
        assert [finding.problem for finding in opened.check()] == ["There is no index."]
        assert opened.writer.index_pending() == opened.documents.count()
        assert answers(opened) == before
        assert opened.check() == []


def test_a_deleted_index_is_rebuilt_by_the_next_change(library: Library, tmp_path: Path) -> None:
    """Adding first indexes the documents that are missing."""
    shutil.rmtree(index_folder(library))
    (tmp_path / "note.txt").write_text("The kettle sang.", "utf8")
    with Library(library.settings) as opened:
        assert [result.status for result in opened.add([tmp_path / "note.txt"])] == ["added"]
        assert opened.search(Request("saffron")).total == opened.search(Request("kettle")).total == 1
        assert opened.check() == []


def test_starting_with_another_engine_makes_its_index(collection: Path, tmp_path: Path) -> None:
    """The catalogue knows which documents each engine's index lacks."""
    shutil.copytree(collection, tmp_path / "copied")
    for path in (tmp_path / "copied" / "index").glob("whoosh*"):
        path.unlink() if path.is_file() else shutil.rmtree(path)
    with Library(config.load(tmp_path / "copied", "whoosh", {"AXTAR_WORKERS": "1"})) as library:
        assert library.writer.index_pending() == library.documents.count()
        assert library.search(Request("saffron")).total == 1
        assert library.writer.index_pending() == 0


def test_a_damaged_pointer_is_an_error_with_a_remedy(library: Library) -> None:
    """The error names the file that is not JSON, and the rebuild that it recommends repairs it."""
    before = answers(library)
    pointer = library.settings.index / f"{library.settings.engine}.json"
    pointer.write_text("{", "utf8")
    with Library(library.settings) as opened:
        with pytest.raises(LibraryError, match=rf"{pointer.name} is damaged .* `axtar rebuild`"):
            opened.search(Request("saffron"))
        assert "axtar rebuild" in opened.check()[0].problem + opened.check()[0].remedy
        opened.rebuild()
        assert answers(opened) == before


# ------------------------------------------------------------------ outdated indexes
def test_an_outdated_index_can_be_searched_but_not_changed(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers stay the same, changes are refused with the remedy, nothing is deleted, and a rebuild makes it current."""
    before = answers(library)
    (id_,) = [hit.document.id for hit in library.search(Request("saffron")).hits]
    (tmp_path / "note.txt").write_text("The kettle sang.", "utf8")
    monkeypatch.setattr("axtar.ingest.index_store.fingerprint", lambda _engine, *, authority: f"another {authority}")
    assert library.store.is_outdated()
    assert answers(library) == before
    assert library.writer.index_pending() == 0
    for change in (lambda: list(library.add([tmp_path / "note.txt"])), lambda: library.edit(id_, {"title": "Notes"})):
        with pytest.raises(IndexOutdatedError, match="axtar rebuild"):
            change()
    assert [finding.remedy for finding in library.check()] == ["Run `axtar rebuild`."]
    library.rebuild()
    assert not library.store.is_outdated()
    assert answers(library) == before
    assert [result.status for result in library.add([tmp_path / "note.txt"])] == ["added"]


def test_a_document_can_be_removed_whatever_the_state_of_the_index(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From an outdated index it is deleted; from a damaged one, it is missing after the rebuild."""
    ids = [hit.document.id for hit in library.search(Request("Шуша", limit=3)).hits]
    monkeypatch.setattr("axtar.ingest.index_store.fingerprint", lambda _engine, *, authority: f"another {authority}")
    library.remove(ids[0])
    assert ids[0] not in {hit.document.id for hit in library.search(Request("Шуша", limit=50)).hits}
    pointer = library.settings.index / f"{library.settings.engine}.json"
    pointer.write_text("{", "utf8")
    with Library(library.settings) as opened:
        opened.remove(ids[1])
        opened.rebuild()
        assert not {*ids[:2]} & {hit.document.id for hit in opened.search(Request("Шуша", limit=50)).hits}
        assert opened.check() == []


def test_a_document_whose_removal_was_interrupted_is_not_found(library: Library) -> None:
    """The catalogue decides what is in the library, before the index follows."""
    before = library.search(Request("Шуша", limit=50))
    removed = before.hits[0].document.id
    library.catalogue.documents.remove(removed)
    after = library.search(Request("Шуша", limit=50))
    assert after.total == before.total - 1
    assert removed not in {hit.document.id for hit in after.hits}
    assert library.writer.index_pending() == 1
    assert library.catalogue.index_state.removed(library.settings.engine) == []


def test_a_damaged_index_is_rebuilt_by_the_next_change(library: Library, tmp_path: Path) -> None:
    """Searching says what is wrong; adding repairs it without a command of its own."""
    before = answers_without_scores(library)
    for path in index_folder(library).iterdir():
        path.write_bytes(b"damaged")
    (tmp_path / "note.txt").write_text("The kettle sang.", "utf8")
    with Library(library.settings) as opened:
        with pytest.raises(LibraryError, match="axtar rebuild"):
            opened.search(Request("saffron"))
        results = list(opened.add([tmp_path / "note.txt"]))
        assert [result.status for result in results] == ["added"]
        assert opened.check() == []
        opened.remove(str(results[0].document))
        assert answers_without_scores(opened) == before


def test_an_outdated_index_that_lacks_documents_can_be_searched(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Starting must not fail because of what only a rebuild can repair."""
    library.catalogue.index_state.clear(library.settings.engine)
    monkeypatch.setattr("axtar.ingest.index_store.fingerprint", lambda _engine, *, authority: f"another {authority}")
    assert library.writer.index_pending() == 0
    assert library.search(Request("saffron")).total == 1
