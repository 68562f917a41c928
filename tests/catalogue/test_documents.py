"""Documents, their records and their versions."""

import hashlib
import json
import string
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from axtar.catalogue import Catalogue, ExtractedFile
from axtar.catalogue.document_ids import CROCKFORD, FULL_LENGTH, encode_id
from axtar.errors import NotFoundError, RemovedError
from axtar.model import Document

Make = Callable[..., ExtractedFile]


def test_a_file_becomes_a_document_with_its_record_and_pages(catalogue: Catalogue, incoming: Make) -> None:
    """Everything in the extracted file is preserved."""
    item = incoming(
        "tiflis.txt", "one\ftwo", record={"title": "Tiflis", "type": "book", "issued": {"date-parts": [[1907]]}}
    )
    [(id_, status)] = catalogue.documents.put([item])
    assert status == "added"
    assert catalogue.documents.get(id_) == Document(
        id=id_,
        file="tiflis.txt",
        path="tiflis.txt",
        media_type="text/plain",
        sha256=item.sha256,
        paged=True,
        page_count=2,
        record=item.record,
    )
    assert [page.text for page in catalogue.pages.iterate(id_)] == ["one", "two"]
    assert catalogue.documents.count() == 1


def test_the_same_file_has_the_same_id_in_every_library(incoming: Make, tmp_path: Path) -> None:
    """The id depends on the content alone."""
    item = incoming("a.txt", "the same")
    found = []
    for name in ("one", "two"):
        catalogue = Catalogue(tmp_path / name)
        catalogue.documents.put([incoming(name, name)])
        found += catalogue.documents.put([item])
        catalogue.close()
    assert found == [(encode_id(item.sha256), "added")] * 2


@given(st.binary())
def test_an_id_is_the_start_of_the_hash_in_base_32(content: bytes) -> None:
    """An id of full length decodes to the hash."""
    sha256 = hashlib.sha256(content).hexdigest()
    whole = encode_id(sha256, FULL_LENGTH)
    number = 0
    for letter in whole:
        number = number * 32 + CROCKFORD.index(letter)
    assert f"{number >> 4:064x}" == sha256
    assert whole.startswith(encode_id(sha256))
    assert len(encode_id(sha256)) == 8


def test_adding_the_same_content_twice_changes_nothing(catalogue: Catalogue, incoming: Make) -> None:
    """Its status is `unchanged`, in the same batch and in the next."""
    item = incoming("a.txt", "text")
    first, again = catalogue.documents.put([item, item])
    assert (first[1], again[1]) == ("added", "unchanged")
    before = catalogue.documents.get(first[0])
    catalogue.index_state.mark_indexed("engine", [first[0]])
    assert catalogue.documents.put([item]) == [(first[0], "unchanged")]
    assert catalogue.documents.list_all() == [before]
    assert catalogue.index_state.stale("engine") == []


def test_a_moved_file_remains_the_same_document(catalogue: Catalogue, incoming: Make) -> None:
    """Path, file name and source follow the file; the index stays current."""
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", "text")])
    catalogue.index_state.mark_indexed("engine", [id_])
    assert catalogue.documents.put([incoming("b.txt", "text", path="new/b.txt")]) == [(id_, "unchanged")]
    document = catalogue.documents.get(id_)
    assert (document.file, document.path, document.title) == ("b.txt", "new/b.txt", "a.txt")
    assert catalogue.index_state.stale("engine") == []


@pytest.mark.parametrize("place", [{"path": "a.txt"}, {"path": "elsewhere.txt", "source": "/somewhere/a.txt"}])
def test_a_changed_file_is_a_new_version(catalogue: Catalogue, incoming: Make, place: dict[str, str]) -> None:
    """Other content at a known path or source belongs to the document that has it."""
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", "old\fsecond")])
    old = catalogue.documents.get(id_).sha256
    assert catalogue.documents.put([incoming("a.txt", "new", **place)]) == [(id_, "updated")]
    assert catalogue.documents.get(id_).page_count == 1
    assert catalogue.pages.get(id_, 1).text == "new"
    assert catalogue.pages.get(id_, 2, old).text == "second"
    assert catalogue.documents.count() == 1


