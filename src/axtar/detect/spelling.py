"""How likely a word is in each language and script, from counts of letters.

A cost is -log p in eighths of a nat. A letter costs what the longest known gram that ends with it says; tables in data/
(made by resources/detect/train.py) hold a row of costs for each gram of up to five letters. A word in a script
without a table costs the same for each letter.
"""

import re
from functools import cache
from typing import NamedTuple

from axtar.detect.tables import read

NAT = 8
_WORST = 93  # of one letter
_CAP = 96  # of one word, above its best reading: a name or a slip of the OCR argues only so much
_PLAIN = 20  # of one letter in a script without a table
_LONGEST = 5
_REMEMBERED = 40_000

_WORD = re.compile(r"[^\W\d_]+")
_LETTERS = {
    "Latn": re.compile(r"[a-zª-ʸᴀ-ᶿḀ-ỿﬀ-ﬆ]"),
    "Cyrl": re.compile(r"[Ѐ-ԯᲀ-ᲈꙀ-ꚟ]"),
    "Arab": re.compile(r"[\u0620-\u077f\u08a0-\u08ff\ufb50-\ufeff]"),
    "Armn": re.compile(r"[Ա-֏ﬓ-ﬗ]"),
    "Geor": re.compile(r"[Ⴀ-ჿᲐ-Ჿⴀ-ⴭ]"),
}


class Reading(NamedTuple):
    """A language in a script; the language is empty where letters do not tell it. `columns` are those of its script's table."""

    language: str
    script: str
    columns: tuple[int, ...] = ()


READINGS = (
    Reading("en", "Latn", (0,)),
    Reading("tr", "Latn", (1, 3)),  # with its letters, and typed without them
    Reading("az", "Latn", (2, 4)),
    Reading("ru", "Cyrl", (0,)),
    Reading("az", "Cyrl", (1,)),
    Reading("", "Arab"),
    Reading("hy", "Armn"),
    Reading("ka", "Geor"),
    Reading("", "Zzzz"),
)
Costs = tuple[int, ...]
"""A cost for each of READINGS."""


def words(text: str) -> list[str]:
    """Runs of letters in lower case; I and İ are both i, as in training."""
    return _WORD.findall(text.replace("İ", "i").replace("I", "i").lower())


@cache
def _table(script: str) -> dict[str, str]:
    """Grams of a script with a character for each column: its code point less 33 is the cost."""
    parts = read(f"{script.lower()}.txt").partition("\n")[2].split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _script(word: str) -> str:
    """The script of most letters of a word in lower case."""
    if word.isascii():
        return "Latn"
    counts = {script: len(letters.findall(word)) for script, letters in _LETTERS.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else "Zzzz"


def _letter(grams: dict[str, str], text: str, end: int) -> bytes:
    """The codes of the letter before `end`."""
    for start in range(max(0, end - _LONGEST), end):
        codes = grams.get(text[start:end])
        if codes is not None:
            return codes.encode()
    return b""


def _spell(word: str, script: str) -> dict[Reading, int]:
    """The costs of a word in the readings of its script."""
    readings = [reading for reading in READINGS if reading.script == script]
    if not readings[0].columns:
        return {readings[0]: _PLAIN * len(word)}
    grams, padded = _table(script), f"_{word}_"
    rows = [_letter(grams, padded, end) for end in range(2, len(padded) + 1)]
    known = [sum(column) - 33 * len(column) for column in zip(*filter(None, rows), strict=True)]
    unknown = _WORST * rows.count(b"")
    return {reading: unknown + min((known[i] for i in reading.columns if known), default=0) for reading in readings}


class _Words(dict[str, Costs]):
    """Words that were seen, with their costs; forgets all when it has grown too large."""

    def __missing__(self, word: str) -> Costs:
        if len(self) >= _REMEMBERED:
            self.clear()
        known = _spell(word, _script(word))
        most = min(known.values()) + _CAP
        costs = self[word] = tuple(min(known.get(reading, most), most) for reading in READINGS)
        return costs


_words = _Words()


def costs(words: list[str]) -> Costs:
    """The costs of a text; all nought where it has no words."""
    return tuple(map(sum, zip(*map(_words.__getitem__, words), strict=True))) or (0,) * len(READINGS)
