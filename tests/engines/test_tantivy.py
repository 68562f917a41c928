"""What is special to tantivy: its limits."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from axtar.engines import open_engine
from axtar.errors import IndexUnreadableError, LibraryError
from axtar.model import IndexedPassage, MatchAll, TermQuery


def _entry(id_: str, document: str, language: str) -> IndexedPassage:
    return IndexedPassage(id_, document, language, "book", None, (), "word", "", "", "", "", "")


def test_more_documents_than_tantivy_counts_at_once(tmp_path: Path) -> None:
    """Beyond tantivy's 65,000 values documents and facets are still exact, and places are estimated."""
    engine = open_engine("tantivy", tmp_path / "index")
    many = 66_000
    with engine.writer() as writer:
        plain = (_entry(f"{n}/1", str(n), "az" if n % 3 else "ru") for n in range(many))
        writer.add(
            replace(each, places=("p.shusha",) if n % 2 else ("p.baku", "p.kars")) for n, each in enumerate(plain)
        )
        writer.add(_entry(f"{n}/2", str(n), "az") for n in range(10))
    counts = engine.documents(TermQuery("surface", "word"))
    assert len(counts) == many
    assert sum(counts.values()) == many + 10
    assert counts["9"] == 2
    facets = engine.facets(MatchAll(), ["language", "places"])
    assert facets["language"] == {"az": 44_000 + 4, "ru": 22_000}
    assert facets["places"] == pytest.approx(dict.fromkeys(("p.shusha", "p.baku", "p.kars"), many // 2), rel=0.15)


def test_more_places_than_tantivy_counts_at_once(tmp_path: Path) -> None:
    """Each passage names other places, so that documents and places together are more than tantivy's 65,000 values."""
    engine = open_engine("tantivy", tmp_path / "index")
    named = [tuple(f"p.{(n * 7 + i) % 150}" for i in range(100)) for n in range(700)]
    with engine.writer() as writer:
        for n, places in enumerate(named):
            plain = _entry(f"{n}/1", str(n), "en")
            writer.add([replace(plain, places=places[:60]), replace(plain, id=f"{n}/2", places=places[30:])])
    counts = engine.facets(MatchAll(), ["places", "type"])
    assert counts["type"] == {"book": 700}
    assert counts["places"] == Counter(place for places in named for place in places)


def test_what_is_no_facet_or_clause_is_refused(tmp_path: Path) -> None:
    """A mistake of a caller is an error of its own, not a broken index."""
    engine = open_engine("tantivy", tmp_path / "index")
    with pytest.raises(ValueError, match="not in"):
        engine.facets(MatchAll(), ["title"])
    with pytest.raises(TypeError, match="not a clause"):
        engine.search("words", 1)  # type: ignore[arg-type]  # the mistake


def test_an_index_that_vanishes_is_reported(tmp_path: Path) -> None:
    """When the files go while the engine is open, a search says what to do."""
    engine = open_engine("tantivy", tmp_path / "index")
    (tmp_path / "index" / "meta.json").unlink()
    with pytest.raises(LibraryError, match="axtar rebuild"):
        engine.count()


def test_an_index_that_vanishes_while_it_is_open_is_no_busy_one(tmp_path: Path) -> None:
    """Who deletes its files is not told that another process writes."""
    engine = open_engine("tantivy", tmp_path / "index")
    (tmp_path / "index" / "meta.json").unlink()
    with pytest.raises(IndexUnreadableError, match="axtar rebuild"), engine.writer():
        pass
