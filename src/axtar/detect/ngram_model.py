"""Costs of words in each language and script, by a character n-gram model.

A cost is -log p in steps of 1/COST_PER_NAT nat. A letter costs what the table says of the longest known n-gram that ends with
it; the tables in data/ (built by resources/detect/train.py) give costs by language for n-grams of up to five letters. In a
script without a table every letter costs the same; in Arabic script arabic_cues.py adds evidence for or against Azerbaijani.
"""

import re
import sys
from collections.abc import Callable
from struct import unpack
from typing import NamedTuple

from axtar.detect import arabic_cues
from axtar.detect.tables import read
from axtar.languages import LONGEST_WORD

COST_PER_NAT = 8
_MAX_EXCESS = 60  # of a word's cost over its best state: one name or OCR error must not decide
_MAX_EXCESS_AZERBAIJANI = 100  # with a letter that Russian lacks: no name has it by chance
_MAX_EXCESS_PER_LETTER = 20  # initials and abbreviations are weak evidence
_UNIFORM_LETTER_COST = 20  # in a script without a table
_ORDER = 5

# Turkish separates suffixes with an apostrophe. A run of more letters than any word has is several words.
_WORD = re.compile(rf"[^\W\d_]{{1,{LONGEST_WORD}}}|'(?<=[^\W\d_]')[^\W\d_]{{1,{LONGEST_WORD}}}")
_BATCH = 10_000  # words; the sums of their packed costs fit into _BITS
FOREIGN_CYRILLIC = re.compile(r"[ґєіїўђѓѕљњћќџқұңҗҙҫҡҳӣӯҷҕӷҭҵҿҽҩӡ]", re.IGNORECASE)
"""Cyrillic letters of neither Russian nor Azerbaijani."""
_AZERBAIJANI_CYRILLIC = re.compile(r"[әөүҝғҹһј]")
_LATIN, _CYRILLIC = re.compile(r"[a-zª-ʸᴀ-ᶿḀ-ỿﬀ-ﬆ]+"), re.compile(r"[Ѐ-ԯᲀ-ᲈꙀ-ꚟ]+")
_LETTERS = {
    "Latn": re.compile(r"[a-zª-ʸᴀ-ᶿḀ-ỿﬀ-ﬆ]"),
    "Cyrl": re.compile(r"[Ѐ-ԯᲀ-ᲈꙀ-ꚟ]"),
    "Arab": re.compile(r"[\u0620-\u077f\u08a0-\u08ff\ufb50-\ufeff]"),
    "Armn": re.compile(r"[Ա-֏ﬓ-ﬗ]"),
    "Geor": re.compile(r"[Ⴀ-ჿᲐ-Ჿⴀ-ⴭ]"),
}


class State(NamedTuple):
    """A hidden state of the text: a language in a script.

    `language` is "" for all languages without a model of their own; `columns` are the state's columns in its script's table.
    """

    language: str
    script: str
    columns: tuple[int, ...] = ()


