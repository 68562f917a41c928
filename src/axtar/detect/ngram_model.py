"""How likely a word is in each language and script, from counts of letters.

A cost is -log p in eighths of a nat. A letter costs what the longest known gram that ends with it says; tables in data/
(made by resources/detect/train.py) hold a row of costs for each gram of up to five letters. A word in a script
without a table costs the same for each letter, and in Arabic script more where arabic.py says so.
"""

import re
import sys
from functools import cache
from struct import unpack
from typing import NamedTuple

from axtar.detect import arabic_cues
from axtar.detect.tables import read

COST_PER_NAT = 8
_CAP = 60  # of one word, above its best reading: a name or a slip of the OCR argues only so much
_CAP_OF_OWN = 100  # a word with a letter that Russian lacks argues more against Russian: no name has it by chance
_CAP_OF_LETTER = 20  # and a short one less: initials and abbreviations are not words
_PLAIN = 20  # of one letter in a script without a table
_LONGEST = 5
_REMEMBERED = 40_000  # words
_REMEMBERED_LETTERS = 100_000  # runs of up to five letters, some 20 MB

_WORD = re.compile(r"[^\W\d_]+|'(?<=[^\W\d_]')[^\W\d_]+")  # Turkish cuts suffixes off with an apostrophe
FOREIGN_CYRILLIC = re.compile(r"[ґєіїўђѓѕљњћќџқұңҗҙҫҡҳӣӯҷҕӷҭҵҿҽҩӡ]", re.IGNORECASE)
"""Cyrillic letters that neither Russian nor Azerbaijani has."""
_OWN = re.compile(r"[әөүҝғҹһј]")
_LATIN, _CYRILLIC = re.compile(r"[a-zª-ʸᴀ-ᶿḀ-ỿﬀ-ﬆ]+"), re.compile(r"[Ѐ-ԯᲀ-ᲈꙀ-ꚟ]+")
_LETTERS = {
    "Latn": re.compile(r"[a-zª-ʸᴀ-ᶿḀ-ỿﬀ-ﬆ]"),
    "Cyrl": re.compile(r"[Ѐ-ԯᲀ-ᲈꙀ-ꚟ]"),
    "Arab": re.compile(r"[\u0620-\u077f\u08a0-\u08ff\ufb50-\ufeff]"),
    "Armn": re.compile(r"[Ա-֏ﬓ-ﬗ]"),
    "Geor": re.compile(r"[Ⴀ-ჿᲐ-Ჿⴀ-ⴭ]"),
}


class State(NamedTuple):
    """A language in a script; empty for all languages that we do not count. `columns` are those of its script's table."""

    language: str
    script: str
    columns: tuple[int, ...] = ()


STATES = (
    State("en", "Latn", (0,)),
    State("tr", "Latn", (1, 3)),  # with its letters, and typed without them
    State("az", "Latn", (2, 4)),
    State("ru", "Cyrl", (0,)),
    State("az", "Cyrl", (1,)),
    State("", "Latn", (5,)),
    State("", "Cyrl", (2,)),
    State("", "Arab"),
    State("az", "Arab"),
    State("hy", "Armn"),
    State("ka", "Geor"),
    State("", "Zzzz"),
)
_BITS = 32  # of a sum of costs inside a number that holds several; as many as UTF-32 has for a character
_NOUGHT = 33  # the code point that means a cost of 0
_ALL = sum(1 << _BITS * i for i in range(len(STATES)))
_PLACES = {
    script: [(_BITS * i, r) for i, r in enumerate(reversed(STATES)) if r.script == script]
    for script in {r.script for r in STATES}
}
_COUNTED = {reading.script for reading in STATES if reading.columns}
Costs = list[int]
"""A cost for each of READINGS."""


def normalize_case(text: str) -> str:
    """The text in lower case, letter by letter; I and İ are both i, as in training, and apostrophes alike."""
    return text.replace("İ", "i").replace("I", "i").replace("’", "'").lower()


