"""One key for all ways of writing a name: Latin (en, tr, az), Cyrillic (ru, az), Armenian, Georgian and Arabic script.

A word becomes sounds by the table data/letters.tsv, and sounds become a key by the rules below, which docs/names.md explains
with their sources. There are three kinds of key:

    karbk → krbk     the consonants and the first vowel, of scripts that write their vowels
    _krbk            the consonants alone, of a word in such a script
    'krbk            the consonants alone, of a word in Arabic script, which writes no short vowels

A text is stored under `keys` and a question looks for `query_keys`. They differ where Arabic script is on one side only: so
a word in Latin letters meets one in Arabic script by its consonants, but never another in Latin letters.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice, product, takewhile

from axtar.analysis import lower, script
from axtar.names.tables import rows

_READINGS = 8  # of one word: three letters with two sounds each
_TELLING = 4  # consonants that tell a name without its vowels
_LONG = 5  # sounds of a word that may differ in one
_CLUSTER = re.compile("[aiu]+")
_DOUBLE = re.compile(r"(.)\1+")
_FAMILY = re.compile("(?<=..)[aiu]*[vf][aiu]?$")
_PROTHESIS = re.compile("^[aiu]+(?=s[^aiu])")
_CLUSTERED = re.compile("^[^aiu]{2}")
_DEVOICED = re.compile("z$")
_MERGED = str.maketrans("pft", "bvd")
_CONSONANT = re.compile("[^aiu_.]")
_NO_LETTER = re.compile(r"[\W_]+")


def key(word: str) -> str:
    """The main key of one word; "" where it has no letters that we can read, or too few of them."""
    return next(iter(keys(word)), "")


def keys(word: str) -> tuple[str, ...]:
    """All keys to store a word of a text under, the main one first."""
    if script(word) == "Arab":
        return tuple(dict.fromkeys(f"'{bare}" for sounds in _readings(word) for bare in _bare_written(sounds)))
    sounds = _readings(word)
    main = (pattern for reading in sounds for pattern in _vowelled(reading))
    bare = (f"_{pattern}" for reading in sounds for pattern in _bare(reading))
    return tuple(dict.fromkeys(found for found in (*main, *bare) if found))


def query_keys(word: str) -> tuple[str, ...]:
    """All keys to look for when a reader asks for a word. Typed in small plain letters, an s may stand for ş."""
    if script(word) == "Arab":
        return tuple(swapped for found in keys(word) for swapped in (found, "_" + found[1:]))
    hasty = (found for found in keys(word.replace("s", "ş")) if word.isascii() and word.islower())
    wanted = (
        asked for found in (*keys(word), *hasty) for asked in (_unvowelled(found) if found[0] == "_" else (found,))
    )
    return tuple(dict.fromkeys(wanted))


def _unvowelled(bare: str) -> tuple[str, ...]:
    """What to look for by consonants alone: words in Arabic script, and where they are many, in any."""
    return ("'" + bare[1:], bare) if len(_CONSONANT.findall(bare)) >= _TELLING else ("'" + bare[1:],)


def nearly_same_sound(one: str, other: str) -> bool:
    """Whether two words sound the same but for one sound; finer than a key, which forgets most vowels. Short words: the same.

    Only Arabic script leaves open how a word sounds; of any other the likeliest reading counts.
    """
    compared = _but_for_short_vowels if script(one) == "Arab" != script(other) else _one_apart
    return any(compared(left, right) for left in _heard(one) for right in _heard(other))


def sounds_same(one: str, other: str) -> bool:
    """Whether two long words in scripts that write vowels have all their sounds in common."""
    heard = _heard(one)[:1]
    return script(one) != "Arab" and len(heard[0]) > _LONG and heard == _heard(other)[:1]


def _heard(word: str) -> list[str]:
    """The sounds of a word with all its vowels."""
    readings = [_smooth(reading) for reading in _readings(word)]
    return readings if script(word) == "Arab" else readings[:1]


def _but_for_short_vowels(left: str, right: str) -> bool:
    """Whether left is right without some of its vowels, or one sound apart."""
    rest = iter(right)
    skipped = "".join(other for sound in left for other in takewhile(sound.__ne__, rest)) + "".join(rest)
    return (_CLUSTER.sub("", left) == _CLUSTER.sub("", right) and not _CLUSTER.sub("", skipped)) or _one_apart(
        left, right
    )


def _one_apart(left: str, right: str) -> bool:
    """Whether at most one sign of a longer word differs, is missing or is too many."""
    if min(len(left), len(right)) < _LONG:
        return left == right
    start = _shared(left, right)
    end = _shared(left[start:][::-1], right[start:][::-1])
    return max(len(left), len(right)) - start - end <= 1


def _shared(left: str, right: str) -> int:
    """How many signs two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


