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
