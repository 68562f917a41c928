"""The forms and keys that an entity's spellings are looked up by.

`resources/names/build.py` makes the shipped tables with this module, and `overlay` uses it for a library's own entities, so
that both agree by construction.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

from axtar.analysis import script, surface
from axtar.analysis.tables import mapping
from axtar.model.entity import LANGUAGES, Entity, entity_from_row, entity_to_row
from axtar.names.folding import fold_name
from axtar.names.matching.phonetic_key import keys
from axtar.names.tables import rows

_CHANGING_ENDS = (
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
"""Script, end of a plain word, and how many of its last letters may change when it is inflected; the first match counts."""

_SOFTENING = re.compile("[kqtpc]$")  # Kərkük → Kərküyün
_MIN_STEM = 3  # letters of a name without its generic term
_PREFIX = 8  # letters of a prefix; more would not narrow the search


def lookup_forms(entity: Entity) -> Iterator[str]:
    """The folded spellings, words separated by blanks, with the orders and word divisions that readers also use.

    A person with a family name is also found as `Family Given` and `G. Family`, and with two given names as one (Mir Cəfər,
    Mircəfər); a place in one word or in two (Karin Tak, Karintak; Göygöl, Goy-Gol), and with its generic term.
    """
    for spelling in entity.spellings:
        words = fold_name(spelling.text).split(" ")
        forms = [words]
        if entity.kind == "person" and len(words) > 1:
            forms += _family_first(words)
        if entity.id.startswith("p."):
            forms += [*_joined(words, 2), *_split(words), *_with_generic(words, entity.kind, spelling.language)]
        elif entity.id.startswith("h."):
            forms += ([*given, words[-1]] for given in _joined(words[:-1], len(words) - 1))
        yield from (" ".join(form) for form in forms if "".join(form))


def _family_first(words: list[str]) -> Iterator[list[str]]:
    """A person with the family name first, and with initials in either order."""
    *given, family = words
    initials = [name[0] for name in given]
    yield from ([family, *given], [*initials, family], [family, *initials])
    yield from ([initials[0], family], [family, initials[0]])


def _joined(words: list[str], count: int) -> Iterator[list[str]]:
    """A name of exactly `count` words with two neighbours written as one; initials are not joined."""
    for place in range(count - 1 if len(words) == count else 0):
        first, second = words[place : place + 2]
        if min(len(first), len(second)) > 1:
            yield [*words[:place], first + second, *words[place + 2 :]]


def _split(words: list[str]) -> Iterator[list[str]]:
    """A one-word name as two: goygol → goy gol."""
    match = _generic_suffix().search(words[0]) if len(words) == 1 else None
    if match and match.start() >= _MIN_STEM:
        yield [words[0][: match.start()], match[0]]


def _with_generic(words: list[str], kind: str, language: str) -> Iterator[list[str]]:
    """A one-word name with its generic term: Tərtər çayı for Tərtər and Tərtərçay."""
    if len(words) != 1 or len(words[0]) < _MIN_STEM:
        return
    match = _generic_suffix().search(words[0])
    stem = [words[0][: match.start()]] if match and match.start() >= _MIN_STEM else []
    names = dict.fromkeys([*stem, words[0]])
    for template in _templates().get((kind, language), ()):
        yield from (fold_name(template.replace("*", name)).split(" ") for name in names)


@cache
def _templates() -> dict[tuple[str, str], list[str]]:
    """How a name and its generic term stand together (`* çayı`), by kind and language."""
    return {(kind, language): written.split("; ") for kind, language, written in rows("kinds.tsv") if language}


@cache
def _generic_suffix() -> re.Pattern[str]:
    """Generic terms that end the names of places, in plain letters."""
    terms = " ".join(written for kind, _, written in rows("kinds.tsv") if kind == "compound").split()
    return re.compile(f"(?:{'|'.join(sorted(terms, key=len, reverse=True))})$")


def lookup_keys(entity: Entity) -> Iterator[str]:
    """The cross-script keys of the one-word spellings."""
    for spelling in entity.spellings:
        if " " not in fold_name(spelling.text):
            yield from keys(spelling.text)


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, None]]:
    """The second parts of pairs by their first parts, each once, in the order of the pairs."""
    table: dict[str, dict[str, None]] = {}
    for first, second in pairs:
        table.setdefault(first, {})[second] = None
    return table


def surface_prefixes(word: str) -> tuple[str, ...]:
    """Prefixes such that every inflected form of a spelling's word begins with one, in any language; never too long."""
    with_yo = map("".join, product(*("её" if letter == "е" else letter for letter in word[:_PREFIX])))
    # Azerbaijani in Cyrillic is indexed in Latin letters.
    turkic = (surface(one + word[_PREFIX:], "az") for one in with_yo)
    candidates = [
        (surface(word, "und"), _changing_letters(word)),
        *((plain, bool(_SOFTENING.search(plain))) for plain in turkic),
    ]
    return tuple(dict.fromkeys(plain[: max(1, min(_PREFIX, len(plain) - count))] for plain, count in candidates))


def _changing_letters(word: str) -> int:
    """How many letters at the end of a word may change when it is inflected."""
    code = script(word)
    return next(
        (count for name, end, count in _CHANGING_ENDS if name == code and re.search(f"(?:{end})$", word)),
        0,
    )


def with_cyrillic(entity: Entity) -> Entity:
    """The entity with its Azerbaijani spellings in Cyrillic added, unless it has some."""
    row = entity_to_row(entity)
    latin, cyrl = (7 + LANGUAGES.index(code) for code in ("az", "az-Cyrl"))
    row[cyrl] = row[cyrl] or cyrillic(row[latin])
    return entity_from_row(row)


def cyrillic(latin: str) -> str:
    """A cell of Azerbaijani in Latin letters, transliterated to the Cyrillic of 1958–1991."""
    items = []
    for item in latin.split(";"):
        text, hat, mark = item.partition("^")
        items.append("".join(_letters().get(letter, letter) for letter in text) + hat + mark)
    return ";".join(items)


@cache
def _letters() -> dict[str, str]:
    """Latin to Cyrillic letters, lower and upper case."""
    letters: dict[str, str] = {}
    for old, new in mapping("cyrillic_az.tsv").items():
        if len(new) == 1:
            letters.setdefault(new, old)
    return (
        letters | {new.upper(): old.upper() for new, old in letters.items() if new != "i"} | {"İ": letters["i"].upper()}
    )
