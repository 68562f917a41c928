"""What is special to Whoosh: postings sorted on disk, and files that vanish."""

from pathlib import Path

import pytest

from axtar.engines import open_engine
from axtar.engines.whoosh import engine as module
from axtar.errors import LibraryError
from axtar.model import IndexedPassage, MatchAll, PhraseQuery, TermQuery


def _entry(number: int) -> IndexedPassage:
    text = f"all {number % 7} {number % 11} w{number}"
    return IndexedPassage(f"{number:05}", str(number // 10), "en", "book", 2000, (), text, text, text, text, text, text)


def test_postings_that_do_not_fit_into_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A write that is sorted in parts on disk is found like one that is not."""
    monkeypatch.setattr(module, "_MEMORY", 1)
    engine = open_engine("whoosh", tmp_path / "index")
    with engine.writer() as writer:
        writer.add(map(_entry, range(1000)))
    assert engine.frequency("surface", "all") == 1000
    assert [found.id for found in engine.search(PhraseQuery("title", ("6", "10", "w76")), 9)] == ["00076"]
    assert engine.documents(TermQuery("lemma", "w999")) == {"99": 1}
    assert not list((tmp_path / "index").rglob("*.run"))


def test_what_is_no_clause_is_refused(tmp_path: Path) -> None:
    """A mistake of a caller is an error of its own, not a broken index."""
    engine = open_engine("whoosh", tmp_path / "index")
    with engine.writer() as writer:
        writer.add([_entry(1)])
    with pytest.raises(TypeError, match="not a clause"):
        engine.search("words", 1)  # type: ignore[arg-type]  # the mistake


def test_an_index_that_vanishes_is_reported(tmp_path: Path) -> None:
    """When the files go while the engine is open, a search says what to do."""
    engine = open_engine("whoosh", tmp_path / "index")
    next((tmp_path / "index").glob("*.toc")).unlink()
    with pytest.raises(LibraryError, match="axtar rebuild"):
        engine.search(MatchAll(), 1)
