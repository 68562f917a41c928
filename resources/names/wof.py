"""Makes settlements.tsv, the villages and small towns that nobody wrote by hand, from extracts of Who's On First.

    python resources/names/wof.py wof_az.jsonl.gz wof_am.jsonl.gz ...

An extract has one JSON record a line: `id`, `name`, `type`, `country`, `conc` (ids elsewhere), `sup`, `dep`, `lat`, `lon` and
`names` by ISO 639-3 language and kind. Nobody needs them to build or to test axtar: the table that this makes is committed.

Labels there are mostly right, spellings sometimes not, so few are taken. Of a place: those that sound like its name in its own
language, or like a name that three languages agree on. Of the places: those whose names are nothing else (`is_free`) and of
no other place.
"""

import gzip
import json
import re
import runpy
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import cos, hypot, radians
from pathlib import Path
from typing import Any

from axtar.analysis import is_dictionary_word, script
from axtar.names.gazetteer.gazetteer import folded, plain
from axtar.names.matching.candidates import base_forms, derivation_bases
from axtar.names.matching.phonetic_key import keys, nearly_same_sound, query_keys
from axtar.names.recognition.person_names import FAMILY

HERE = Path(__file__).resolve().parent
BUILD = runpy.run_path(str(HERE / "build.py"))
BY_HAND = ("places.tsv", "persons.tsv", "organisations.tsv")
NOTICE = "# Made by resources/names/wof.py from Who's On First. To correct a row, write its place into places.tsv and run it."

COLUMNS = {"eng": "en", "aze": "az", "azb": "az-Arab", "tur": "tr", "rus": "ru", "hye": "hy", "kat": "ka", "fas": "fa"}
LATIN, ARABIC = r"[A-Za-zÇĞÖÜŞƏİçğöüşəıâû' -]+", r"[\u0620-\u06ff\u200c -]+"
LETTERS = {
    **dict.fromkeys(("az", "tr"), LATIN),
    **dict.fromkeys(("az-Arab", "fa"), ARABIC),
    "en": r"[A-Za-z' -]+",
    "ru": r"[А-Яа-яЁё -]+",
    "hy": r"[Ա-և -]+",
    "ka": r"[ა-ჰ -]+",
}
NOT_AZERBAIJANI = re.compile(r"kh|sh|ch|zh|w|yy|iy|'|(?<![aeəıioöuü])y(?![aeəıioöuü])", re.IGNORECASE)
KIND_WORD = re.compile(
    r"(?i) (rayonu|rayon|kəndi|qəsəbəsi|şəhəri|district|region|village|район|село|شهرستان|շրջան|գյուղ|რაიონი)$"
)
ENGLISH = dict(zip("əışçcxqğöü", ["a", "i", "sh", "ch", "j", "kh", "g", "gh", "o", "u"], strict=True))
OWN = {"AZ": "az", "AM": "hy", "TR": "tr", "IR": "fa"}  # the language of a country's own names
ENOUGH = {"AZ": 2, "AM": 2, "TR": 5, "IR": 5}  # languages that must agree
AGREED = 3  # languages that must agree on another name of a place
KINDS = {"AZ": "village", "AM": "village", "TR": "town", "IR": "town"}  # five languages write of a town only
TYPES = ("locality", "localadmin")
SPOKEN = ("az", "tr", "ru", "en")
NEAR = 15  # km: the same name within it is the same place
SHORTEST = 5  # letters of a name of one word
OF_PERSONS = re.compile("(l[ıiuü]|l[aəe]r|л[ыиу]|ло|lu|li|ly)$")  # Məmmədli is a village and a family

Cells = dict[str, list[str]]  # spellings by column of the table, the usual one first
Record = dict[str, Any]


@dataclass(frozen=True)
class ByHand:
    """What the tables that people wrote have: folded spellings, ids elsewhere, words of persons' names, names by sound."""

    spellings: frozenset[str]
    ids: frozenset[str]
    persons: frozenset[str]
    sounds: dict[str, list[str]]


