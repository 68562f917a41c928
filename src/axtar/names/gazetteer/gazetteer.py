"""The gazetteer of one library.

It has the entities that axtar ships, overridden and extended by the library's own.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from axtar.analysis import tokenize
from axtar.model.entity import Entity, EntityType
from axtar.names.folding import fold_word
from axtar.names.gazetteer.overlay import Overlay
from axtar.names.gazetteer.shipped import NO_ENTITIES, ShippedEntities, lines_from
from axtar.names.matching.phonetic_key import are_homophones, are_near_homophones, query_keys
from axtar.names.matching.phonetic_key import key as main_key

_RECOGNIZED_BY_SOUND = (EntityType.PLACE, EntityType.PERSON)  # organisations are often acronyms
_CACHED_WORDS = 1 << 12


class Gazetteer:
    """The entities that a library knows, immutable.

    Changing an entity makes a new gazetteer. Threads may share it; look-ups are cached on the instance.
    """

    def __init__(self, shipped: ShippedEntities, overlay: Overlay | None = None) -> None:
        self.shipped = shipped
        self.overlay = overlay or Overlay()
        self.ids = lru_cache(1 << 16)(self._ids) if self.overlay.entities else shipped.ids
        self.by_key = lru_cache(_CACHED_WORDS)(self._by_key)
        self.exact_homophones = lru_cache(_CACHED_WORDS)(self._exact_homophones)

    @cached_property
    def is_empty(self) -> bool:
        """Whether it has no entities."""
        return self.shipped.is_empty and not self.overlay.entities

    def entity(self, id_: str) -> Entity:
        """Return the entity with an id. Raises NotFoundError."""
        return self.overlay.entities.get(id_) or self.shipped.get(id_)

    def _ids(self, spelling: str) -> tuple[str, ...]:
        """Return the ids of the entities with this folded spelling, the most widely known first."""
        return self._merged(self.shipped.ids(spelling), self.overlay.ids_by_spelling.get(spelling, ()))

    def _merged(self, shipped: Sequence[str], own: Sequence[str]) -> tuple[str, ...]:
        """Return the shipped ids with a spelling or key, then the own ones.

        Ids that the overlay replaces by an entity without it are omitted.
        """
        replaced = self.overlay.entities
        valid = (id_ for id_ in shipped if id_ not in replaced or id_ in own)
        return tuple(dict.fromkeys((*valid, *own)))

    def continues(self, words: str) -> bool:
        """Whether a longer spelling begins with these folded words."""
        start = words + " "
        own = self.overlay.sorted_spellings
        return _any_begins(self.shipped.table("spellings.tsv"), start) or (bool(own) and _any_begins(own, start))

    def spellings_from(self, start: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the folded spellings that begin with `start`, each with its ids.

        The last word of `start` may be incomplete.
        """
        own = lines_from(self.overlay.sorted_spellings, start)
        for spelling in dict.fromkeys((*self.shipped.spellings_from(start), *own)):
            if ids := self.ids(spelling):
                yield spelling, ids

    def find(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return the ids of the entities that folded words name, the most widely known first."""
        return self.ids(" ".join(words))

    def _by_key(self, word: str) -> tuple[str, ...]:
        """Return the places and persons that a word of unknown spelling may name.

        They are homophones; if there are none, near homophones.
        """
        ids = dict.fromkeys(
            id_ for key in query_keys(word) for id_ in self._ids_by_key(key) if id_.startswith(_RECOGNIZED_BY_SOUND)
        )
        texts = ((id_, spelling.text) for id_ in ids for spelling in self.entity(id_).spellings)
        spellings = [(id_, text) for id_, text in texts if not text.isupper()]
        homophones = dict.fromkeys(id_ for id_, text in spellings if are_homophones(word, text))
        return tuple(homophones or dict.fromkeys(id_ for id_, text in spellings if are_near_homophones(word, text)))

    def _ids_by_key(self, key: str) -> tuple[str, ...]:
        return self._merged(self.shipped.ids_by_key(key), self.overlay.ids_by_key.get(key, ()))

    def _exact_homophones(self, word: str) -> tuple[str, ...]:
        """Return the shipped places with a spelling that is a homophone of an unknown long word.

        Own entities are recognized by their spellings only, so that changing one affects no text that does not spell it.
        """
        ids = (id_ for id_ in self.shipped.ids_by_key(main_key(word)) if id_.startswith(EntityType.PLACE))
        return tuple(
            id_
            for id_ in ids
            if any(are_homophones(word, spelling.text) for spelling in self.shipped.get(id_).spellings)
        )

    def search(self, text: str) -> list[Entity]:
        """Return the entities that a text may mean.

        They are found by spelling; if there are none, and it is one word, by sound.
        """
        tokens = tokenize(text)
        ids = self.find(fold_word(token.text) for token in tokens)
        if not ids and len(tokens) == 1:
            ids = self.by_key(tokens[0].text)
        return [self.entity(id_) for id_ in ids]


def _any_begins(lines: Sequence[str], start: str) -> bool:
    """Whether any of sorted lines begins with `start`."""
    at = bisect_left(lines, start)
    return at < len(lines) and lines[at].startswith(start)


EMPTY_GAZETTEER = Gazetteer(NO_ENTITIES)
"""A gazetteer without entities, in which every name is unknown."""
