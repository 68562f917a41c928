"""Dictionaries of word forms: a folded form, the ways of writing it with diacritics, and the lemma of each.

In a `.blocks` table the key is the folded form, the value its readings parted by `|`. A reading is `mask,edit,flags`: the
mask lists the positions (base 36, one character each) of letters that carry a diacritic in this spelling; the edit is how
many letters to cut off the folded form (base 36) and what to write instead; the flag `c` says an ordinary word, not a name.
So çocukları is `cocuklari` → `08,5,c`, and a reader who types cocuklari finds it, while oldu and öldü stay two words.
"""

from typing import NamedTuple

from axtar.analysis.fold import fold
from axtar.analysis.tables import open_blocks

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_CIRCUMFLEX = str.maketrans("âîû", "aiu")  # kâğıt and kağıt are spellings of one word


class DictionaryEntry(NamedTuple):
    """One reading of a form: its folded lemma, and whether it is an ordinary word."""

    lemma: str
    common: bool


def diacritic_mask(word: str) -> str:
    """The positions of a lowercase word's letters that folding changes; "" where folding changes its length."""
    plain = fold(word)
    if len(plain) != len(word) or len(word) > len(_DIGITS):
        return ""
    return "".join(
        _DIGITS[i] for i, (a, b) in enumerate(zip(word.translate(_CIRCUMFLEX), plain, strict=True)) if a != b
    )


def encode_entry(form: str, lemma: str, flags: str) -> tuple[str, str]:
    """Key and value that `lookup` reads: for the generator."""
    key, base = fold(form), fold(lemma)
    shared = next((i for i, (a, b) in enumerate(zip(key, base, strict=False)) if a != b), min(len(key), len(base)))
    return key, f"{diacritic_mask(form)},{_DIGITS[len(key) - shared]}{base[shared:]},{flags}"


def lookup(table: str, word: str) -> tuple[DictionaryEntry, ...]:
    """What a lowercase word can be: spelt exactly so, or else spelt so without some of its diacritics."""
    key = fold(word)
    value = open_blocks(table).get(key)
    if value is None:
        return ()
    written = diacritic_mask(word)
    exact, loose = [], []
    for text in value.split("|"):
        spelt, edit, flags = text.split(",")
        reading = DictionaryEntry(key[: len(key) - _DIGITS.index(edit[0])] + edit[1:], "c" in flags)
        if spelt == written:
            exact.append(reading)
        elif set(written) <= set(spelt):
            loose.append(reading)
    return tuple(exact or loose)
