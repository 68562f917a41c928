"""The authority file: places, persons and organisations with all their spellings.

`resources/names/build.py` makes three sorted tables of it, which load in milliseconds because a line is only parsed when it
is asked for:

    entities.tsv     id → the row of the hand-edited table
    spellings.tsv    folded spelling, words parted by blanks → ids
    keys.tsv         cross-script key → ids (names of one word)
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from axtar.analysis import fold, lower, tokenize
from axtar.errors import NotFoundError
from axtar.names.key import alike, query_keys
from axtar.names.tables import content

LANGUAGES = ("en", "az", "az-Cyrl", "az-Arab", "tr", "ru", "hy", "ka", "fa")
_SPOKEN = {"p.", "h."}  # acronyms are not told by their sound
STATUSES = {"h": "historical", "c": "contested"}


@dataclass(frozen=True, slots=True)
class EntitySpelling:
    """One way of writing a name. `status`: usual, variant, historical or contested."""

    text: str
    language: str
    status: str


@dataclass(frozen=True, slots=True)
class Entity:
    """One place, person or organisation; `lat` and `lon` in degrees. No spelling is preferred over another side's."""

    id: str
    kind: str
    country: str
    lat: float | None
    lon: float | None
    wikidata: str
    geonames: str
    spellings: tuple[EntitySpelling, ...]


class _Switch:
    """Whether the file is in use; off only to measure what the key does alone."""

    on = True


def switch(*, on: bool) -> None:
    """Use the file or not, for this process."""
    _Switch.on = on
    ids.cache_clear()
    sounding.cache_clear()


def in_use() -> bool:
    """Whether names are looked up in the authority file."""
    return _Switch.on


@cache
def _table(name: str) -> list[str]:
    """The sorted lines of a generated table; empty where it was never built."""
    return content(name).decode().split("\n")[1:-1]  # without the notice in front and what follows the last line


def _find(name: str, wanted: str) -> str:
    """What stands behind a wanted first cell; "" where there is none."""
    table = _table(name)
    start = wanted + "\t"
    at = bisect_left(table, start)
    return table[at][len(start) :] if at < len(table) and table[at].startswith(start) else ""


@lru_cache(1 << 16)
def ids(spelling: str) -> tuple[str, ...]:
    """The entities that are spelled so: folded words, parted by blanks."""
    return tuple(_find("spellings.tsv", spelling).split()) if _Switch.on else ()


def continues(words: str) -> bool:
    """Whether a longer spelling begins with these folded words."""
    if not _Switch.on:
        return False
    table = _table("spellings.tsv")
    start = words + " "
    at = bisect_left(table, start)
    return at < len(table) and table[at].startswith(start)


def beginning(words: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The folded spellings that begin with folded words, the last of which may be cut, and the entities spelled so."""
    if _Switch.on:
        table = _table("spellings.tsv")
        for at in range(bisect_left(table, words), len(table)):
            spelling, _, ids_ = table[at].partition("\t")
            if not spelling.startswith(words):
                break
            yield spelling, tuple(ids_.split())


def find(words: Iterable[str]) -> tuple[str, ...]:
    """The entities that folded words, one after the other, may be; most widely known first."""
    return ids(" ".join(words))


@lru_cache(1 << 12)
def sounding(word: str) -> tuple[str, ...]:
    """The places and persons that a word of unknown spelling may name: the key is the same, and all but one of the sounds."""
    if not _Switch.on:
        return ()
    keyed = dict.fromkeys(
        id_ for sound in query_keys(word) for id_ in _find("keys.tsv", sound).split() if id_[:2] in _SPOKEN
    )
    return tuple(
        id_
        for id_ in keyed
        if any(alike(word, spelling.text) for spelling in entity(id_).spellings if not spelling.text.isupper())
    )


@lru_cache(1 << 12)
def entity(id_: str) -> Entity:
    """The entity with an id.

    Raises NotFoundError where the file has none.
    """
    row = _find("entities.tsv", id_) if "\t" not in id_ else ""
    if not row:
        raise NotFoundError(f"no entity {id_!r} in the authority file: look it up with `axtar names TEXT`")
    kind, country, lat, lon, wikidata, geonames, *cells = row.split("\t")
    spellings = tuple(
        EntitySpelling(text, language, status)
        for language, cell in zip(LANGUAGES, cells, strict=True)
        for text, status in parse(cell)
    )
    return Entity(id_, kind, country, _degrees(lat), _degrees(lon), wikidata, geonames, spellings)


def parse(cell: str) -> list[tuple[str, str]]:
    """The spellings of a cell with their status: `Xankəndi; Stepanakert^c`."""
    found = []
    for place, item in enumerate(part.strip() for part in cell.split(";")):
        text, _, mark = item.partition("^")
        if text:
            found.append((text, STATUSES[mark] if mark else "usual" if place == 0 else "variant"))
    return found


def folded(text: str) -> str:
    """A spelling as the file is asked for it: its words in plain small letters, parted by blanks."""
    return " ".join(plain(token.text) for token in tokenize(text))


def plain(word: str) -> str:
    """A word in plain small letters, whatever its language."""
    return fold(lower(word, "und"))


def search(text: str) -> list[Entity]:
    """The entities that a reader may mean: spelled so, else sounding so."""
    tokens = tokenize(text)
    found = find(plain(token.text) for token in tokens)
    if not found and len(tokens) == 1:
        found = sounding(tokens[0].text)
    return [entity(id_) for id_ in found]


def _degrees(text: str) -> float | None:
    """A coordinate, or none."""
    return float(text) if text else None
