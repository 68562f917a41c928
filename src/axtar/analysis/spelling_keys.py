"""Keys of spellings, by which misspelled words are looked up.

Words that are easily taken for one another share a key, or have keys that differ in a letter.

The sound key replaces letters by their classes (data/letter_classes.tsv) and runs of a class by one; the consonant key is
the same without vowels, for long words only. Misspelled words are looked up by the keys that are an edit away, so that the
cost of a lookup depends on the length of the word and not on the size of the library.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice
from typing import NamedTuple

from axtar.analysis.fold import fold, script
from axtar.analysis.lowercase import lower
from axtar.analysis.tables import rows

MIN_LETTERS, MAX_LETTERS = 3, 40
"""Words that are shorter or longer have no keys."""

LONG = 8
"""Letters of a long word, in which two slips are possible."""

_VOWELS = "aа"  # the classes of the vowels, Latin and Cyrillic
_RUN = re.compile(r"(.)\1+")


class WrittenWord(NamedTuple):
    """A word as texts write it, with its keys; `consonants` is "" for a short word."""

    text: str
    sound: str
    consonants: str


class _Classes(NamedTuple):
    letters: dict[int, str]
    digraphs: dict[str, str]
    any_digraph: re.Pattern[str]
    alphabet: dict[str, str]


def folded(word: str) -> str:
    """Return a word as spellings are compared: in lower case without diacritics."""
    return fold(lower(word, "und"))


@lru_cache(1 << 16)
def written_word(text: str) -> WrittenWord | None:
    """Return a word with its keys, or None if no slip in it could be told.

    It is a number, or too short or too long.
    """
    if not MIN_LETTERS <= len(text) <= MAX_LETTERS or not any(map(str.isalpha, text)):
        return None
    word = folded(text)
    sound = sound_key(word)
    consonants = consonant_key(sound) if len(word) >= LONG - 1 else ""
    return WrittenWord(text, sound, consonants) if len(word) >= MIN_LETTERS else None


def sound_key(word: str) -> str:
    """Return the classes of a folded word's letters, each run of a class as one."""
    return _RUN.sub(r"\1", without_digraphs(word).translate(_classes().letters))


def consonant_key(sound: str) -> str:
    """Return a sound key without its vowels."""
    return _RUN.sub(r"\1", sound.translate(_NO_VOWELS))


def without_digraphs(word: str) -> str:
    """Return a folded word with one letter for each digraph (shehir → sehir)."""
    classes = _classes()
    return classes.any_digraph.sub(lambda match: classes.digraphs[match[0]], word)


def neighbours(key: str) -> set[str]:
    """Return a key and those an edit away: a letter too many, too few, wrong or swapped."""
    alphabet = _alphabet(key)
    between = (  # a letter between two of one class, which have become one
        key[:at] + letter + key[at - 1 :] for at in range(1, len(key) + 1) for letter in alphabet
    )
    return _keys([key, *(edited for edited, _ in _edits(key, alphabet, 0)), *between])


def second_neighbours(key: str, limit: int) -> list[str]:
    """Return at most `limit` keys two edits away, of which the second is after the first."""
    alphabet = _alphabet(key)
    twice = (second for first, at in _edits(key, alphabet, 0) for second, _ in _edits(first, alphabet, at))
    return sorted(_keys(islice(twice, limit)))


def _keys(texts: Iterable[str]) -> set[str]:
    return {_RUN.sub(r"\1", text) for text in texts} - {""}


def _alphabet(key: str) -> str:
    """Return the classes of the script of a key, those of vowels only if the key has any."""
    alphabet = _classes().alphabet.get(script(key), "")
    return alphabet if any(vowel in key for vowel in _VOWELS) else alphabet.translate(_NO_VOWELS)


def _edits(key: str, alphabet: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield the edits of a key from a position on, each with the position after it."""
    for at in range(start, len(key) + 1):
        head, tail = key[:at], key[at:]
        for letter in alphabet:
            yield head + letter + tail, at + 1
        if tail:
            yield head + tail[1:], at
            for letter in alphabet:
                yield head + letter + tail[1:], at + 1
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:], at + 2


_NO_VOWELS = str.maketrans("", "", _VOWELS)


@cache
def _classes() -> _Classes:
    letters: dict[int, str] = {}
    digraphs: dict[str, str] = {}
    alphabet: dict[str, str] = {}
    for code, name, members in rows("letter_classes.tsv")[1:]:
        class_ = "" if name == "-" else name
        alphabet[code] = alphabet.get(code, "") + class_
        for member in members.split():
            if len(member) > 1:
                digraphs[member] = class_
            else:
                letters[ord(member)] = class_
    any_digraph = re.compile("|".join(map(re.escape, sorted(digraphs, key=len, reverse=True))))
    return _Classes(letters, digraphs, any_digraph, alphabet)
