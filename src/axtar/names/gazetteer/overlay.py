"""A library's own entities, which replace or extend the shipped ones."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from axtar.model.entity import Entity
from axtar.names.gazetteer.variants import grouped, lookup_forms, lookup_keys, with_cyrillic


@dataclass(frozen=True, slots=True)
class Overlay:
    """Own entities by id, and their ids by folded spelling and by key.

    `sorted_spellings` serve look-ups by prefix.
    """

    entities: Mapping[str, Entity] = field(default_factory=dict)
    ids_by_spelling: Mapping[str, Sequence[str]] = field(default_factory=dict)
    ids_by_key: Mapping[str, Sequence[str]] = field(default_factory=dict)
    sorted_spellings: Sequence[str] = ()


def build_overlay(entities: Iterable[Entity]) -> Overlay:
    """Build an overlay, adding Azerbaijani Cyrillic spellings to entities without."""
    completed = [with_cyrillic(entity) for entity in entities]
    by_spelling = grouped((form, entity.id) for entity in completed for form in lookup_forms(entity))
    by_key = grouped((key, entity.id) for entity in completed for key in lookup_keys(entity))
    return Overlay(
        {entity.id: entity for entity in completed},
        {form: tuple(ids) for form, ids in by_spelling.items()},
        {key: tuple(ids) for key, ids in by_key.items()},
        sorted(by_spelling),
    )


def changed_variants(before: Entity | None, after: Entity | None) -> set[str]:
    """Return the folded spellings that a change of an entity affects.

    `before` or `after` is None if the entity is added or deleted.

    Only passages that contain one of them, inflected or not, can change: what a word names depends only on the spellings that
    it may be a form of.
    """
    return {form for *_, form in _recognition_facts(before) ^ _recognition_facts(after)}


def _recognition_facts(entity: Entity | None) -> set[tuple[str, str, str, str]]:
    """All that recognition reads from an entity: (kind, language, spelling, folded form)."""
    return set(_facts_by_spelling(with_cyrillic(entity))) if entity else set()


def _facts_by_spelling(entity: Entity) -> Iterator[tuple[str, str, str, str]]:
    for spelling in entity.spellings:
        single = replace(entity, country="", lat=None, lon=None, wikidata="", geonames="", spellings=(spelling,))
        yield from ((entity.kind, spelling.language, spelling.text, form) for form in lookup_forms(single))