def test_a_superseded_version_may_become_current_again(catalogue: Catalogue, incoming: Make) -> None:
    """A file that is changed and changed back has two versions, not three."""
    statuses = [catalogue.documents.put([incoming("a.txt", text)]) for text in ("one", "two", "one")]
    ids = {id_ for [(id_, _)] in statuses}
    assert [status for [(_, status)] in statuses] == ["added", "updated", "updated"]
    assert catalogue.pages.get(ids.pop(), 1).text == "one"
    assert not ids


def test_an_edited_record_outlives_a_new_version(catalogue: Catalogue, incoming: Make) -> None:
    """A record that the old file proposed is replaced by that of the new one."""
    ids = [id_ for id_, _ in catalogue.documents.put([incoming("a.txt", "a1"), incoming("b.txt", "b1")])]
    catalogue.documents.edit(ids[0], {"title": "By hand"})
    catalogue.documents.put(
        [incoming("a.txt", "a2", record={"title": "New A"}), incoming("b.txt", "b2", record={"title": "New B"})]
    )
    assert [catalogue.documents.get(id_).title for id_ in ids] == ["By hand", "New B"]


def test_superseded_content_that_is_added_again_gets_a_longer_id(catalogue: Catalogue, incoming: Make) -> None:
    """Its short id still belongs to the document whose former version it was."""
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", "old")])
    catalogue.documents.put([incoming("a.txt", "new")])
    [(other, status)] = catalogue.documents.put([incoming("b.txt", "old")])
    assert status == "added"
    assert len(other) == 9
    assert other.startswith(id_)
    assert catalogue.pages.get(id_, 1).text == "new"


def test_ids_of_hashes_with_a_common_start_are_lengthened(catalogue: Catalogue, incoming: Make) -> None:
    """A later document gets as many more characters as make its id unique."""
    shas = [10 * "0" + digits + 52 * "0" for digits in ("00", "01", "02")]  # the first 40 bits are equal
    items = [
        ExtractedFile(name, name, f"/x/{name}", sha + "0" * (64 - len(sha)), 1, incoming(name, name).extract, {})
        for name, sha in zip("abc", shas, strict=True)
    ]
    ids = [id_ for id_, _ in catalogue.documents.put(items)]
    assert [len(id_) for id_ in ids] == [8, 9, 10]
    assert [catalogue.pages.get(id_, 1).text for id_ in ids] == ["a", "b", "c"]


def test_a_removed_document_leaves_a_tombstone(catalogue: Catalogue, incoming: Make) -> None:
    """The error for an old link states the removal and its date; the document is left out of every list."""
    [(id_, _), (other, _)] = catalogue.documents.put(
        [incoming("a.txt", "text", record={"title": "Qoşa körpü"}), incoming("b.txt", "b")]
    )
    sha256 = catalogue.documents.get(id_).sha256
    catalogue.documents.remove(id_)
    with pytest.raises(RemovedError, match=r"Qoşa körpü.*\d{4}-\d\d-\d\d"):
        catalogue.documents.get(id_)
    for ask in (
        lambda: catalogue.pages.get(id_, 1),
        lambda: catalogue.pages.iterate(id_),
        lambda: catalogue.documents.edit(id_, {}),
    ):
        with pytest.raises(RemovedError):
            ask()
    with pytest.raises(RemovedError):
        catalogue.documents.remove(id_)
    assert catalogue.documents.find_by_content(sha256) is None
    assert catalogue.pages.get_many([(id_, 1)]) == {}
    assert [document.id for document in catalogue.documents.list_all()] == [other]
    assert catalogue.documents.count() == 1


