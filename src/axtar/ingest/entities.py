"""The entities of a library: those that axtar ships, with the library's own on top, and the analyzer that knows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from axtar import names
from axtar.analyzer import Analyzer
from axtar.catalogue import Catalogue, EntityRevision
from axtar.model.entity import Entity


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many entities of a file were new or changed, how many were unchanged, and notes for the reader."""

    changed: int
    unchanged: int
    notes: tuple[str, ...] = ()


class Entities:
    """Look-up and editing of entities. `analyzer` is an immutable value; a change of an entity replaces it."""

    def __init__(self, catalogue: Catalogue, *, authority: bool) -> None:
        """Load the library's entities. Without `authority` no name is looked up at all, to measure what keys find alone."""
        self._repository = catalogue.entities
        self._authority = authority
        self._current = "", shipped_analyzer(authority=authority)
        self.refresh()

    # ------------------------------------------------------------------ the current value
    @property
    def analyzer(self) -> Analyzer:
        """The analyzer as of the last `refresh`."""
        return self._current[1]

    @property
    def revision(self) -> str:
        """The revision of the own entities that the analyzer knows; "" for none."""
        return self._current[0]

    def refresh(self) -> Analyzer:
        """The current analyzer; a new one if this or another process has changed an entity."""
        changed = self._repository.changed_since(self.revision)
        if changed:
            revision, own = changed
            self._current = revision, Analyzer(_gazetteer(own, authority=self._authority))
        return self.analyzer

    # ------------------------------------------------------------------ looking up
    def get(self, id_: str) -> Entity:
        """The entity with an id, in the library's own version if it has one. Raises NotFoundError."""
        return self.analyzer.gazetteer.entity(id_)

    def search(self, text: str) -> list[Entity]:
        """The entities that a reader may mean by a text: by spelling, else by sound."""
        return self.analyzer.gazetteer.search(text)

    def complete(self, prefix: str, limit: int) -> list[tuple[str, Entity]]:
        """Spellings that begin with `prefix`, with their entities, the shortest first."""
        return names.complete(self.analyzer.gazetteer, prefix, limit)

    def nearby(self, entity: Entity, limit: int) -> list[Entity]:
        """The places around an entity, nearest first; none where it has no coordinates."""
        if entity.lat is None or entity.lon is None:
            return []
        return names.nearby(self.analyzer.gazetteer, entity.lat, entity.lon, limit)

    def list_own(self) -> list[EntityRevision]:
        """The library's own entities, by id: corrections of shipped ones, and additions."""
        return self._repository.list_all()

    def find_own(self, id_: str) -> EntityRevision | None:
        """The library's own entity with an id, or None."""
        return self._repository.find(id_)

    @staticmethod
    def is_shipped(id_: str) -> bool:
        """Whether axtar ships an entity with this id."""
        return id_ in names.shipped_entities()

    @staticmethod
    def kinds() -> Mapping[str, str]:
        """Every kind of entity, with the prefix of its ids."""
        return names.kinds()

    # ------------------------------------------------------------------ changing
    def save(self, entity: Entity, by: str) -> Entity:
        """Store an own entity; without an id it gets one. Documents are reindexed by `LibraryWriter.reindex_changed`.

        Raises UsageError where the entity is not valid.
        """
        [valid] = self._validated([entity])
        self._repository.save([valid], by, _changed_variants)
        self.refresh()
        return valid

    def remove(self, id_: str) -> None:
        """Delete an own entity, so that the shipped one, if any, is in use again. Raises NotFoundError."""
        self._repository.remove(id_, _changed_variants)
        self.refresh()

    def import_file(self, data: bytes, format_: str, by: str) -> ImportResult:
        """Store all entities of a file in one of interchange.FORMATS, or none.

        Raises CorruptError with the line or the concept that cannot be read.
        """
        from axtar import interchange  # rdflib takes 0.1 s to import

        content = interchange.read_entities(data, format_, names.validated)
        entities = self._validated(content.entities)
        changed = self._repository.save(entities, by, _changed_variants)
        self.refresh()
        return ImportResult(len(changed), len(entities) - len(changed), content.notes)

    def export_file(self, format_: str, *, everything: bool = False) -> bytes:
        """The library's own entities as a file, by id; with `everything` the shipped ones as well, as corrected here."""
        from axtar import interchange

        own = {row.entity.id: row.entity for row in self.list_own()}
        entities = {entity.id: entity for entity in names.shipped_entities()} | own if everything else own
        return interchange.write_entities(sorted(entities.values(), key=lambda entity: entity.id), format_)

    def _validated(self, entities: Sequence[Entity]) -> list[Entity]:
        """Valid entities, each with an id; of several with one id the last. Raises UsageError."""
        by_id = {row.entity.id: row.entity for row in self.list_own()}
        valid: dict[str, Entity] = {}
        for entity in map(names.validated, entities):
            identified = entity if entity.id else replace(entity, id=names.new_id(entity, by_id.get))
            by_id[identified.id] = valid[identified.id] = identified
        return list(valid.values())


def shipped_analyzer(*, authority: bool) -> Analyzer:
    """The analyzer with the shipped entities alone; with none without `authority`."""
    return Analyzer(_gazetteer((), authority=authority))


def _gazetteer(own: Sequence[Entity], *, authority: bool) -> names.Gazetteer:
    if not authority:
        return names.EMPTY_GAZETTEER
    return names.Gazetteer(names.shipped_entities(), names.build_overlay(own))


def _changed_variants(before: Entity | None, after: Entity | None) -> set[str]:
    """The folded variants to reindex when an own entity changes; where there is none, the shipped entity is in use."""
    return names.changed_variants(before or _shipped(after), after or _shipped(before))


def _shipped(own: Entity | None) -> Entity | None:
    return names.shipped_entities().find(own.id) if own else None
