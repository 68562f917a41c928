"""What an entity's spellings are looked up by. `resources/names/build.py` makes the file's tables with this, and the overlay of a
library's own entities is made with it too, so that both agree by construction.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

from axtar.analysis import script, surface
from axtar.analysis.tables import mapping
from axtar.model.entity import LANGUAGES, Entity, entity_from_row, entity_to_row
from axtar.names.gazetteer.gazetteer import folded
from axtar.names.matching.phonetic_key import keys
from axtar.names.tables import rows

_LOST = (
    ("Cyrl", "евич", 5),  # Николаич, Сергевна
    ("Cyrl", "ович|ный|ний|енок|онок", 4),  # нужный → нужен, спокойный → спокоен
    ("Cyrl", "[ьй][^аеёиоуыэюяьй][аеёиоуыэюя]|[оеё][^аеёиоуыэюя]ь|[^аеёиоуыэюя]ь[аеёиоуыэюя]", 3),  # чайка → чаек
    (
        "Cyrl",
        "ый|ий|ой|ая|яя|ое|ее|ые|ие|ин|ич|[оеёя][^аеёиоуыэюяь]|[^аеёиоуыэюя][^аеёиоуыэюяьй][аеёиоуыэюя]",
        2,
    ),  # орёл → орла
    ("Cyrl", "[аеёиоуыэюяйькгҝтпчхдбв]", 1),
    ("Geor", "ი", 1),
    ("Latn", "[kqtpc]", 1),
)
"""How many letters at the end of a plain word may be others in its inflected forms; the first line that fits counts."""

_HARD = re.compile("[kqtpc]$")  # Kərkük → Kərküyün
_TWO = 2  # words of a place that may be one
_SHORTEST = 3  # letters of a name without the word for its kind
_TOLD = 8  # letters of a beginning; so many tell enough


def lookup_forms(entity: Entity) -> Iterator[str]:
    """The folded spellings, words parted by blanks; of a person with a family name also `Family Given` and `G. Family`.

    A place is also found in one word or in two (Karin Tak, Karintak; Göygöl, Goy-Gol), and with the word for its kind; a
    person with two given names as one (Mir Cəfər, Mircəfər).
    """
    for one in entity.spellings:
        words = folded(one.text).split(" ")
        turned = [words]
        if entity.kind == "person" and len(words) > 1:
            turned += _turned(words)
        if entity.id.startswith("p."):
            turned += [*_joined(words, _TWO), *_apart(words), *_with_kind(words, entity.kind, one.language)]
        elif entity.id.startswith("h."):
            turned += ([*given, words[-1]] for given in _joined(words[:-1], len(words) - 1))
        yield from (" ".join(form) for form in turned if "".join(form))


def _turned(words: list[str]) -> Iterator[list[str]]:
    """A person with the family name in front, and with initials."""
    *given, family = words
    initials = [name[0] for name in given]
    yield from ([family, *given], [*initials, family], [family, *initials])
    yield from ([initials[0], family], [family, initials[0]])


def _joined(words: list[str], wanted: int) -> Iterator[list[str]]:
    """So many words with two neighbours as one; an initial is no word."""
    for place in range(wanted - 1 if len(words) == wanted else 0):
        one, other = words[place : place + 2]
        if min(len(one), len(other)) > 1:
            yield [*words[:place], one + other, *words[place + 2 :]]


def _apart(words: list[str]) -> Iterator[list[str]]:
    """A name of one word as two."""
    match = _compound().search(words[0]) if len(words) == 1 else None
    if match and match.start() >= _SHORTEST:
        yield [words[0][: match.start()], match[0]]


def _with_kind(words: list[str], kind: str, language: str) -> Iterator[list[str]]:
    """A name of one word with what it is: Tərtər çayı of Tərtər and Tərtərçay."""
    match = _compound().search(words[0]) if len(words) == 1 and len(words[0]) >= _SHORTEST else None
    names = dict.fromkeys([words[0][: match.start()], words[0]] if match and match.start() >= _SHORTEST else words[:1])
    for written in _kinds().get((kind, language), ()) if len(words) == 1 and len(words[0]) >= _SHORTEST else ():
        yield from (folded(written.replace("*", name)).split(" ") for name in names)


@cache
def _kinds() -> dict[tuple[str, str], list[str]]:
    """How a name and its kind stand together, by kind and language."""
    return {(kind, language): written.split("; ") for kind, language, written in rows("kinds.tsv") if language}


@cache
def _compound() -> re.Pattern[str]:
    """What names of places end with."""
    ends = " ".join(written for kind, _, written in rows("kinds.tsv") if kind == "compound").split()
    return re.compile(f"(?:{'|'.join(sorted(ends, key=len, reverse=True))})$")


def lookup_keys(entity: Entity) -> Iterator[str]:
    """The keys of the spellings of one word."""
    for one in entity.spellings:
        if " " not in folded(one.text):
            yield from keys(one.text)


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, None]]:
    """Each first part with all its second parts, in the order in which they came."""
    table: dict[str, dict[str, None]] = {}
    for first, second in pairs:
        table.setdefault(first, {})[second] = None
    return table


def surface_prefixes(word: str) -> tuple[str, ...]:
    """How the surface of every inflected form of a spelling's word begins, in any language: rather too short than too long."""
    dotted = map("".join, product(*("её" if letter == "е" else letter for letter in word[:_TOLD])))
    # Azerbaijani in Cyrillic is indexed in Latin letters.
    turkic = (surface(one + word[_TOLD:], "az") for one in dotted)
    written = [(surface(word, "und"), _lost(word)), *((plain, bool(_HARD.search(plain))) for plain in turkic)]
    return tuple(dict.fromkeys(plain[: max(1, min(_TOLD, len(plain) - lost))] for plain, lost in written))


def _lost(word: str) -> int:
    """How many letters at the end of a word may change."""
    code = script(word)
    return next((count for name, end, count in _LOST if name == code and re.search(f"(?:{end})$", word)), 0)


def with_cyrillic(entity: Entity) -> Entity:
    """An entity with its Azerbaijani spellings in Cyrillic, where it has none of its own."""
    row = entity_to_row(entity)
    latin, cyrl = (7 + LANGUAGES.index(code) for code in ("az", "az-Cyrl"))
    row[cyrl] = row[cyrl] or cyrillic(row[latin])
    return entity_from_row(row)


def cyrillic(latin: str) -> str:
    """A cell of Azerbaijani in Latin letters, in the Cyrillic of 1958–1991."""
    items = []
    for item in latin.split(";"):
        text, hat, mark = item.partition("^")
        items.append("".join(_letters().get(letter, letter) for letter in text) + hat + mark)
    return ";".join(items)


@cache
def _letters() -> dict[str, str]:
    """Azerbaijani letters in Cyrillic, small and capital."""
    letters: dict[str, str] = {}
    for old, new in mapping("cyrillic_az.tsv").items():
        if len(new) == 1:
            letters.setdefault(new, old)
    return (
        letters | {new.upper(): old.upper() for new, old in letters.items() if new != "i"} | {"İ": letters["i"].upper()}
    )
