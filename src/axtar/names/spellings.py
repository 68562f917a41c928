"""What an entity's spellings are looked up by. `resources/names/build.py` makes the file's tables with this, and the overlay of a
library's own entities is made with it too, so that both agree by construction.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

from axtar.analysis import script, surface
from axtar.analysis.tables import mapping
from axtar.names.authority import folded
from axtar.names.entities import LANGUAGES, Entity, of_row, row_of
from axtar.names.key import keys

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
_TOLD = 8  # letters of a beginning; so many tell enough


def forms(entity: Entity) -> Iterator[str]:
    """The folded spellings, words parted by blanks; of a person with a family name also `Family Given` and `G. Family`."""
    for one in entity.spellings:
        words = folded(one.text).split(" ")
        turned = [words]
        if entity.kind == "person" and len(words) > 1:
            *given, family = words
            initials = [name[0] for name in given]
            turned += [
                [family, *given],
                [*initials, family],
                [family, *initials],
                [initials[0], family],
                [family, initials[0]],
            ]
        yield from (" ".join(form) for form in turned if "".join(form))


def sounds(entity: Entity) -> Iterator[str]:
    """The keys of the spellings of one word."""
    for one in entity.spellings:
        if " " not in folded(one.text):
            yield from keys(one.text)


def gather(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, None]]:
    """Each first part with all its second parts, in the order in which they came."""
    table: dict[str, dict[str, None]] = {}
    for first, second in pairs:
        table.setdefault(first, {})[second] = None
    return table


def beginnings(word: str) -> tuple[str, ...]:
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


def filled(entity: Entity) -> Entity:
    """An entity with its Azerbaijani spellings in Cyrillic, where it has none of its own."""
    row = row_of(entity)
    latin, cyrl = (7 + LANGUAGES.index(code) for code in ("az", "az-Cyrl"))
    row[cyrl] = row[cyrl] or cyrillic(row[latin])
    return of_row(row)


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
