"""Whoosh's postings sorted on disk, and indexes whose files vanish."""

from pathlib import Path

import pytest
from whoosh.reading import IndexReader

from axtar.engines import create_engine, open_engine
from axtar.engines.whoosh import WhooshEngine, files
from axtar.engines.whoosh.segments import Segment, open_segments
from axtar.errors import IndexUnreadableError, LibraryError
from axtar.model import IndexedPassage, MatchAll, PhraseQuery, TermQuery


def _passage(number: int) -> IndexedPassage:
    text = f"all {number % 7} {number % 11} w{number}"
    return IndexedPassage(f"{number:05}", str(number // 10), "en", "book", 2000, (), text, text, text, text, text, text)


def test_postings_that_do_not_fit_into_memory_are_sorted_on_disk(tmp_path: Path) -> None:
    """The result is the same."""
    create_engine("whoosh", tmp_path / "index")
    engine = WhooshEngine(tmp_path / "index", writer_mb=1)
    with engine.writer() as writer:
        writer.add(map(_passage, range(1000)))
    assert engine.frequency("surface", "all") == 1000
    assert [hit.id for hit in engine.search(PhraseQuery("title", ("6", "10", "w76")), 9)] == ["00076"]
    assert engine.documents(TermQuery("lemma", "w999")) == {"99": 1}
    assert not list((tmp_path / "index").rglob("*.run"))


def test_an_unknown_query_is_a_programming_error(tmp_path: Path) -> None:
    """It is not reported as a damaged index."""
    engine = create_engine("whoosh", tmp_path / "index")
    with engine.writer() as writer:
        writer.add([_passage(1)])
    with pytest.raises(TypeError, match="not an engine query"):
        engine.search("words", 1)  # type: ignore[arg-type]  # the error


def test_searching_a_deleted_index_asks_for_a_rebuild(tmp_path: Path) -> None:
    """Its table of contents was deleted while the engine was open."""
    engine = create_engine("whoosh", tmp_path / "index")
    next((tmp_path / "index").glob("*.toc")).unlink()
    with pytest.raises(LibraryError, match="axtar rebuild"):
        engine.search(MatchAll(), 1)


def test_what_killed_writers_left_is_deleted(tmp_path: Path) -> None:
    """So are tables of contents that were not renamed."""
    folder = tmp_path / "index"
    engine = create_engine("whoosh", folder)
    (folder / "_MAIN_1.toc.1795993421.5").touch()
    (folder / "MAIN_abcdef0123456789.trm").touch()
    (folder / "MAIN.tmp").mkdir()
    with engine.writer() as writer:
        writer.add([_passage(1)])
    assert not [path for path in folder.iterdir() if path.name.startswith(("_MAIN_1.toc.", "MAIN_abc", "MAIN.tmp"))]


def test_a_commit_is_flushed_before_its_table_of_contents_is_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a power cut the table of contents must not name files that are not on disk."""
    steps: list[str] = []
    monkeypatch.setattr(files, "sync_file", lambda path: steps.append(path.suffix))
    monkeypatch.setattr(files, "sync_folder", lambda path: steps.append(path.name))
    engine = create_engine("whoosh", tmp_path / "index")
    steps.clear()
    with engine.writer() as writer:
        writer.add([_passage(1)])
    assert steps[-1] == "index"
    assert set(steps[:-2]) >= {".trm", ".pst"}
    assert {path.suffix for path in (tmp_path / "index").glob("MAIN_*.*")} <= set(steps)


@pytest.mark.parametrize("replaced", [False, True])
def test_an_index_that_changes_while_it_is_opened_is_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, replaced: bool
) -> None:
    """To Whoosh a column whose file was deleted meanwhile has no values. A folder that was replaced is not opened."""
    folder = tmp_path / "index"
    engine = create_engine("whoosh", folder)
    with engine.writer() as writer:
        writer.add([_passage(1)])

    def open_beside_a_change(whole: IndexReader) -> list[Segment]:
        monkeypatch.undo()
        if replaced:
            folder.rename(tmp_path / "deleted")
        else:
            with engine.writer() as writer:
                writer.add([_passage(2)])
        return open_segments(whole)

    monkeypatch.setattr("axtar.engines.whoosh.engine.open_segments", open_beside_a_change)
    if replaced:
        with pytest.raises(IndexUnreadableError, match="axtar rebuild"):
            open_engine("whoosh", folder)
    else:
        assert open_engine("whoosh", folder).documents(MatchAll()) == {"0": 2}
