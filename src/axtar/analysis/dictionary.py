"""Dictionaries of word forms, keyed by the folded form.

This way, words typed without diacritics are found. In a `.blocks` table the key is a folded form and the value its entries,
separated by `|`. An entry is `mask,edit,flags`: the mask lists the positions (base 36, one character each) of the letters with
a diacritic in this spelling; the edit is the number of letters to remove from the end of the folded form (base 36) and what to
append instead, which gives the lemma; the flag `c` marks a common word as opposed to a proper name. çocukları is `cocuklari` →
`08,5,c`: a reader who types cocuklari finds it, while oldu and öldü stay two words.
"""

from typing import NamedTuple

from axtar.analysis.fold import fold
from axtar.analysis.tables import open_blocks
from axtar.languages import LONGEST_WORD

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_CIRCUMFLEX = str.maketrans("âîû", "aiu")  # kâğıt and kağıt are spellings of one word


class DictionaryEntry(NamedTuple):
    """An entry of a form: its folded lemma, and whether it is a common word.

    An entry that is not a common word is a proper name.
    """

    lemma: str
    common: bool


def lookup(table: str, word: str) -> tuple[DictionaryEntry, ...]:
    """Look up a lowercase word.

    Returns the entries with the same spelling, or else those that add diacritics to it.
    """
    if len(word) > LONGEST_WORD:
        return ()
    key = fold(word)
    value = open_blocks(table).get(key)
    if value is None:
        return ()
    typed_mask = diacritic_mask(word)
    exact, loose = [], []
    for text in value.split("|"):
        mask, edit, flags = text.split(",")
        entry = DictionaryEntry(key[: len(key) - _DIGITS.index(edit[0])] + edit[1:], "c" in flags)
        if mask == typed_mask:
            exact.append(entry)
        elif set(typed_mask) <= set(mask):
            loose.append(entry)
    return tuple(exact or loose)


def diacritic_mask(word: str) -> str:
    """Encode the positions of a lowercase word's letters that folding changes.

    Returns "" if folding changes the length of the word, or if the word is too long to encode.
    """
    plain = fold(word)
    if len(plain) != len(word) or len(word) > len(_DIGITS):
        return ""
    return "".join(
        _DIGITS[i] for i, (a, b) in enumerate(zip(word.translate(_CIRCUMFLEX), plain, strict=True)) if a != b
    )


def encode_entry(form: str, lemma: str, flags: str) -> tuple[str, str]:
    """Encode an entry as key and value of the table, for the generator."""
    key, base = fold(form), fold(lemma)
    shared = next((i for i, (a, b) in enumerate(zip(key, base, strict=False)) if a != b), min(len(key), len(base)))
    return key, f"{diacritic_mask(form)},{_DIGITS[len(key) - shared]}{base[shared:]},{flags}"
