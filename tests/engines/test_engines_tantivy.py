"""What is special to tantivy: its limits."""

from pathlib import Path

import pytest

from axtar.engines import open_engine
from axtar.errors import LibraryError
from axtar.model import Entry, Everything, Match


def _entry(id_: str, document: str, language: str) -> Entry:
    return Entry(id_, document, language, "book", None, (), "word", "", "", "", "", "")


@pytest.mark.usefixtures("unmeasured")
def test_more_documents_than_tantivy_counts_at_once(tmp_path: Path) -> None:
    """Beyond tantivy's 65,000 values the documents and facets are still exact."""
    engine = open_engine("tantivy", tmp_path / "index")
    many = 66_000
    with engine.writer() as writer:
        writer.add(_entry(f"{n}/1", str(n), "az" if n % 3 else "ru") for n in range(many))
        writer.add(_entry(f"{n}/2", str(n), "az") for n in range(10))
    counts = engine.documents(Match("surface", "word"))
    assert len(counts) == many
    assert sum(counts.values()) == many + 10
    assert counts["9"] == 2
    assert engine.facets(Everything(), ["language"]) == {"language": {"az": 44_000 + 4, "ru": 22_000}}


def test_what_is_no_facet_or_clause_is_refused(tmp_path: Path) -> None:
    """A mistake of a caller is an error of its own, not a broken index."""
    engine = open_engine("tantivy", tmp_path / "index")
    with pytest.raises(ValueError, match="not in"):
        engine.facets(Everything(), ["title"])
    with pytest.raises(TypeError, match="not a clause"):
        engine.search("words", 1)  # type: ignore[arg-type]  # the mistake


def test_an_index_that_vanishes_is_reported(tmp_path: Path) -> None:
    """When the files go while the engine is open, a search says what to do."""
    engine = open_engine("tantivy", tmp_path / "index")
    (tmp_path / "index" / "meta.json").unlink()
    with pytest.raises(LibraryError, match="axtar rebuild"):
        engine.count()
