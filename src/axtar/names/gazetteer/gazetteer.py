"""The authority file: places, persons and organisations with all their spellings.

`resources/names/build.py` makes three sorted tables of it, which load in milliseconds because a line is only parsed when it
is asked for:

    entities.tsv     id → the row of the hand-edited table
    spellings.tsv    folded spelling, words parted by blanks → ids
    keys.tsv         cross-script key → ids (names of one word)

A library's own entities lie over them (`Overlay`): one with an id of the file stands for that entity, any other is added.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from threading import RLock

from axtar.analysis import fold, lower, tokenize
from axtar.errors import NotFoundError
from axtar.model.entity import Entity, entity_from_row
from axtar.names.matching.phonetic_key import key, nearly_same_sound, query_keys, sounds_same
from axtar.names.tables import content
from axtar.tables import lookup_sorted

_SPOKEN = {"p.", "h."}  # acronyms are not told by their sound


@dataclass(frozen=True, slots=True)
class Overlay:
    """A library's own entities by id, and which of them have a folded spelling or a key; `order` are the spellings, sorted."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    spellings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)
    order: Sequence[str] = ()


class _Switch:
    """Whether the file is in use (off only to measure what the key does alone), and what lies over it."""

    on = True
    overlay = Overlay()


STEADY = RLock()
"""Held while names are looked up and remembered, so that nothing is told of entities no longer in force."""


def switch(*, on: bool) -> None:
    """Use the file or not, for this process."""
    _Switch.on = on
    _forget()


def cover(overlay: Overlay) -> None:
    """Lay these entities over the file, for this process."""
    _Switch.overlay = overlay
    _forget()


def _forget() -> None:
    """Forget what sounded like what."""
    by_key.cache_clear()
    exact_homophones.cache_clear()


def in_use() -> bool:
    """Whether names are looked up in the authority file."""
    return _Switch.on


def own() -> Mapping[str, Entity]:
    """The entities that lie over the file."""
    return _Switch.overlay.entities


@cache
def _table(name: str) -> list[str]:
    """The sorted lines of a generated table; empty where it was never built."""
    return content(name).decode().split("\n")[1:-1]  # without the notice in front and what follows the last line


def ids(spelling: str) -> tuple[str, ...]:
    """The entities that are spelled so: folded words, parted by blanks."""
    if not _Switch.on:
        return ()
    shipped, overlay = _ids(spelling), _Switch.overlay
    return _covered(shipped, overlay.spellings.get(spelling, ())) if overlay.entities else shipped


@lru_cache(1 << 16)
def _ids(spelling: str) -> tuple[str, ...]:
    """The file's entities that are spelled so."""
    return tuple(lookup_sorted(spelling, _table("spellings.tsv")).split())


def _covered(shipped: Sequence[str], ours: Sequence[str]) -> tuple[str, ...]:
    """The ids of the file without those that are now written otherwise, then our own that the file lacks."""
    entities = _Switch.overlay.entities
    kept = (id_ for id_ in shipped if id_ not in entities or id_ in ours)
    return tuple(dict.fromkeys((*kept, *ours)))


def continues(words: str) -> bool:
    """Whether a longer spelling begins with these folded words."""
    if not _Switch.on:
        return False
    start = words + " "
    return _begins(_table("spellings.tsv"), start) or _begins(_Switch.overlay.order, start)


def _begins(order: Sequence[str], start: str) -> bool:
    """Whether any of sorted lines begins so."""
    at = bisect_left(order, start)
    return at < len(order) and order[at].startswith(start)


def beginning(words: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The folded spellings that begin with folded words, the last of which may be cut, and the entities spelled so."""
    if _Switch.on:
        shipped = (line.partition("\t")[0] for line in _from(_table("spellings.tsv"), words))
        for spelling in dict.fromkeys((*shipped, *_from(_Switch.overlay.order, words))):
            if found := ids(spelling):
                yield spelling, found


def _from(order: Sequence[str], start: str) -> Iterator[str]:
    """Those of sorted lines that begin so."""
    for at in range(bisect_left(order, start), len(order)):
        if not order[at].startswith(start):
            break
        yield order[at]


def find(words: Iterable[str]) -> tuple[str, ...]:
    """The entities that folded words, one after the other, may be; most widely known first."""
    return ids(" ".join(words))


@lru_cache(1 << 12)
def by_key(word: str) -> tuple[str, ...]:
    """The places and persons that a word of unknown spelling may name: all sounds are the same, else all but one."""
    if not _Switch.on:
        return ()
    keyed = dict.fromkeys(id_ for sound in query_keys(word) for id_ in _keyed(sound) if id_[:2] in _SPOKEN)
    spelled = [(id_, one.text) for id_ in keyed for one in entity(id_).spellings if not one.text.isupper()]
    same = dict.fromkeys(id_ for id_, text in spelled if sounds_same(word, text))
    return tuple(same or dict.fromkeys(id_ for id_, text in spelled if nearly_same_sound(word, text)))


@lru_cache(1 << 12)
def exact_homophones(word: str) -> tuple[str, ...]:
    """The places that a long word of unknown spelling must be: it has all sounds of one of their names in the file.

    A library's own entities name only what they spell, so that a change of one touches no text that does not spell it.
    """
    if not _Switch.on:
        return ()
    keyed = (id_ for id_ in lookup_sorted(key(word), _table("keys.tsv")).split() if id_.startswith("p."))
    return tuple(id_ for id_ in keyed if any(sounds_same(word, one.text) for one in shipped(id_).spellings))


def _keyed(sound: str) -> tuple[str, ...]:
    """The entities with a spelling of one word that has this key."""
    return _covered(lookup_sorted(sound, _table("keys.tsv")).split(), _Switch.overlay.keys.get(sound, ()))


def entity(id_: str) -> Entity:
    """The entity with an id.

    Raises NotFoundError where neither the file nor the library has one.
    """
    return _Switch.overlay.entities.get(id_) or shipped(id_)


@lru_cache(1 << 12)
def shipped(id_: str) -> Entity:
    """The file's entity with an id, whatever lies over it. Raises NotFoundError."""
    row = lookup_sorted(id_, _table("entities.tsv")) if "\t" not in id_ else ""
    if not row:
        raise NotFoundError(f"no entity {id_!r} in the authority file: look it up with `axtar names TEXT`")
    return entity_from_row((id_, *row.split("\t")))


def all_shipped() -> Iterator[Entity]:
    """Every entity of the file, in the order of the ids."""
    return (entity_from_row(line.split("\t")) for line in _table("entities.tsv"))


def folded(text: str) -> str:
    """A spelling as the file is asked for it: its words in plain small letters, parted by blanks."""
    return " ".join(plain(token.text) for token in tokenize(text))


def plain(word: str) -> str:
    """A word in plain small letters, whatever its language."""
    return fold(lower(word, "und"))


def search(text: str) -> list[Entity]:
    """The entities that a reader may mean: spelled so, else sounding so."""
    tokens = tokenize(text)
    with STEADY:
        found = find(plain(token.text) for token in tokens)
        if not found and len(tokens) == 1:
            found = by_key(tokens[0].text)
        return [entity(id_) for id_ in found]