@cache
def _letters(code: str) -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    """The readings of each group of letters of a script, and the pattern that finds the longest group."""
    table = {letters: tuple(sounds.split(" ")) for name, letters, sounds in rows("letters.tsv") if name == code}
    return table, re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)) or "(?!)")


def _readings(word: str) -> list[str]:
    """What a word may sound like, likeliest first; an h may be dropped."""
    table, groups = _letters(script(word))
    choices = [table[group] for group in groups.findall(_NO_LETTER.sub("", lower(word, "und")))]
    spoken = ([said for sound in choice for said in (("k", "") if sound == "h" else (sound,))] for choice in choices)
    readings = ["".join(reading) for reading in islice(product(*spoken), _READINGS)]
    return [said for reading in readings for said in dict.fromkeys((reading, _PROTHESIS.sub("", reading)))]


def _smooth(sounds: str) -> str:
    """Clusters of vowels as one, no glides and double letters, family names without their ending."""
    sounds = _CLUSTER.sub(lambda cluster: _DOUBLE.sub(r"\1", cluster[0].replace("i", "")) or "i", sounds)
    sounds = sounds.replace("tC", "C").replace("dC", "C").replace("nb", "mb").translate(_MERGED)
    return _DOUBLE.sub(r"\1", _FAMILY.sub("v", _DEVOICED.sub("s", sounds)))


def _vowelled(sounds: str) -> Iterator[str]:
    """Consonants and the first vowel; nothing for less than one of each, or for a single sound.

    Where two consonants begin the word, also as with the vowel that Turkish and others put between them.
    """
    smooth = _smooth(sounds)
    first = _CLUSTER.search(smooth)
    end = first.end() if first else 0
    consonants = _CLUSTER.sub("", smooth[end:])
    if len(_CLUSTER.sub("", smooth)) < 3:
        consonants = _CLUSTER.sub(".", smooth[end:])
    if len(smooth[:end] + consonants) > 1:
        yield smooth[:end] + consonants
    if _CLUSTERED.match(smooth):
        yield f"{smooth[0]}i{_CLUSTER.sub('', smooth[1:])}"


def _bare(sounds: str) -> Iterator[str]:
    """Consonants after a mark for a vowel in front; a name of two keeps the vowels that Arabic script may write."""
    lead, inner = _skeleton(sounds)
    parts = [(part, "") if _CLUSTER.fullmatch(part) else (part,) for part in re.findall("[aiu]+|[^aiu]", inner)]
    if parts and _CLUSTER.fullmatch(parts[-1][0]):
        parts[-1] = (".",)
    yield from (lead + "".join(pattern) for pattern in product(*parts) if lead or pattern)


def _bare_written(sounds: str) -> Iterator[str]:
    """Consonants of a word in Arabic script; a name of two keeps the vowels as they are written."""
    lead, inner = _skeleton(sounds)
    if lead or inner:
        yield lead + re.sub("[aiu]+$", ".", inner)


def _skeleton(sounds: str) -> tuple[str, str]:
    """A mark for a vowel in front with three consonants or more; else the mark, and a name of two with its vowels."""
    smooth = _smooth(sounds)
    lead = "a" if _CLUSTER.match(smooth) else ""
    consonants = _CLUSTER.sub("", smooth)
    if len(single := _DOUBLE.sub(r"\1", consonants)) > 2:
        return lead + single, ""
    return (lead, _CLUSTER.sub("", smooth[:1]) + smooth[1:]) if len(consonants) > 1 else ("", "")
