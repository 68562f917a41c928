"""A library's own entities, and the pending variants that a change of one leaves."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from axtar.catalogue import Catalogue, EntityRevision, ExtractedFile
from axtar.errors import NotFoundError
from axtar.model.entity import Entity, EntitySpelling

Make = Callable[..., ExtractedFile]

MILL = Entity(
    "p.l-old-mill",
    "village",
    "AZ",
    40.25,
    47.125,
    "Q1",
    "2",
    (EntitySpelling("Old Mill", "en", "usual"), EntitySpelling("Köhnə Dəyirman", "az", "contested")),
)


def changed(before: Entity | None, after: Entity | None) -> set[str]:
    """Return the spellings that only one of two entities has, as a simple stand-in for `names.changed_variants`."""
    old, new = ({spelling.text for spelling in entity.spellings} if entity else set() for entity in (before, after))
    return old ^ new


def test_an_entity_is_stored_whole(catalogue: Catalogue) -> None:
    """With the time and the author of the change."""
    assert catalogue.entities.save([MILL], "Leyla", changed) == [MILL.id]
    [stored] = catalogue.entities.list_all()
    assert (stored.entity, stored.changed_by) == (MILL, "Leyla")
    assert stored.changed_at.endswith("Z")
    assert catalogue.entities.find("p.l-other") is None
    assert catalogue.entities.find(MILL.id) == stored


def test_a_new_entity_leaves_its_variants_pending(catalogue: Catalogue) -> None:
    """They are compared with no own entity."""
    catalogue.entities.save([MILL], "", changed)
    assert catalogue.entities.pending_variants() == ["Köhnə Dəyirman", "Old Mill"]


def test_saving_an_equal_entity_changes_nothing(catalogue: Catalogue) -> None:
    """The revision stays the same, so that no process reloads the entities."""
    catalogue.entities.save([MILL], "", changed)
    state = catalogue.entities.changed_since("")
    assert state
    revision, entities = state
    assert entities == [MILL]
    catalogue.entities.resolve_pending(catalogue.entities.pending_variants(), [], revision)
    assert catalogue.entities.save([MILL], "another", changed) == []
    assert catalogue.entities.pending_variants() == []
    assert catalogue.entities.changed_since(revision) is None
    [stored] = catalogue.entities.list_all()
    assert stored.changed_by == ""


def test_a_change_is_compared_with_the_stored_entity(catalogue: Catalogue) -> None:
    """Only the variants that differ become pending, and so for a removal."""
    catalogue.entities.save([MILL], "", changed)
    state = catalogue.entities.changed_since("")
    assert state
    catalogue.entities.resolve_pending(catalogue.entities.pending_variants(), [], state[0])
    catalogue.entities.save([replace(MILL, spellings=MILL.spellings[:1])], "", changed)
    assert catalogue.entities.pending_variants() == ["Köhnə Dəyirman"]
    catalogue.entities.remove(MILL.id, changed)
    assert catalogue.entities.pending_variants() == ["Köhnə Dəyirman", "Old Mill"]
    assert catalogue.entities.list_all() == []
    assert catalogue.entities.changed_since("other") == ("", [])


def test_entities_and_pending_variants_are_stored_together_or_not_at_all(catalogue: Catalogue) -> None:
    """An error while the variants are computed rolls the entities back."""

    def fail(before: Entity | None, after: Entity | None) -> set[str]:
        raise ArithmeticError((before, after))

    with pytest.raises(ArithmeticError):
        catalogue.entities.save([MILL], "", fail)
    assert catalogue.entities.list_all() == []
    catalogue.entities.save([MILL], "", changed)
    with pytest.raises(ArithmeticError):
        catalogue.entities.remove(MILL.id, fail)
    assert isinstance(catalogue.entities.find(MILL.id), EntityRevision)


def test_only_own_entities_can_be_removed(catalogue: Catalogue) -> None:
    """Shipped entities are not the library's to delete."""
    with pytest.raises(NotFoundError, match="axtar entities list"):
        catalogue.entities.remove("p.shusha", changed)


def test_documents_become_stale_in_every_index(catalogue: Catalogue, incoming: Make) -> None:
    """Only the given documents do, or all for None; removed documents never do."""
    ids = [id_ for id_, _ in catalogue.documents.put([incoming(f"{name}.txt", name) for name in "abc"])]
    catalogue.documents.remove(ids[2])
    for engine in ("tantivy", "whoosh"):
        catalogue.index_state.mark_indexed(engine, ids)
    assert catalogue.entities.resolve_pending([], ids[:1], "")
    assert catalogue.index_state.stale("tantivy") == catalogue.index_state.stale("whoosh") == ids[:1]
    assert catalogue.entities.resolve_pending([], None, "")
    stale = catalogue.index_state.stale("tantivy")
    assert stale == sorted(ids[:2], key=stale.index)


def test_variants_stay_pending_if_the_entities_have_changed_meanwhile(catalogue: Catalogue, incoming: Make) -> None:
    """The documents were found for an outdated revision, so none becomes stale."""
    [(id_, _)] = catalogue.documents.put([incoming("a.txt", "a")])
    catalogue.index_state.mark_indexed("tantivy", [id_])
    catalogue.entities.save([MILL], "", changed)
    assert not catalogue.entities.resolve_pending(catalogue.entities.pending_variants(), [id_], "")
    assert len(catalogue.entities.pending_variants()) == 2
    assert catalogue.index_state.stale("tantivy") == []
