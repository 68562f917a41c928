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


def test_an_empty_index_is_created_on_first_use(store: IndexStore) -> None:
    """The pointer names its folder and the current fingerprint."""
    assert store.is_missing()
    assert store.engine().documents(MatchAll()) == {}
    assert not store.is_missing()
    pointer = json.loads((store.folder / "whoosh.json").read_text("utf8"))
    assert pointer == {"folder": "whoosh-1", "fingerprint": store.fingerprint()}


def test_activating_a_folder_deletes_the_others(store: IndexStore) -> None:
    """An engine that was open before is replaced at its next use."""
    first = store.engine()
    assert store.engine() is first
    name = store.create_folder()
    store.activate(name)
    assert name == "whoosh-2"
    assert [path.name for path in store.folder.glob("whoosh-*")] == [name]
    assert store.engine() is not first


def test_an_index_with_another_fingerprint_is_outdated(store: IndexStore) -> None:
    """Another setting of the gazetteer suffices."""
    store.engine()
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
    pointer.write_text("[]", "utf8")
    assert store.is_missing()
    pointer.write_text("{", "utf8")
    with pytest.raises(IndexUnreadableError, match=r"whoosh\.json is damaged"):
        store.is_missing()
