"""Completion of a name while it is typed, in any script."""

from axtar.analysis import tokenize
from axtar.model.entity import Entity
from axtar.names.folding import fold_name, fold_word
from axtar.names.gazetteer.gazetteer import Gazetteer


def complete(gazetteer: Gazetteer, prefix: str, limit: int) -> list[tuple[str, Entity]]:
    """Return the spellings that begin with a prefix, the shortest first.

    Diacritics and case do not matter. Each entity is returned once.
    """
    start = fold_name(prefix)
    matches = gazetteer.spellings_from(start) if start else ()
    spelling_of: dict[str, str] = {}
    for spelling, ids in sorted(matches, key=lambda match: (len(match[0]), match[0])):
        if all(len(word) > 1 for word in spelling.split()):  # persons are also listed by their initials
            for id_ in ids:
                spelling_of.setdefault(id_, spelling)
        if len(spelling_of) >= limit:
            break
    entities = [(spelling, gazetteer.entity(id_)) for id_, spelling in spelling_of.items()]
    return [(_as_written(spelling, entity), entity) for spelling, entity in entities[:limit]]


def _as_written(folded: str, entity: Entity) -> str:
    """Return folded words as the entity's spellings write them.

    Persons are also listed as `Family Given`.
    """
    for spelling in entity.spellings:
        if fold_name(spelling.text) == folded:
            return spelling.text
    tokens = (token for spelling in entity.spellings for token in tokenize(spelling.text))
    written = {fold_word(token.text): token.text for token in tokens}
    return " ".join(written.get(word, word) for word in folded.split())