STATES = (
    State("en", "Latn", (0,)),
    State("tr", "Latn", (1, 3)),  # with diacritics, and typed without them
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
Costs = list[int]
"""A cost for each of STATES."""

_BITS = 32  # of each cost in a packed integer; as many as UTF-32 has for a character
_ZERO = 33  # the code point that encodes a cost of 0
_ONES = sum(1 << _BITS * i for i in range(len(STATES)))
_SHIFTS = {
    script: [(_BITS * i, state) for i, state in enumerate(reversed(STATES)) if state.script == script]
    for script in {state.script for state in STATES}
}
_SCRIPTS_WITH_TABLE = {state.script for state in STATES if state.columns}


def normalize_case(text: str) -> str:
    """Lowercase letter by letter, as in training.

    Offsets remain valid, I and İ are both i, and ’ becomes '.
    """
    return text.replace("İ", "i").replace("I", "i").replace("’", "'").lower()


def split_words(lowered: str, start: int = 0, end: int = sys.maxsize) -> list[str]:
    """List the runs of letters.

    A suffix after an apostrophe is a word of its own, with the apostrophe.
    """
    return _WORD.findall(lowered, start, end)


def word_script(word: str) -> str:
    """Return the script (ISO 15924) of most letters of a lowercase word."""
    if word.isascii() or _LATIN.fullmatch(word):
        return "Latn"
    if _CYRILLIC.fullmatch(word):
        return "Cyrl"
    counts = {script: len(letters.findall(word)) for script, letters in _LETTERS.items()}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else "Zzzz"


class NgramModel:
    """The n-gram tables, read on first use, with bounded caches.

    Clearing the caches changes no result.
    """

    def __init__(
        self, read_table: Callable[[str], str] = read, *, cached_words: int = 40_000, cached_ngrams: int = 100_000
    ) -> None:
        self._read_table, self._cached_ngrams = read_table, cached_ngrams
        self._tables: dict[str, _NgramTable] = {}
        self.word_cache = _Cache(self._word_costs, cached_words)

    def text_costs(self, words: list[str]) -> Costs:
        """Sum the costs of lowercase words in each state; all 0 without words."""
        if len(words) <= _BATCH:
            return _unpack(sum(map(self.word_cache.__getitem__, words)), len(STATES))
        batches = [self.text_costs(words[start : start + _BATCH]) for start in range(0, len(words), _BATCH)]
        return [sum(costs) for costs in zip(*batches, strict=True)]

    def _word_costs(self, word: str) -> int:
        """Return the packed costs of one word.

        A state that cannot spell the word costs the best state's cost plus the maximum excess.
        """
        script = word_script(word)
        shifts = _SHIFTS[script]
        if script == "Cyrl" and FOREIGN_CYRILLIC.search(word):
            shifts = [(shift, state) for shift, state in shifts if not state.language]
        if script in _SCRIPTS_WITH_TABLE:
            columns = self._column_costs(word, script)
            costs = [(shift, min([columns[i] for i in state.columns])) for shift, state in shifts]
        elif len(shifts) > 1:
            costs = _arabic_costs(word, shifts)
        else:
            costs = [(shifts[0][0], _UNIFORM_LETTER_COST * len(word))]
        excess = _MAX_EXCESS_AZERBAIJANI if _AZERBAIJANI_CYRILLIC.search(word) else _MAX_EXCESS
        worst = min([cost for _, cost in costs]) + min(excess, _MAX_EXCESS_PER_LETTER * len(word))
        return _ONES * worst - sum([worst - cost << shift for shift, cost in costs if cost < worst])

    def _column_costs(self, word: str, script: str) -> list[int]:
        """Return the costs of a word in each column of its script's table."""
        table = self._table(script)
        ngrams, padded = table.cache, f"_{word}_"
        rows = [ngrams[padded[:end]] for end in range(2, min(_ORDER, len(padded) + 1))]
        rows += [ngrams[padded[end - _ORDER : end]] for end in range(_ORDER, len(padded) + 1)]
        return _unpack(sum(rows), table.column_count)

    def _table(self, script: str) -> "_NgramTable":
        if script not in self._tables:
            self._tables[script] = _NgramTable(self._read_table(f"{script.lower()}.txt"), self._cached_ngrams)
        return self._tables[script]


class _Cache(dict[str, int]):
    """Computed values by text.

    The cache is emptied when it is full, which is cheaper than evicting single values.
    """

    def __init__(self, compute: Callable[[str], int], limit: int) -> None:
        super().__init__()
        self._compute, self._limit = compute, limit

    def __missing__(self, text: str) -> int:
        if len(text) > LONGEST_WORD:
            return self._compute(text)
        if len(self) >= self._limit:
            self.clear()
        value = self[text] = self._compute(text)
        return value


class _NgramTable:
    """The costs of one script's n-grams.

    `cache` maps any n-gram to the packed costs of its last letter, by column. The file has three lines: the names of the
    columns; the n-grams; and for each n-gram one character a column, whose code point minus _ZERO is the cost.
    """

    def __init__(self, text: str, cached_ngrams: int) -> None:
        names, ngrams, self._encoded, _ = text.split("\n")
        self.column_count = len(names.split())
        self._offsets = dict(zip(ngrams.split(" "), range(0, len(self._encoded), self.column_count), strict=True))
        self._zero = _pack(chr(_ZERO) * self.column_count)
        self.cache = _Cache(self._costs, cached_ngrams)

    def _costs(self, ngram: str) -> int:
        """Return the packed costs of the longest known suffix of an n-gram.

        Returns 0 if not even its last letter is known.
        """
        while ngram and ngram not in self._offsets:
            ngram = ngram[1:]
        if not ngram:
            return 0
        offset = self._offsets[ngram]
        return _pack(self._encoded[offset : offset + self.column_count]) - self._zero


def _pack(encoded: str) -> int:
    """Join several costs, each a character, in one integer, so that one addition adds them all."""
    return int.from_bytes(encoded.encode("utf-32-be"), "big")


def _unpack(packed: int, count: int) -> list[int]:
    return list(unpack(f">{count}I", packed.to_bytes(_BITS // 8 * count, "big")))


def _arabic_costs(word: str, shifts: list[tuple[int, State]]) -> list[tuple[int, int]]:
    """Return the costs of a word in Arabic script.

    States against which the word's cues speak cost more.
    """
    nats = arabic_cues.evidence(word)
    penalty = COST_PER_NAT * abs(nats)
    return [
        (shift, _UNIFORM_LETTER_COST * len(word) + (penalty if bool(state.language) == (nats < 0) else 0))
        for shift, state in shifts
    ]


MODEL = NgramModel()
"""The model of the shipped tables."""
