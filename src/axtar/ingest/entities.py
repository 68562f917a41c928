"""The entities of a library, shipped and own ones, and the analyzer that recognizes them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from axtar import names
from axtar.analyzer import Analyzer, shipped_analyzer
from axtar.catalogue import Catalogue, EntityRevision
from axtar.model.entity import Entity


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How many entities of a file were new or changed, how many unchanged, and notes on them."""

    changed: int
    unchanged: int
    notes: tuple[str, ...] = ()


class Entities:
    """Looks entities up and edits them. A change replaces `analyzer`, which is immutable."""

    def __init__(self, catalogue: Catalogue, *, authority: bool) -> None:
        """Load the library's entities.

        Without `authority` there are none, shipped or own, which measures what phonetic keys find alone.
        """
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
        """The revision of the own entities in the analyzer; "" for none."""
        return self._current[0]

    def refresh(self) -> Analyzer:
        """Return the current analyzer: a new one if this or another process has changed an entity."""
        changed = self._repository.changed_since(self.revision)
        if changed:
            revision, own = changed
            self._current = revision, make_analyzer(own, authority=self._authority)
        return self.analyzer

    # ------------------------------------------------------------------ looking up
    def get(self, id_: str) -> Entity:
        """Return the entity with an id, an own one before a shipped one. Raises NotFoundError."""
        return self.analyzer.gazetteer.entity(id_)

    def search(self, text: str) -> list[Entity]:
        """Return the entities that a text may name, by its spelling or else by its phonetic key."""
        return self.analyzer.gazetteer.search(text)

    def complete(self, prefix: str, limit: int) -> list[tuple[str, Entity]]:
        """Return spellings that begin with `prefix` and their entities, the shortest first."""
        return names.complete(self.analyzer.gazetteer, prefix, limit)

    def nearby(self, entity: Entity, limit: int) -> list[Entity]:
        """Return the places around an entity, nearest first; none if it has no coordinates."""
        if entity.lat is None or entity.lon is None:
            return []
        return names.nearby(self.analyzer.gazetteer, entity.lat, entity.lon, limit)

    def list_own(self) -> list[EntityRevision]:
        """Return the library's own entities by id: additions, and corrections of shipped ones."""
        return self._repository.list_all()

    def find_own(self, id_: str) -> EntityRevision | None:
        """Return the library's own entity with an id, or None."""
        return self._repository.find(id_)

    @staticmethod
    def is_shipped(id_: str) -> bool:
        """Whether axtar ships an entity with this id."""
        return id_ in names.shipped_entities()

    @staticmethod
    def kinds() -> Mapping[str, str]:
        """Return every kind of entity with the prefix of its ids."""
        return names.kinds()

    # ------------------------------------------------------------------ changing
    def save(self, entity: Entity, by: str) -> Entity:
        """Validate and store an own entity, with a new id if it has none; return it.

        `LibraryWriter.reindex_changed` reindexes the affected documents. Raises UsageError if the entity is invalid.
        """
        [valid] = self._validated([entity])
        self._repository.save([valid], by, _changed_variants)
        self.refresh()
        return valid

    def remove(self, id_: str) -> None:
        """Delete an own entity; a shipped one with its id is used again. Raises NotFoundError."""
        self._repository.remove(id_, _changed_variants)
        self.refresh()

    def import_file(self, data: bytes, format_: str, by: str) -> ImportResult:
        """Store all entities of a file in one of interchange.FORMATS, or none if one is invalid.

        Raises CorruptError naming the line or the concept that cannot be read.
        """
        from axtar import interchange  # rdflib takes 0.1 s to import

        content = interchange.read_entities(data, format_, names.validated)
        entities = self._validated(content.entities)
        changed = self._repository.save(entities, by, _changed_variants)
        self.refresh()
        return ImportResult(len(changed), len(entities) - len(changed), content.notes)

    def export_file(self, format_: str, *, everything: bool = False) -> bytes:
        """Return a file with the library's own entities by id, or with `everything`, all entities."""
        from axtar import interchange

        own = {row.entity.id: row.entity for row in self.list_own()}
        entities = {entity.id: entity for entity in names.shipped_entities()} | own if everything else own
        return interchange.write_entities(sorted(entities.values(), key=lambda entity: entity.id), format_)

    def _validated(self, entities: Sequence[Entity]) -> list[Entity]:
        """Return valid entities with ids; of several with one id, the last. Raises UsageError."""
        by_id = {row.entity.id: row.entity for row in self.list_own()}
        valid: dict[str, Entity] = {}
        for entity in map(names.validated, entities):
            identified = entity if entity.id else replace(entity, id=names.new_id(entity, by_id.get))
            by_id[identified.id] = valid[identified.id] = identified
        return list(valid.values())


def make_analyzer(own: Sequence[Entity], *, authority: bool) -> Analyzer:
    """Return an analyzer with the shipped entities and a library's own ones.

    Without `authority` it knows none.
    """
    if not own or not authority:
        return shipped_analyzer(authority=authority)
    return Analyzer(names.Gazetteer(names.shipped_entities(), names.build_overlay(own)))


def _changed_variants(before: Entity | None, after: Entity | None) -> set[str]:
    """Return the folded variants to reindex when an own entity changes.

    None stands for the shipped entity, which is used if the library has none with this id.
    """
    return names.changed_variants(before or _shipped(after), after or _shipped(before))


def _shipped(own: Entity | None) -> Entity | None:
    return names.shipped_entities().find(own.id) if own else None
