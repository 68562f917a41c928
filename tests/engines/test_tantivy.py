"""The limits of tantivy, and indexes whose files vanish."""

import errno
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from axtar.engines import create_engine, open_engine
from axtar.engines.tantivy.writer import open_writer
from axtar.errors import DiskError, IndexUnreadableError
from axtar.model import IndexedPassage, MatchAll, TermQuery


def _passage(id_: str, document: str, language: str) -> IndexedPassage:
    return IndexedPassage(id_, document, language, "book", None, (), "word", "", "", "", "", "")


def test_documents_are_counted_exactly_beyond_the_bucket_limit(tmp_path: Path) -> None:
    """So are facets, with more than tantivy's 65,000 buckets; places are estimated."""
    engine = create_engine("tantivy", tmp_path / "index")
    many = 66_000
    with engine.writer() as writer:
        simple = (_passage(f"{n}/1", str(n), "az" if n % 3 else "ru") for n in range(many))
        writer.add(
            replace(each, places=("p.shusha",) if n % 2 else ("p.baku", "p.kars")) for n, each in enumerate(simple)
        )
        writer.add(_passage(f"{n}/2", str(n), "az") for n in range(10))
    counts = engine.documents(TermQuery("surface", "word"))
    assert len(counts) == many
    assert sum(counts.values()) == many + 10
    assert counts["9"] == 2
    facets = engine.facets(MatchAll(), ["language", "places"])
    assert facets["language"] == {"az": 44_000 + 4, "ru": 22_000}
    assert facets["places"] == pytest.approx(dict.fromkeys(("p.shusha", "p.baku", "p.kars"), many // 2), rel=0.15)


def test_places_are_counted_exactly_beyond_the_bucket_limit(tmp_path: Path) -> None:
    """Each passage names other places, so that documents times places exceed tantivy's 65,000 buckets."""
    engine = create_engine("tantivy", tmp_path / "index")
    named = [tuple(f"p.{(n * 7 + i) % 150}" for i in range(100)) for n in range(700)]
    with engine.writer() as writer:
        for n, places in enumerate(named):
            simple = _passage(f"{n}/1", str(n), "en")
            writer.add([replace(simple, places=places[:60]), replace(simple, id=f"{n}/2", places=places[30:])])
    counts = engine.facets(MatchAll(), ["places", "type"])
    assert counts["type"] == {"book": 700}
    assert counts["places"] == Counter(place for places in named for place in places)


def test_unknown_facets_and_queries_are_programming_errors(tmp_path: Path) -> None:
    """They are not reported as a damaged index."""
    engine = create_engine("tantivy", tmp_path / "index")
    with pytest.raises(ValueError, match="not in"):
        engine.facets(MatchAll(), ["title"])
    with pytest.raises(TypeError, match="not an engine query"):
        engine.search("words", 1)  # type: ignore[arg-type]  # the error


def test_writing_to_a_deleted_index_asks_for_a_rebuild(tmp_path: Path) -> None:
    """It is not reported as locked by another process."""
    engine = create_engine("tantivy", tmp_path / "index")
    (tmp_path / "index" / "meta.json").unlink()
    with pytest.raises(IndexUnreadableError, match="axtar rebuild"), engine.writer():
        pass


def test_a_list_of_deletions_that_a_killed_writer_left_is_no_hindrance(tmp_path: Path) -> None:
    """It has the name that the next writer gives to its own, and is in tantivy's list of files, but not in meta.json."""
    folder = tmp_path / "index"
    engine = create_engine("tantivy", folder)
    with engine.writer() as writer:
        writer.add([_passage("a/1", "a", "en"), _passage("b/1", "b", "en")])
    committed = (folder / "meta.json").read_bytes()
    with engine.writer() as writer:
        writer.delete("a")
    (folder / "meta.json").write_bytes(committed)
    (folder / ".tmpAbCdEf").touch()
    assert list(folder.glob("*.del"))
    engine = open_engine("tantivy", folder)
    assert engine.count() == 2
    with engine.writer() as writer:
        writer.delete("a")
    assert engine.documents(MatchAll()) == {"b": 1}
    assert not list(folder.glob(".tmp*"))


def test_an_error_of_a_merge_is_no_error_of_the_commit(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The changes are committed; the segments stay as they were."""

    class Failing:
        """A writer whose merge fails."""

        def __init__(self, writer: object) -> None:
            self._writer = writer

        def __getattr__(self, name: str) -> object:
            return getattr(self._writer, name)

        def wait_merging_threads(self) -> None:
            """Wait, and fail."""
            self._writer.wait_merging_threads()  # type: ignore[attr-defined]  # tantivy's writer has it
            raise ValueError("no merge")

    class Index:
        """An index with such a writer."""

        def writer(self, size: int, num_threads: int) -> Failing:
            """Open the writer."""
            return Failing(index.writer(size, num_threads=num_threads))

    engine = create_engine("tantivy", tmp_path / "index")
    index = engine._files.index  # type: ignore[attr-defined]  # the engine's own
    with open_writer(Index(), tmp_path / "index") as writer:  # type: ignore[arg-type]  # all that is used of one
        writer.add([_passage("a/1", "a", "en")])
    assert engine.count() == 1
    assert "no merge" in caplog.text


def test_a_thread_of_tantivy_that_fails_on_a_full_disk_is_reported_as_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own error says only that a thread was killed."""

    def fail(*_: object) -> None:
        raise ValueError("An index writer was killed.")

    def full(_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    engine = create_engine("tantivy", tmp_path / "index")
    monkeypatch.setattr("axtar.engines.tantivy.writer.sync_folder", fail)
    with pytest.raises(IndexUnreadableError, match="was killed"), engine.writer():
        pass
    monkeypatch.setattr("axtar.engines.tantivy.writer.sync_file", full)
    with pytest.raises(DiskError, match="the disk is full"), engine.writer():
        pass
    assert not list((tmp_path / "index").glob(".tmp*"))