def split_words(lowered: str, start: int = 0, end: int = sys.maxsize) -> list[str]:
    """Runs of letters, each with the apostrophe that parts it from the one before."""
    return _WORD.findall(lowered, start, end)


def word_script(word: str) -> str:
    """The script of most letters of a word in lower case."""
    if word.isascii() or _LATIN.fullmatch(word):
        return "Latn"
    if _CYRILLIC.fullmatch(word):
        return "Cyrl"
    counts = {script: len(letters.findall(word)) for script, letters in _LETTERS.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else "Zzzz"


def _pack(costs: str) -> int:
    """Several costs in one number, so that one addition adds them all; each stands there as a character."""
    return int.from_bytes(costs.encode("utf-32-be"), "big")


def _unpack(packed: int, size: int) -> list[int]:
    return list(unpack(f">{size}I", packed.to_bytes(_BITS // 8 * size, "big")))


class _Letters(dict[str, int]):
    """What the last letter of a few costs in each column of a script's table, packed.

    A table has three lines: the names of its columns; grams; and for each gram a character a column, whose code point less
    _NOUGHT is the cost.
    """

    def __init__(self, script: str) -> None:
        super().__init__()
        names, grams, self.codes, _ = read(f"{script.lower()}.txt").split("\n")
        self.columns = len(names.split())
        self.nought = _pack(chr(_NOUGHT) * self.columns)
        self.grams = dict(zip(grams.split(" "), range(0, len(self.codes), self.columns), strict=True))

    def __missing__(self, letters: str) -> int:
        if len(self) >= _REMEMBERED_LETTERS:
            self.clear()
        gram = letters
        while gram and gram not in self.grams:
            gram = gram[1:]
        place = self.grams.get(gram, 0)
        cost = self[letters] = _pack(self.codes[place : place + self.columns]) - self.nought if gram else 0
        return cost


_letters = cache(_Letters)


def _columns(word: str, script: str) -> list[int]:
    """The costs of a word in the columns of its script's table."""
    letters, padded = _letters(script), f"_{word}_"
    rows = [letters[padded[:end]] for end in range(2, min(_LONGEST, len(padded) + 1))]
    rows += [letters[padded[end - _LONGEST : end]] for end in range(_LONGEST, len(padded) + 1)]
    return _unpack(sum(rows), letters.columns)


def _spell(word: str) -> int:
    """The packed costs of a word; where it cannot be read, it costs a cap more than the best reading."""
    code = word_script(word)
    places = _PLACES[code]
    if code == "Cyrl" and FOREIGN_CYRILLIC.search(word):
        places = [(place, reading) for place, reading in places if not reading.language]
    if code in _COUNTED:
        columns = _columns(word, code)
        known = [(place, min([columns[i] for i in reading.columns])) for place, reading in places]
    elif len(places) > 1:
        known = _spell_arabic(word, places)
    else:
        known = [(places[0][0], _PLAIN * len(word))]
    most = min([cost for _, cost in known]) + min(
        _CAP_OF_OWN if _OWN.search(word) else _CAP, _CAP_OF_LETTER * len(word)
    )
    return _ALL * most - sum([most - cost << place for place, cost in known if cost < most])


def _spell_arabic(word: str, places: list[tuple[int, State]]) -> list[tuple[int, int]]:
    """What a word in Arabic script costs in Azerbaijani, and in the languages that we do not count."""
    nats = arabic_cues.evidence(word)
    more = COST_PER_NAT * abs(nats)
    return [
        (place, _PLAIN * len(word) + (more if bool(reading.language) == (nats < 0) else 0)) for place, reading in places
    ]


class _Words(dict[str, int]):
    """Words that were seen, with their packed costs; forgets all when it has grown too large."""

    def __missing__(self, word: str) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        costs = self[word] = _spell(word)
        return costs


_words = _Words()


def text_costs(words: list[str]) -> Costs:
    """The costs of a text; all nought where it has no words."""
    return _unpack(sum(map(_words.__getitem__, words)), len(STATES))