def main(extracts: list[Path]) -> None:
    """Write settlements.tsv."""
    rows = settlements([record for path in extracts for record in records(path)], by_hand())
    (HERE / "settlements.tsv").write_text("\n".join(["\t".join(BUILD["HEADER"]), NOTICE, *rows]) + "\n", "utf-8")


def settlements(known: Iterable[Record], hand: ByHand) -> list[str]:
    """The lines of the table, sorted. Of records that share a name near each other the first is taken."""
    found = [(record, spellings(record)) for record in known]
    used = Counter(str(record["conc"].get(key)) for record, _ in found for key in ("wd:id", "gn:id"))
    rows, taken = [], homonyms(found)
    for record, all_cells in found:
        cells = agreeing(record, all_cells)
        names = {folded(text) for text in texts(cells)}
        if cells and not names & taken and is_free(cells, hand) and not own_ids(record) & hand.ids:
            taken |= names
            rows.append(row(record, cells, used))
    return sorted(rows)


def by_hand() -> ByHand:
    """All that people wrote."""
    rows = {name: list(BUILD["read"](HERE / name)) for name in BY_HAND}
    everything = [row for table in rows.values() for row in table]
    sounds: dict[str, list[str]] = defaultdict(list)
    words = [text for row in everything for text in BUILD["texts"](row) if " " not in folded(text)]
    persons = {word for row in rows["persons.tsv"] for text in BUILD["texts"](row) for word in folded(text).split()}
    for word in (*words, *persons):
        for sound in keys(word):
            sounds[sound].append(word)
    return ByHand(
        frozenset(spelling for row in everything for spelling in BUILD["spellings"](row)),
        frozenset(row[key] for row in everything for key in ("wikidata", "geonames") if row[key]),
        frozenset(persons),
        sounds,
    )


def records(path: Path) -> list[Record]:
    """The settlements of the country that an extract is of, the best known first."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = [record for record in map(json.loads, lines) if not record["sup"] and not record["dep"]]
    country = Counter(record["country"] for record in found).most_common(1)[0][0]
    kept = [record for record in found if record["type"] in TYPES and record["country"] == country]
    return sorted(kept, key=lambda record: (TYPES.index(record["type"]), -len(record["names"]), record["id"]))


def spellings(record: Record) -> Cells:
    """All usable spellings of a record by column."""
    cells: Cells = defaultdict(list)
    for key, written in sorted(record["names"].items(), key=lambda item: ("preferred" not in item[0], item[0])):
        column = COLUMNS.get(key[:3]) if "_x_" in key and "unknown" not in key else None
        for text in written if column else ():
            if good := repaired(text, column or ""):
                cells[column or ""].append(good)
            elif column == "hy" and (good := repaired(text, "en")):
                cells["en"].append(good.replace("'", ""))
    if record["country"] in ("AM", "IR") and (good := repaired(record["name"], "en")):
        cells["en"].append(good.replace("'", ""))
    return cells


def repaired(text: str, column: str) -> str:
    """A spelling without district words; nothing where it has letters that its language has not."""
    text = unicodedata.normalize("NFC", text)
    for wrong, right in (("\u01dd", "ə"), ("\u018e", "Ə"), ("_", " "), ("ՈՒ", "Ու")):
        text = text.replace(wrong, right)
    text = KIND_WORD.sub("", re.sub("[’ʼ`‘]", "'", re.sub(r"\s*[(,،].*", "", text)).strip())
    if not re.fullmatch(LETTERS[column], text) or (column == "az" and NOT_AZERBAIJANI.search(text)):
        return ""
    return text if text[0].title() == text[0] else ""


def agreeing(record: Record, cells: Cells) -> Cells:
    """The spellings that sound like the place's name in its own language, or like one that three languages agree on.

    Nothing where its own name is missing, or no other language has it.
    """
    own = OWN[record["country"]]
    if not cells.get(own):
        return {}
    named = cells[own][0]
    if len(agreed(named, cells)) < ENOUGH[record["country"]]:
        return {}
    other = [text for text in texts(cells) if len(agreed(text, cells)) >= AGREED]
    kept = {
        column: unique(text for text in written if any(same_sound(text, name) for name in (named, *other)))
        for column, written in cells.items()
    }
    if own == "az":
        plainly = "".join(ENGLISH.get(letter, letter) for letter in named.replace("İ", "I").lower()).title()
        kept["en"] = unique([plainly, *kept.get("en", [])])
    return {column: written for column, written in kept.items() if written} if kept.get("en") else {}


def agreed(name: str, cells: Cells) -> set[str]:
    """The columns with a spelling that sounds like a name; English ones there are mostly transliterations, and tell nothing."""
    others = ((column, written) for column, written in cells.items() if column != "en")
    return {column for column, written in others if any(same_sound(name, text) for text in written)}


def same_sound(one: str, other: str) -> bool:
    """Whether two names have the same number of words, and these the same keys."""
    left, right = one.split(), other.split()
    return len(left) == len(right) and all(same_key(a, b) for a, b in zip(left, right, strict=True))


def same_key(one: str, other: str) -> bool:
    """Whether two words have a key in common; consonants alone are enough only where one is in Arabic script."""
    arabic = [script(word) == "Arab" for word in (one, other)]
    if arabic == [True, False]:
        return same_key(other, one)
    if arabic == [False, True]:
        return not set(keys(one)).isdisjoint(query_keys(other))
    return any(sound in keys(other) for sound in keys(one) if not sound.startswith("_"))


def homonyms(found: Iterable[tuple[Record, Cells]]) -> set[str]:
    """The names that places farther apart share."""
    spots: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for record, cells in found:
        for text in texts(cells):
            spots[folded(text)].append((record["lat"], record["lon"]))
    return {name for name, where in spots.items() if any(distance(where[0], other) > NEAR for other in where)}


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres, near enough."""
    return 111 * hypot(one[0] - other[0], (one[1] - other[1]) * cos(radians(one[0])))


