"""What an index still lacks."""

from collections.abc import Callable

from axtar.catalogue import Catalogue, ExtractedFile

Make = Callable[..., ExtractedFile]


def test_each_engine_lacks_what_it_has_not_been_given(catalogue: Catalogue, incoming: Make) -> None:
    """One engine's marks say nothing of the other's."""
    ids = [id_ for id_, _ in catalogue.put([incoming("a.txt", "a"), incoming("b.txt", "b")])]
    catalogue.mark_indexed("tantivy", ids[:1])
    assert catalogue.stale("tantivy") == ids[1:]
    assert sorted(catalogue.stale("whoosh")) == sorted(ids)


def test_every_change_is_seen(catalogue: Catalogue, incoming: Make) -> None:
    """Edited, changed, removed and restored documents have to be indexed again, once."""
    [(id_, _)] = catalogue.put([incoming("a.txt", "a")])
    changes = (
        lambda: catalogue.edit(id_, {"title": "A"}),
        lambda: catalogue.put([incoming("a.txt", "changed")]),
        lambda: catalogue.remove(id_),
        lambda: catalogue.put([incoming("a.txt", "changed")]),
    )
    for change in changes:
        catalogue.mark_indexed("tantivy", [id_])
        assert catalogue.stale("tantivy") == []
        change()
        assert catalogue.stale("tantivy") == [id_]


def test_a_document_removed_before_it_was_marked_is_stale(catalogue: Catalogue, incoming: Make) -> None:
    """The engine may hold it: the process may have died between storing and marking."""
    [(id_, _)] = catalogue.put([incoming("a.txt", "a")])
    catalogue.remove(id_)
    assert catalogue.stale("tantivy") == [id_]


def test_a_forgotten_index_lacks_everything(catalogue: Catalogue, incoming: Make) -> None:
    """The other engine's is not forgotten."""
    [(id_, _)] = catalogue.put([incoming("a.txt", "a")])
    for engine in ("tantivy", "whoosh"):
        catalogue.mark_indexed(engine, [id_, "nothing"])
    catalogue.forget_index("tantivy")
    assert (catalogue.stale("tantivy"), catalogue.stale("whoosh")) == ([id_], [])
