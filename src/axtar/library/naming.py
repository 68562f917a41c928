"""The library's own entities put into force, and what they change in the texts.

`refresh` lays them over the authority file; another process may have changed them. `find_again` makes the documents stale that
hold a spelling which an entity gained or lost. The index says which: whatever was inflected from a spelling begins like it, and
a document that the index lacks is read anew in any case. No text is scanned for it, and no PDF is touched.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from axtar import names
from axtar.catalogue import Catalogue
from axtar.engines.protocol import Engine
from axtar.model import All, AnyOf, Clause, Everything, Prefix
from axtar.names import Entity

MANY = 3_000
"""Spellings after which all documents are read again: an index would be asked longer than that takes."""

BATCH = 100
"""Spellings that an index is asked for at once."""


def refresh(catalogue: Catalogue) -> None:
    """Put the library's own entities into force in this process, if others are."""
    found = catalogue.entities_since(names.own_in_force())
    if found:
        mark, entities = found
        names.use_own(entities, mark)


def lift() -> None:
    """Leave the authority file alone in force."""
    if names.own_in_force():
        names.use_own((), "")


def find_again(catalogue: Catalogue, engine: Engine) -> None:
    """Make stale what holds a changed spelling. The caller holds the lock, and has the entities in force."""
    while forms := catalogue.unread():
        refresh(catalogue)
        lacking = catalogue.stale(engine.name)  # not in this index, but perhaps in another engine's
        ids = None if len(forms) > MANY else sorted({*lacking, *_holding(engine, forms)})
        catalogue.reread(forms, ids, names.own_in_force())


def _holding(engine: Engine, forms: Sequence[str]) -> Iterable[str]:
    """Documents in the index with a passage that may hold one of these folded spellings."""
    for start in range(0, len(forms), BATCH):
        clauses = dict.fromkeys(_clause(form) for form in forms[start : start + BATCH])
        yield from engine.documents(AnyOf(tuple(clauses)))


def _clause(form: str) -> Clause:
    """Passages with a word that begins like each of the form's. A letter alone, an initial, is in all of them."""
    told = [
        AnyOf(tuple(Prefix("surface", beginning) for beginning in names.beginnings(word)))
        for word in form.split(" ")
        if len(word) > 1
    ]
    return All(tuple(told)) if told else Everything()


# ------------------------------------------------------------------ in and out
@dataclass(frozen=True, slots=True)
class Imported:
    """How many entities of a file were new or changed, how many were here already, and what a reader should know."""

    changed: int
    unchanged: int
    notes: tuple[str, ...] = ()


def whole(catalogue: Catalogue, entities: Sequence[Entity]) -> list[Entity]:
    """Sound entities, each with an id. Raises UsageError."""
    taken = {one.entity.id: one.entity for one in catalogue.entities()}
    found: dict[str, Entity] = {}
    for entity in map(names.sound, entities):
        one = entity if entity.id else replace(entity, id=names.new_id(entity, taken.get))
        taken[one.id] = found[one.id] = one
    return list(found.values())


def take(catalogue: Catalogue, data: bytes, format_: str, by: str) -> Imported:
    """Keep all entities of a file, or none. Raises CorruptError."""
    from axtar import vocabulary

    read = vocabulary.read(data, format_)
    entities = whole(catalogue, read.entities)
    changed = catalogue.save_entities(entities, by)
    return Imported(len(changed), len(entities) - len(changed), read.notes)


def give(entities: Iterable[Entity], format_: str) -> bytes:
    """Entities as a file, by id."""
    from axtar import vocabulary

    return vocabulary.write(sorted(entities, key=lambda one: one.id), format_)


def in_force(own: Iterable[Entity]) -> Iterable[Entity]:
    """The authority file's entities with a library's own over them."""
    return ({one.id: one for one in names.all_shipped()} | {one.id: one for one in own}).values()