def is_free(cells: Cells, hand: ByHand) -> bool:
    """Whether no name of a place is a common word, a person's, or anything that people wrote, in any of its forms."""
    return not any(folded(text) in hand.spellings for text in texts(cells)) and all(
        is_free_word(text, hand) for text in texts(cells) if " " not in folded(text)
    )


def is_free_word(word: str, hand: ByHand) -> bool:
    """The same of a name of one word: what a text has may be this village, or an ending of something else."""
    small = plain(word)
    if len(small) < SHORTEST - (script(word) not in ("Latn", "Cyrl")):
        return False
    if not hand.spellings.isdisjoint(
        (small[:-1], small[:-2])
    ):  # Susay is what is left of Şuşayı without its last ending
        return False
    if any(is_dictionary_word(word, language) for language in SPOKEN) or FAMILY.search(word):
        return False
    forms = {
        form.plain for language in SPOKEN for make in (base_forms, derivation_bases) for form in make(word, language)
    }
    if forms & (hand.spellings | hand.persons) or OF_PERSONS.sub("", small) in hand.persons:
        return False
    return not any(nearly_same_sound(word, other) for sound in keys(word) for other in hand.sounds.get(sound, ()))


def own_ids(record: Record) -> set[str]:
    """A record's ids in Wikidata and GeoNames."""
    return {str(record["conc"][key]) for key in ("wd:id", "gn:id") if record["conc"].get(key)}


def row(record: Record, cells: Cells, used: Counter[str]) -> str:
    """A line of the table; ids that two records claim are left out."""
    slug = re.sub("[^a-z]+", "-", cells["en"][0].lower()).strip("-")
    ids = (str(record["conc"].get(key, "")) for key in ("wd:id", "gn:id"))
    head = [
        f"p.{slug}-{record['id']}",
        KINDS[record["country"]],
        record["country"],
        f"{record['lat']:.4f}",
        f"{record['lon']:.4f}",
    ]
    head += [id_ if used[id_] == 1 else "" for id_ in ids]
    return "\t".join([*head, *("; ".join(cells.get(column, [])) for column in BUILD["LANGUAGES"]), "Who's On First"])


def texts(cells: Cells) -> Iterator[str]:
    """All spellings."""
    for written in cells.values():
        yield from written


def unique(written: Iterable[str]) -> list[str]:
    """Each once, whatever its diacritics."""
    return list({folded(text): text for text in reversed(list(written))}.values())[::-1]


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
