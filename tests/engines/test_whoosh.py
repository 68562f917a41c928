"""Whoosh's postings sorted on disk, and indexes whose files vanish."""

from pathlib import Path

import pytest

from axtar.engines import open_engine
from axtar.engines.whoosh import WhooshEngine
from axtar.errors import LibraryError
from axtar.model import IndexedPassage, MatchAll, PhraseQuery, TermQuery


def _passage(number: int) -> IndexedPassage:
    text = f"all {number % 7} {number % 11} w{number}"
    return IndexedPassage(f"{number:05}", str(number // 10), "en", "book", 2000, (), text, text, text, text, text, text)


def test_postings_that_do_not_fit_into_memory_are_sorted_on_disk(tmp_path: Path) -> None:
    """The result is the same."""
    (tmp_path / "index").mkdir()
    engine = WhooshEngine(tmp_path / "index", writer_mb=1)
    with engine.writer() as writer:
        writer.add(map(_passage, range(1000)))
    assert engine.frequency("surface", "all") == 1000
    assert [hit.id for hit in engine.search(PhraseQuery("title", ("6", "10", "w76")), 9)] == ["00076"]
    assert engine.documents(TermQuery("lemma", "w999")) == {"99": 1}
    assert not list((tmp_path / "index").rglob("*.run"))


def test_an_unknown_query_is_a_programming_error(tmp_path: Path) -> None:
    """It is not reported as a damaged index."""
    engine = open_engine("whoosh", tmp_path / "index")
    with engine.writer() as writer:
        writer.add([_passage(1)])
    with pytest.raises(TypeError, match="not an engine query"):
        engine.search("words", 1)  # type: ignore[arg-type]  # the error


def test_searching_a_deleted_index_asks_for_a_rebuild(tmp_path: Path) -> None:
    """Its files were deleted while the engine was open."""
    engine = open_engine("whoosh", tmp_path / "index")
    next((tmp_path / "index").glob("*.toc")).unlink()
    with pytest.raises(LibraryError, match="axtar rebuild"):
        engine.search(MatchAll(), 1)
