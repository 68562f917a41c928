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
from axtar.model.entity import LANGUAGES, Entity, EntityType, entity_from_row, entity_to_row
from axtar.names.folding import fold_name
from axtar.names.matching.phonetic_key import keys
from axtar.names.tables import rows

_LENITING = re.compile("[kqtpc]$")  # Kərkük → Kərküyün
_MIN_STEM = 3  # letters of a name without its generic term
_MAX_WORDS = 16  # of a name with joined words; no longer one is found in a text
_PREFIX = 8  # letters of a prefix; more would not narrow the search


def lookup_forms(entity: Entity) -> Iterator[str]:
    """Yield the folded spellings of an entity, and variants that readers use.

    Variants are other orders and divisions of words, which are separated by blanks.

    A person with a family name is also found as `Family Given` and `G. Family`, and with two given names joined (Mir Cəfər,
    Mircəfər); a place as one word or two (Karin Tak, Karintak; Göygöl, Goy-Gol), and with its generic term.
    """
    for spelling in entity.spellings:
        words = fold_name(spelling.text).split(" ")
        forms = [words]
        if entity.kind == "person" and len(words) > 1:
            forms += _family_first(words)
        if entity.id.startswith(EntityType.PLACE):
            forms += [*_joined(words, 2), *_split(words), *_with_generic(words, entity.kind, spelling.language)]
        elif entity.id.startswith(EntityType.PERSON):
            forms += ([*given, words[-1]] for given in _joined(words[:-1], len(words) - 1))
        yield from (" ".join(form) for form in forms if "".join(form))


def _family_first(words: list[str]) -> Iterator[list[str]]:
    """Yield the name of a person, family name first, with initials in either order."""
    *given, family = words
    initials = [name[0] for name in given]
    yield from ([family, *given], [*initials, family], [family, *initials])
    yield from ([initials[0], family], [family, initials[0]])


def _joined(words: list[str], count: int) -> Iterator[list[str]]:
    """Yield a name of exactly `count` words with two adjacent words joined, but no initials."""
    for place in range(count - 1 if len(words) == count <= _MAX_WORDS else 0):
        first, second = words[place : place + 2]
        if min(len(first), len(second)) > 1:
            yield [*words[:place], first + second, *words[place + 2 :]]


def _split(words: list[str]) -> Iterator[list[str]]:
    """Yield a one-word name as two words: goygol → goy gol."""
    match = _generic_suffix().search(words[0]) if len(words) == 1 else None
    if match and match.start() >= _MIN_STEM:
        yield [words[0][: match.start()], match[0]]


def _with_generic(words: list[str], kind: str, language: str) -> Iterator[list[str]]:
    """Yield a one-word name with its generic term: Tərtər çayı for Tərtər and Tərtərçay."""
    if len(words) != 1 or len(words[0]) < _MIN_STEM:
        return
    match = _generic_suffix().search(words[0])
    stem = [words[0][: match.start()]] if match and match.start() >= _MIN_STEM else []
    names = dict.fromkeys([*stem, words[0]])
    for template in _templates().get((kind, language), ()):
        yield from (fold_name(template.replace("*", name)).split(" ") for name in names)


@cache
def _templates() -> dict[tuple[str, str], list[str]]:
    """Return the patterns that combine a name with its generic term, by kind and language.

    An example is `* çayı`.
    """
    return {(kind, language): written.split("; ") for kind, language, written in rows("kinds.tsv")}


@cache
def _generic_suffix() -> re.Pattern[str]:
    """Generic terms at the end of the names of places, in plain letters."""
    terms = " ".join(words for use, words in rows("compounds.tsv") if use == "split").split()
    return re.compile(f"(?:{'|'.join(sorted(terms, key=len, reverse=True))})$")


def lookup_keys(entity: Entity) -> Iterator[str]:
    """Yield the cross-script keys of the one-word spellings."""
    for spelling in entity.spellings:
        if " " not in fold_name(spelling.text):
            yield from keys(spelling.text)


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, None]]:
    """Group the second items of pairs by the first, each once, in the order of the pairs."""
    table: dict[str, dict[str, None]] = {}
    for first, second in pairs:
        table.setdefault(first, {})[second] = None
    return table


def surface_prefixes(word: str) -> tuple[str, ...]:
    """Return prefixes of which every inflected form of a word has one, in any language."""
    with_yo = map("".join, product(*("её" if letter == "е" else letter for letter in word[:_PREFIX])))
    # Azerbaijani in Cyrillic is indexed in Latin letters.
    turkic = (surface(prefix + word[_PREFIX:], "az") for prefix in with_yo)
    candidates = [
        (surface(word, "und"), _changing_letters(word)),
        *((plain, bool(_LENITING.search(plain))) for plain in turkic),
    ]
    return tuple(dict.fromkeys(plain[: max(1, min(_PREFIX, len(plain) - count))] for plain, count in candidates))


def _changing_letters(word: str) -> int:
    """Return how many of the last letters of a word may change when it is inflected."""
    code = script(word)
    return next(
        (count for name, ending, count in _alternations() if name == code and ending.search(word)),
        0,
    )


@cache
def _alternations() -> tuple[tuple[str, re.Pattern[str], int], ...]:
    """Return (script, ending of a folded word, how many of its last letters may change).

    The first match counts.
    """
    return tuple(
        (code, re.compile(f"(?:{'|'.join(endings.split())})$"), int(letters))
        for code, letters, endings, _ in rows("alternations.tsv")
    )


def with_cyrillic(entity: Entity) -> Entity:
    """Return the entity with Azerbaijani spellings in Cyrillic.

    They are transliterated from Latin, unless it has some.
    """
    row = entity_to_row(entity)
    latin, cyrl = (7 + LANGUAGES.index(code) for code in ("az", "az-Cyrl"))
    row[cyrl] = row[cyrl] or cyrillic(row[latin])
    return entity_from_row(row)


def cyrillic(latin: str) -> str:
    """Transliterate a cell of Azerbaijani spellings from Latin to Cyrillic.

    The orthography is that of 1958–1991.
    """
    items = []
    for item in latin.split(";"):
        text, caret, mark = item.partition("^")
        items.append("".join(_letters().get(letter, letter) for letter in text) + caret + mark)
    return ";".join(items)


@cache
def _letters() -> dict[str, str]:
    """Return the Cyrillic letter of each Latin letter, in lower and upper case."""
    letters: dict[str, str] = {}
    for cyrillic_letter, latin in mapping("cyrillic_az.tsv").items():
        if len(latin) == 1:
            letters.setdefault(latin, cyrillic_letter)
    capitals = {latin.upper(): letter.upper() for latin, letter in letters.items() if latin != "i"}
    return letters | capitals | {"İ": letters["i"].upper()}
