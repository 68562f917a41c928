"""A library as a whole: its folders, and the parts that it composes."""

import shutil
from pathlib import Path

import pytest

from axtar import config
from axtar.config import ENGINES
from axtar.errors import IndexUnreadableError, LibraryError, NotFoundError
from axtar.library import Library
from axtar.model import Request


def id_of(library: Library, file: str) -> str:
    """Return the id of a document by the name of its file."""
    return next(document.id for document in library.documents.list_all() if document.file == file)


def test_pages_are_listed_in_order(finished: Library) -> None:
    """Their physical numbers count from 1, and there is none after the last."""
    id_ = id_of(finished, "shusha-a-town-on-a-plateau.pdf")
    pages = list(finished.pages.iterate(id_))
    assert [page.number for page in pages] == list(range(1, finished.documents.get(id_).page_count + 1))
    assert pages[0] == finished.pages.get(id_, 1)
    with pytest.raises(NotFoundError):
        finished.pages.get(id_, len(pages) + 1)


def test_documents_can_be_listed_in_parts(finished: Library) -> None:
    """Every document is in one of the parts, in the order of the whole list."""
    all_ids = [document.id for document in finished.documents.list_all()]
    parts = [document.id for offset in range(0, 12, 4) for document in finished.documents.list_all(4, offset)]
    assert parts == all_ids
    assert len(all_ids) == finished.documents.count() == 9


def test_an_original_outside_the_library_is_not_found(copied: Library, tmp_path: Path) -> None:
    """A symbolic link below documents/ that leads outside is treated as a missing file."""
    id_ = id_of(copied, "weavers.txt")
    original = copied.find_original(id_)
    assert original
    (tmp_path / "secret.txt").write_text("secret", "utf8")
    original.unlink()
    original.symlink_to(tmp_path / "secret.txt")
    assert copied.find_original(id_) is None


def test_settings_of_the_catalogue_are_stored(empty: Library) -> None:
    """The web stores its password there."""
    assert empty.catalogue.settings.get("colour") is None
    empty.catalogue.settings.set("colour", "madder")
    with Library(empty.settings) as other:
        assert other.catalogue.settings.get("colour") == "madder"


def test_a_new_library_creates_its_folder(tmp_path: Path) -> None:
    """It has an empty catalogue, and folders only for what it stores."""
    with Library(config.load(tmp_path / "shelf" / "library", environ={})) as library:
        assert library.documents.list_all() == []
        assert (tmp_path / "shelf" / "library" / "index" / "catalogue.sqlite").exists()
        assert not library.settings.documents.exists()


def test_a_library_that_cannot_be_created_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    """Something else is where its index should be."""
    (tmp_path / "index").write_text("not a folder", "utf8")
    with pytest.raises(LibraryError, match=r"cannot be created: .* Choose a library folder"):
        Library(config.load(tmp_path, environ={}))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_new_library_can_be_searched(tmp_path: Path, engine: str) -> None:
    """It has an empty index, in a folder that only its owner may read."""
    with Library(config.load(tmp_path / "library", engine, {})) as library:
        assert library.search(Request("word")).total == 0
        assert library.check() == []
        assert library.settings.index.stat().st_mode & 0o777 == 0o700


def test_a_reader_creates_no_index(copied: Library) -> None:
    """It was deleted: searching says how to rebuild it, and what was deleted stays so."""
    for path in copied.settings.index.glob("tantivy*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    with Library(copied.settings) as library:
        with pytest.raises(IndexUnreadableError, match="axtar rebuild"):
            library.search(Request("word"))
        assert not list(library.settings.index.glob("tantivy*"))
        library.rebuild()
        assert library.check() == []
