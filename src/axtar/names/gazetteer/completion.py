"""Names that begin as a reader begins to type, in any script."""

from axtar.analysis import tokenize
from axtar.model.entity import Entity
from axtar.names.folding import fold_name, fold_word
from axtar.names.gazetteer.gazetteer import Gazetteer


def complete(gazetteer: Gazetteer, prefix: str, limit: int) -> list[tuple[str, Entity]]:
    """Spellings that begin with `prefix`, in plain letters, with their entities: the shortest first, each entity once."""
    start = fold_name(prefix)
    spelling_of: dict[str, str] = {}
    for spelling, ids in (
        sorted(gazetteer.spellings_from(start), key=lambda one: (len(one[0]), one[0])) if start else ()
    ):
        if all(len(word) > 1 for word in spelling.split()):  # persons are listed by their initials as well
            for id_ in ids:
                spelling_of.setdefault(id_, spelling)
        if len(spelling_of) >= limit:
            break
    entities = [(spelling, gazetteer.entity(id_)) for id_, spelling in spelling_of.items()]
    return [(_as_written(spelling, entity), entity) for spelling, entity in entities[:limit]]


def _as_written(folded: str, entity: Entity) -> str:
    """Folded words as the entity's spellings write them; persons are also listed as `Family Given`."""
    for spelling in entity.spellings:
        if fold_name(spelling.text) == folded:
            return spelling.text
    written = {fold_word(token.text): token.text for one in entity.spellings for token in tokenize(one.text)}
    return " ".join(written.get(word, word) for word in folded.split())
