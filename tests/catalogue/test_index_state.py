"""Which documents are stale in an index."""

from collections.abc import Callable

from axtar.catalogue import Catalogue, ExtractedFile

Make = Callable[..., ExtractedFile]


def test_each_engine_has_its_own_state(catalogue: Catalogue, incoming: Make) -> None:
    """A document indexed in one engine is still stale in the other."""
    ids = [id_ for id_, _ in catalogue.documents.put([incoming("a.txt", "a"), incoming("b.txt", "b")])]
    catalogue.index_state.mark_indexed("tantivy", ids[:1])
    assert catalogue.index_state.stale("tantivy") == ids[1:]
    assert sorted(catalogue.index_state.stale("whoosh")) == sorted(ids)


def test_every_change_makes_a_document_stale(catalogue: Catalogue, incoming: Make) -> None:
    """Edited, changed, removed and restored documents have to be indexed again, once each."""
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", "a")])
    changes = (
        lambda: catalogue.documents.edit(id_, {"title": "A"}),
        lambda: catalogue.documents.put([incoming("a.txt", "changed")]),
        lambda: catalogue.documents.remove(id_),
        lambda: catalogue.documents.put([incoming("a.txt", "changed")]),
    )
    for change in changes:
        catalogue.index_state.mark_indexed("tantivy", [id_])
        assert catalogue.index_state.stale("tantivy") == []
        change()
        assert catalogue.index_state.stale("tantivy") == [id_]


def test_a_document_removed_before_it_was_marked_as_indexed_is_stale(catalogue: Catalogue, incoming: Make) -> None:
    """The engine may hold it: the process may have been killed between writing the index and marking it."""
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", "a")])
    catalogue.documents.remove(id_)
    assert catalogue.index_state.stale("tantivy") == [id_]


def test_every_document_is_stale_in_a_cleared_index(catalogue: Catalogue, incoming: Make) -> None:
    """The state of the other engine is not cleared."""
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", "a")])
    for engine in ("tantivy", "whoosh"):
        catalogue.index_state.mark_indexed(engine, [id_, "nothing"])
    catalogue.index_state.clear("tantivy")
    assert (catalogue.index_state.stale("tantivy"), catalogue.index_state.stale("whoosh")) == ([id_], [])


def test_a_failure_holds_for_one_revision_and_one_fingerprint(catalogue: Catalogue, incoming: Make) -> None:
    """It is not stale, belongs to one engine, and ends with the next change, success or removal of the document."""
    [(id_, _), (other, _)] = catalogue.documents.put([incoming("a.txt", "a"), incoming("b.txt", "b")])
    state = catalogue.index_state
    state.mark_indexed("tantivy", [other])
    state.mark_failed("tantivy", {id_: "no progress"}, "v1")
    assert state.stale("tantivy") == []
    assert state.failures("tantivy") == state.failures("tantivy", "v1") == {id_: "no progress"}
    assert state.failures("tantivy", "v2") == state.failures("whoosh") == {}
    catalogue.documents.edit(id_, {"title": "A"})
    assert state.failures("tantivy") == {}
    assert state.stale("tantivy") == [id_]
    state.mark_failed("tantivy", {id_: "no progress"}, "v1")
    state.mark_indexed("tantivy", [id_])
    assert state.failures("tantivy") == {}
    state.mark_failed("tantivy", {id_: "no progress"}, "v1")
    catalogue.documents.remove(id_)
    assert state.failures("tantivy") == {}


def test_a_removed_document_may_still_be_in_an_index(catalogue: Catalogue, incoming: Make) -> None:
    """Until the engine has deleted it, which is then recorded; an engine that never had it is not concerned."""
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", "a")])
    catalogue.index_state.mark_indexed("tantivy", [id_])
    assert catalogue.index_state.removed("tantivy") == []
    catalogue.documents.remove(id_)
    assert catalogue.index_state.removed("tantivy") == [id_]
    assert catalogue.index_state.removed("whoosh") == []
    catalogue.index_state.mark_indexed("tantivy", [id_])
    assert catalogue.index_state.removed("tantivy") == []
