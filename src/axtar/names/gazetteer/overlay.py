"""A library's own entities: laid over the file, and what they change in the texts."""

from collections.abc import Iterable, Iterator

from axtar.model.entity import Entity
from axtar.names.gazetteer import gazetteer
from axtar.names.gazetteer.gazetteer import Overlay
from axtar.names.gazetteer.variants import grouped, lookup_forms, lookup_keys, with_cyrillic
from axtar.names.recognition.in_text import forget_all


class _InForce:
    """Which entities lie over the file; the mark tells without looking at them."""

    mark = ""


def use_own(entities: Iterable[Entity], mark: str) -> None:
    """Lay a library's own entities over the file, for this process. `mark` names this state of them; "" is none at all."""
    overlay = _overlay([with_cyrillic(one) for one in entities])
    with gazetteer.STEADY:
        gazetteer.cover(overlay)
        forget_all()
        _InForce.mark = mark


def own_in_force() -> str:
    """The mark of the entities that lie over the file."""
    return _InForce.mark


def _overlay(entities: list[Entity]) -> Overlay:
    spelled = grouped((form, one.id) for one in entities for form in lookup_forms(one))
    heard = grouped((sound, one.id) for one in entities for sound in lookup_keys(one))
    return Overlay(
        {one.id: one for one in entities},
        {form: tuple(ids) for form, ids in spelled.items()},
        {sound: tuple(ids) for sound, ids in heard.items()},
        sorted(spelled),
    )


def changed_variants(before: Entity | None, after: Entity | None) -> set[str]:
    """The folded spellings that are read otherwise when one entity becomes another; None is no entity.

    Only passages that hold one of them, inflected or not, can change: all that is told of a word depends on the spellings
    that it may be.
    """
    return {form for *_, form in _signs(before) ^ _signs(after)}


def _signs(entity: Entity | None) -> set[tuple[str, str, str, str]]:
    """What the reading of texts takes from an entity."""
    return set(_each(with_cyrillic(entity))) if entity else set()


def _each(entity: Entity) -> Iterator[tuple[str, str, str, str]]:
    for one in entity.spellings:
        alone = Entity(entity.id, entity.kind, "", None, None, "", "", (one,))
        yield from ((entity.kind, one.language, one.text, form) for form in lookup_forms(alone))
