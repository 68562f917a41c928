"""The library's own entities: loading them, and which documents a change of one affects.

`refresh` lays them over the shipped gazetteer; another process may have changed them. `mark_affected_stale` marks the
documents that hold a spelling which an entity gained or lost. The index says which: every inflected form of a spelling begins
like it, and a document that the index lacks is reindexed in any case. No text is scanned, and no PDF is opened.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from axtar import names
from axtar.catalogue import Catalogue
from axtar.engines.protocol import Engine
from axtar.model import Conjunction, Disjunction, EngineQuery, MatchAll, PrefixQuery
from axtar.names import Entity

REINDEX_ALL_ABOVE = 3_000
"""Spellings after which all documents are read again: an index would be asked longer than that takes."""

BATCH = 100
"""Spellings that an index is asked for at once."""


def refresh(catalogue: Catalogue) -> None:
    """Put the library's own entities into force in this process, if others are."""
    found = catalogue.entities.changed_since(names.own_in_force())
    if found:
        mark, entities = found
        names.use_own(entities, mark)


def lift() -> None:
    """Leave the authority file alone in force."""
    if names.own_in_force():
        names.use_own((), "")


def save_entities(catalogue: Catalogue, entities: Sequence[Entity], by: str) -> list[str]:
    """Store validated entities with the spelling variants they affect; return the ids of those that changed."""
    return catalogue.entities.save(entities, by, _changed_variants)


def remove_entity(catalogue: Catalogue, id_: str) -> None:
    """Delete an own entity, so that the shipped one, if any, is in use again. Raises NotFoundError."""
    catalogue.entities.remove(id_, _changed_variants)


def _changed_variants(before: Entity | None, after: Entity | None) -> set[str]:
    """Return the folded variants to reindex when an own entity changes; without one, the shipped entity is in use."""
    return names.changed_variants(before or _shipped(after), after or _shipped(before))


def _shipped(own: Entity | None) -> Entity | None:
    return names.shipped(own.id) if own and names.is_shipped(own.id) else None


def mark_affected_stale(catalogue: Catalogue, engine: Engine) -> None:
    """Make stale what holds a changed spelling. The caller holds the lock, and has the entities in force."""
    while forms := catalogue.entities.pending_variants():
        refresh(catalogue)
        lacking = catalogue.index_state.stale(engine.name)  # not in this index, but perhaps in another engine's
        ids = None if len(forms) > REINDEX_ALL_ABOVE else sorted({*lacking, *_holding(engine, forms)})
        catalogue.entities.resolve_pending(forms, ids, names.own_in_force())


def _holding(engine: Engine, forms: Sequence[str]) -> Iterable[str]:
    """Documents in the index with a passage that may hold one of these folded spellings."""
    for start in range(0, len(forms), BATCH):
        clauses = dict.fromkeys(_clause(form) for form in forms[start : start + BATCH])
        yield from engine.documents(Disjunction(tuple(clauses)))


def _clause(form: str) -> EngineQuery:
    """Passages with a word that begins like each of the form's. A letter alone, an initial, is in all of them."""
    told = [
        Disjunction(tuple(PrefixQuery("surface", beginning) for beginning in names.surface_prefixes(word)))
        for word in form.split(" ")
        if len(word) > 1
    ]
    return Conjunction(tuple(told)) if told else MatchAll()


# ------------------------------------------------------------------ in and out
@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many entities of a file were new or changed, how many were here already, and what a reader should know."""

    changed: int
    unchanged: int
    notes: tuple[str, ...] = ()


def validated_entities(catalogue: Catalogue, entities: Sequence[Entity]) -> list[Entity]:
    """Sound entities, each with an id. Raises UsageError."""
    taken = {one.entity.id: one.entity for one in catalogue.entities.list_all()}
    found: dict[str, Entity] = {}
    for entity in map(names.validated, entities):
        one = entity if entity.id else replace(entity, id=names.new_id(entity, taken.get))
        taken[one.id] = found[one.id] = one
    return list(found.values())


def import_entities(catalogue: Catalogue, data: bytes, format_: str, by: str) -> ImportResult:
    """Keep all entities of a file, or none. Raises CorruptError."""
    from axtar import interchange

    parsed = interchange.read_entities(data, format_, names.validated)
    entities = validated_entities(catalogue, parsed.entities)
    changed = save_entities(catalogue, entities, by)
    return ImportResult(len(changed), len(entities) - len(changed), parsed.notes)


def export_entities(entities: Iterable[Entity], format_: str) -> bytes:
    """Entities as a file, by id."""
    from axtar import interchange

    return interchange.write_entities(sorted(entities, key=lambda one: one.id), format_)


def merged_entities(own: Iterable[Entity]) -> Iterable[Entity]:
    """The authority file's entities with a library's own over them."""
    return ({one.id: one for one in names.all_shipped()} | {one.id: one for one in own}).values()
