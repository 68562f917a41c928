"""Names that begin as a reader begins to type, in any script."""

from axtar.analysis import tokenize
from axtar.model.entity import Entity
from axtar.names.gazetteer import gazetteer


def complete(prefix: str, limit: int) -> list[tuple[str, Entity]]:
    """Spellings that begin so, in plain letters, with what they name: the shortest first, each entity once."""
    with gazetteer.STEADY:
        return _suggest(gazetteer.folded(prefix), limit)


def _suggest(plain: str, limit: int) -> list[tuple[str, Entity]]:
    found: dict[str, str] = {}
    for spelling, ids in sorted(gazetteer.beginning(plain), key=lambda one: (len(one[0]), one[0])) if plain else ():
        if all(len(word) > 1 for word in spelling.split()):  # the file knows persons by their initials as well
            for id_ in ids:
                found.setdefault(id_, spelling)
        if len(found) >= limit:
            break
    entities = [(spelling, gazetteer.entity(id_)) for id_, spelling in found.items()]
    return [(_written(spelling, entity), entity) for spelling, entity in entities[:limit]]


def _written(plain: str, entity: Entity) -> str:
    """Plain words as the entity's spellings write them. The file also knows them turned round: Family Given."""
    for spelling in entity.spellings:
        if gazetteer.folded(spelling.text) == plain:
            return spelling.text
    written = {gazetteer.plain(token.text): token.text for one in entity.spellings for token in tokenize(one.text)}
    return " ".join(written.get(word, word) for word in plain.split())
