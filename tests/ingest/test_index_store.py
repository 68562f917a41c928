"""The pointer to the active index folder."""

import json
from pathlib import Path

import pytest

from axtar.errors import IndexOutdatedError, IndexUnreadableError
from axtar.ingest.index_store import IndexStore
from axtar.model import MatchAll


@pytest.fixture
def store(tmp_path: Path) -> IndexStore:
    """The store of a new library."""
    return IndexStore(tmp_path, "whoosh", authority=False)


def test_only_a_writer_creates_an_index(store: IndexStore) -> None:
    """A reader is told that there is none. The pointer names the folder and the current fingerprint."""
    assert store.is_missing()
    with pytest.raises(IndexUnreadableError, match=r"no index in .* `axtar rebuild`: nothing is lost"):
        store.engine()
    assert not list(store.folder.iterdir())
    assert store.writable_engine().documents(MatchAll()) == {}
    assert store.engine().documents(MatchAll()) == {}
    assert not store.is_missing()
    pointer = json.loads((store.folder / "whoosh.json").read_text("utf8"))
    assert pointer == {"folder": "whoosh-1", "fingerprint": store.fingerprint()}


def test_activating_a_folder_deletes_the_others(store: IndexStore) -> None:
    """An engine that was open before is replaced at its next use."""
    first = store.writable_engine()
    assert store.engine() is first
    name, _ = store.create()
    store.activate(name)
    assert name == "whoosh-2"
    assert [path.name for path in store.folder.glob("whoosh-*")] == [name]
    assert store.engine() is not first


def test_a_writer_deletes_what_an_interrupted_rebuild_left(store: IndexStore) -> None:
    """The rebuild was killed while it filled a folder, another while it deleted one."""
    store.writable_engine()
    store.create()
    (store.folder / "whoosh-7.deleted").mkdir()
    store.writable_engine()
    assert [path.name for path in store.folder.glob("whoosh-*")] == ["whoosh-1"]


def test_a_reader_follows_a_rebuild_that_replaces_the_index_while_it_is_opened(
    store: IndexStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The folder that the pointer named is deleted before it is opened, or before it is looked for."""
    store.writable_engine()
    other = IndexStore(store.folder, "whoosh", authority=False)
    read = IndexStore._active_folder

    def read_before_a_rebuild(self: IndexStore) -> str:
        name = read(self)
        if self is other:
            monkeypatch.undo()
            store.activate(store.create()[0])
        return name

    monkeypatch.setattr(IndexStore, "_active_folder", read_before_a_rebuild)
    assert other.engine().count() == 0
    monkeypatch.setattr(IndexStore, "_active_folder", read_before_a_rebuild)
    assert not other.is_missing()
    assert [path.name for path in store.folder.glob("whoosh-*")] == ["whoosh-3"]


def test_an_index_with_another_fingerprint_is_outdated(store: IndexStore) -> None:
    """Another setting of the gazetteer suffices."""
    store.writable_engine()
    store.require_current()
    other = IndexStore(store.folder, "whoosh", authority=True)
    assert other.is_outdated()
    with pytest.raises(IndexOutdatedError, match="axtar rebuild"):
        other.require_current()


def test_a_pointer_to_a_missing_folder_means_that_there_is_no_index(store: IndexStore) -> None:
    """So does one that is not an object; one that is not JSON is damaged."""
    pointer = store.folder / "whoosh.json"
    pointer.write_text('{"folder": "whoosh-9", "fingerprint": "x"}', "utf8")
    assert store.is_missing()
    with pytest.raises(IndexUnreadableError, match="axtar rebuild"):
        store.engine()
    pointer.write_text("[]", "utf8")
    assert store.is_missing()
    pointer.write_text("{", "utf8")
    with pytest.raises(IndexUnreadableError, match=r"whoosh\.json is damaged"):
        store.is_missing()