def test_a_removed_document_is_restored_with_its_record(catalogue: Catalogue, incoming: Make) -> None:
    """It is recognized by the content of any of its versions."""
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", "old")])
    catalogue.documents.put([incoming("a.txt", "new")])
    catalogue.documents.edit(id_, {"title": "By hand"})
    catalogue.documents.remove(id_)
    assert catalogue.documents.put([incoming("c.txt", "old")]) == [(id_, "restored")]
    document = catalogue.documents.get(id_)
    assert (document.title, document.path, document.removed_at) == ("By hand", "c.txt", None)
    assert catalogue.pages.get(id_, 1).text == "old"


def test_unknown_documents_are_not_found(catalogue: Catalogue) -> None:
    """Any string may be the id in a link."""
    for id_ in ("nothing", "", "\x00", "\udcff", "x" * 10_000):
        with pytest.raises(NotFoundError, match="no document"):
            catalogue.documents.get(id_)
        with pytest.raises(NotFoundError, match="no document"):
            catalogue.documents.remove(id_)


def test_a_document_is_found_by_its_current_content_only(catalogue: Catalogue, incoming: Make) -> None:
    """Superseded content is treated as new."""
    items = [incoming(f"{number}.txt", f"text {number}") for number in range(2)]
    ids = [id_ for id_, _ in catalogue.documents.put(items)]
    catalogue.documents.put([incoming("0.txt", "changed")])
    assert catalogue.documents.find_by_content(items[0].sha256) is None
    assert catalogue.documents.find_by_content(items[1].sha256) == catalogue.documents.get(ids[1])


def test_documents_are_sorted_by_title_in_any_script(catalogue: Catalogue, incoming: Make) -> None:
    """Diacritics, case and quotes do not affect the order; windows of the list join up to the whole list."""
    titles = ["Bakı", "“Əkinçi”", "elm", "İrəvan", "ıldırım", "Şəki", "Saatlı", "шуша", "Шамахы"]
    catalogue.documents.put([incoming(title, title) for title in titles])
    names = [document.title for document in catalogue.documents.list_all()]
    assert names == ["Bakı", "“Əkinçi”", "elm", "ıldırım", "İrəvan", "Saatlı", "Şəki", "Шамахы", "шуша"]
    assert [catalogue.documents.list_all(limit=2, offset=start)[0].title for start in (0, 2, 4)] == names[0:6:2]
    wanted = [document.id for document in catalogue.documents.list_all()[:2]]
    assert [document.id for document in catalogue.documents.get_many([*wanted, "nothing"])] == wanted
    assert catalogue.documents.get_many([]) == []


UNUSUAL_NAMES = [
    "caf\udce9.pdf",
    "Şuşa 'n\"; DROP TABLE document;--.txt",
    "a\nb.txt",
    "%_*?.txt",
    "\u202eevil.pdf",
    "нота.txt",
]


@pytest.mark.parametrize("name", UNUSUAL_NAMES)
def test_unusual_file_names_are_preserved(catalogue: Catalogue, incoming: Make, name: str) -> None:
    """Names that are not valid Unicode, or look like SQL, are names like any other; records are Unicode."""
    [(id_, _)] = catalogue.documents.put(
        [incoming(name, "text", path=f"folder/{name}", record={"title": name, "author": [{"literal": name}]})]
    )
    document = catalogue.documents.get(id_)
    assert (document.file, document.path) == (name, f"folder/{name}")
    readable = name.encode(
        "utf8", "replace"
    ).decode()  # a record is shown and exported, so it must be possible to encode it
    assert (document.title, document.authors) == (readable, (readable,))
    assert catalogue.documents.put([incoming(name, "changed", path=f"folder/{name}")]) == [(id_, "updated")]


def test_a_batch_is_stored_whole_or_not_at_all(catalogue: Catalogue, incoming: Make) -> None:
    """An error in the last file rolls back the files before it."""
    broken = incoming("b.txt", "b", record={"title": object()})
    with pytest.raises(Exception, match="not JSON serializable"):
        catalogue.documents.put([incoming("a.txt", "a"), broken])
    assert catalogue.documents.count() == 0
    assert catalogue.documents.put([]) == []


STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("put"), st.sampled_from(string.ascii_lowercase[:3]), st.sampled_from(["one", "two\fpages", "three"])
        ),
        st.tuples(st.just("remove"), st.integers(0, 3), st.none()),
        st.tuples(st.just("edit"), st.integers(0, 3), st.text(max_size=3)),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=40)  # each example creates a database on a disk of unknown speed
@given(steps=STEPS)
def test_no_sequence_of_changes_breaks_the_catalogue(
    steps: list[tuple[str, str | int, str | None]], incoming: Make
) -> None:
    """Ids are permanent, current content is found by its hash, edits stay, and every change makes the index stale."""
    folder = tempfile.TemporaryDirectory()
    catalogue = Catalogue(Path(folder.name) / "catalogue.sqlite")
    ids: list[str] = []
    titles: dict[str, str] = {}
    for action, which, what in steps:
        catalogue.index_state.mark_indexed("engine", ids)
        if action == "put":
            item = incoming(f"{which}.txt", str(what))
            [(id_, status)] = catalogue.documents.put([item])
            assert (status == "added") == (id_ not in ids)
            assert catalogue.documents.find_by_content(item.sha256) == catalogue.documents.get(id_)
            assert "".join(page.text for page in catalogue.pages.iterate(id_)) == str(what).replace("\f", "")
            changed = [] if status == "unchanged" else [id_]
            ids += [id_] if status == "added" else []
        elif isinstance(which, int) and which < len(ids):
            changed = [ids[which]]
            try:
                if action == "remove":
                    catalogue.documents.remove(ids[which])
                else:
                    titles[ids[which]] = catalogue.documents.edit(ids[which], {"title": what}).record["title"]
            except RemovedError:
                changed = []
        else:
            continue
        assert catalogue.index_state.stale("engine") == changed
    present = catalogue.documents.list_all()
    assert len(present) == catalogue.documents.count()
    assert {document.id for document in present} <= set(ids)
    assert len({document.sha256 for document in present}) == len(present)
    for document in present:
        assert document.record["title"] == titles.get(document.id, document.record["title"])
        assert document.page_count == len(list(catalogue.pages.iterate(document.id)))
        json.dumps(document.record)
    assert catalogue.check() == []
    catalogue.close()
    folder.cleanup()


def test_a_document_is_found_by_its_source(catalogue: Catalogue, incoming: Make) -> None:
    """Until it is removed, or its file is added from another path."""
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", "text", source="/inbox/a.txt")])
    assert catalogue.documents.find_by_source("/inbox/a.txt") == catalogue.documents.get(id_)
    catalogue.documents.put([incoming("a.txt", "text", source="/other/a.txt")])
    assert catalogue.documents.find_by_source("/inbox/a.txt") is None
    catalogue.documents.remove(id_)
    assert catalogue.documents.find_by_source("/other/a.txt") is None


@pytest.mark.parametrize(("edited", "status", "title"), [(False, "updated", "New"), (True, "kept", "By hand")])
def test_a_changed_sidecar_replaces_the_record_unless_it_was_edited(
    catalogue: Catalogue,
    incoming: Make,
    edited: bool,
    status: str,
    title: str,
) -> None:
    """The content is unchanged; a sidecar that is unchanged, or was deleted, has no effect."""
    old, new = ({"title": "Old"}, {"title": "New"})
    item = replace(incoming("a.txt", "text", record=old), sidecar=old)
    [(id_, _)] = catalogue.documents.put([item])
    if edited:
        catalogue.documents.edit(id_, {"title": "By hand"})
    changed = replace(item, record=new, sidecar=new)
    assert catalogue.documents.find_by_content(item.sha256, new) is None
    assert catalogue.documents.put([changed]) == [(id_, status)]
    assert catalogue.documents.get(id_).title == title
    assert catalogue.documents.put([changed, replace(item, sidecar={})]) == [(id_, "unchanged")] * 2
    assert catalogue.documents.find_by_content(item.sha256, new) == catalogue.documents.get(id_)
