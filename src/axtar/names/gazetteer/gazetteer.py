"""All entities that one library knows: those that axtar ships, with the library's own on top."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from axtar.analysis import tokenize
from axtar.model.entity import Entity
from axtar.names.folding import fold_word
from axtar.names.gazetteer.overlay import Overlay
from axtar.names.gazetteer.shipped import NO_ENTITIES, ShippedEntities, lines_from
from axtar.names.matching.phonetic_key import key, nearly_same_sound, query_keys, sounds_same

_MATCHED_BY_SOUND = {"p.", "h."}  # places and persons; acronyms are not recognized by their sound
_CACHED_WORDS = 1 << 12


class Gazetteer:
    """Immutable: a change of an entity makes a new one. Threads may share it; look-ups are cached on the instance."""

    def __init__(self, shipped: ShippedEntities, overlay: Overlay | None = None) -> None:
        self.shipped = shipped
        self.overlay = overlay or Overlay()
        self.ids = lru_cache(1 << 16)(self._ids) if self.overlay.entities else shipped.ids
        self.by_key = lru_cache(_CACHED_WORDS)(self._by_key)
        self.exact_homophones = lru_cache(_CACHED_WORDS)(self._exact_homophones)

    @property
    def is_empty(self) -> bool:
        """Whether no name can be looked up."""
        return self.shipped.is_empty and not self.overlay.entities

    def entity(self, id_: str) -> Entity:
        """The entity with an id. Raises NotFoundError."""
        return self.overlay.entities.get(id_) or self.shipped.get(id_)

    def _ids(self, spelling: str) -> tuple[str, ...]:
        """The ids of the entities with this folded spelling, the most widely known first."""
        return self._merged(self.shipped.ids(spelling), self.overlay.ids_by_spelling.get(spelling, ()))

    def _merged(self, shipped: Sequence[str], own: Sequence[str]) -> tuple[str, ...]:
        """Shipped ids, less those that the overlay replaces by an entity without this spelling, then own ones."""
        replaced = self.overlay.entities
        kept = (id_ for id_ in shipped if id_ not in replaced or id_ in own)
        return tuple(dict.fromkeys((*kept, *own)))

    def continues(self, words: str) -> bool:
        """Whether a longer spelling begins with these folded words."""
        start = words + " "
        return any(
            (at := bisect_left(lines, start)) < len(lines) and lines[at].startswith(start)
            for lines in (self.shipped.table("spellings.tsv"), self.overlay.sorted_spellings)
        )

    def spellings_from(self, start: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """The folded spellings that begin with `start`, whose last word may be cut, each with its ids."""
        own = lines_from(self.overlay.sorted_spellings, start)
        for spelling in dict.fromkeys((*self.shipped.spellings_from(start), *own)):
            if ids := self.ids(spelling):
                yield spelling, ids

    def find(self, words: Iterable[str]) -> tuple[str, ...]:
        """The ids of the entities that consecutive folded words name, the most widely known first."""
        return self.ids(" ".join(words))

    def _by_key(self, word: str) -> tuple[str, ...]:
        """The places and persons that a word of unknown spelling may name: those that sound the same, else nearly so."""
        ids = dict.fromkeys(
            id_ for sound in query_keys(word) for id_ in self._ids_by_key(sound) if id_[:2] in _MATCHED_BY_SOUND
        )
        spelled = [(id_, one.text) for id_ in ids for one in self.entity(id_).spellings if not one.text.isupper()]
        same = dict.fromkeys(id_ for id_, text in spelled if sounds_same(word, text))
        return tuple(same or dict.fromkeys(id_ for id_, text in spelled if nearly_same_sound(word, text)))

    def _ids_by_key(self, sound: str) -> tuple[str, ...]:
        return self._merged(self.shipped.ids_by_key(sound), self.overlay.ids_by_key.get(sound, ()))

    def _exact_homophones(self, word: str) -> tuple[str, ...]:
        """The shipped places that a long word of unknown spelling must be: it shares every sound with one of their names.

        Own entities name only what they spell, so that a change of one touches no text that does not spell it.
        """
        ids = (id_ for id_ in self.shipped.ids_by_key(key(word)) if id_.startswith("p."))
        return tuple(id_ for id_ in ids if any(sounds_same(word, one.text) for one in self.shipped.get(id_).spellings))

    def search(self, text: str) -> list[Entity]:
        """The entities that a reader may mean by a text: by spelling, else, for one word, by sound."""
        tokens = tokenize(text)
        ids = self.find(fold_word(token.text) for token in tokens)
        if not ids and len(tokens) == 1:
            ids = self.by_key(tokens[0].text)
        return [self.entity(id_) for id_ in ids]


EMPTY_GAZETTEER = Gazetteer(NO_ENTITIES)
"""A gazetteer without entities."""
