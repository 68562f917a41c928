"""The cross-script phonetic key of a name.

Scripts are Latin (en, tr, az), Cyrillic (ru, az), Armenian, Georgian and Arabic.

A word is transcribed into phoneme classes by data/letters.tsv, and a transcription is reduced to a key by the rules below,
which docs/names.md explains with their sources. There are three kinds of key:

    karbk → krbk     the consonants and the first vowel, of scripts that write their vowels
    _krbk            the consonant skeleton of a word in such a script
    'krbk            the consonant skeleton of a word in Arabic script, which writes no short vowels

A text is indexed under `keys`, and a query looks for `query_keys`. They differ where only one side is in Arabic script: a word
in Latin letters matches one in Arabic script by its skeleton, but never another word in Latin letters.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain, islice, product, takewhile

from axtar.analysis import lower, script
from axtar.languages import LONGEST_WORD
from axtar.names.matching.family_names import ends_like_family_name
from axtar.names.matching.romanisation import respelled
from axtar.names.tables import rows

MAX_KEYS = 64
"""Keys of one word and its base forms; names of the gazetteer have half as many."""

_MAX_TRANSCRIPTIONS = 8  # of one word: three letters with two readings each
_MAX_SKELETONS = 32  # of one transcription: five vowels that may be written or not; the longest known name has four
_DISTINCTIVE_SKELETON = 4  # consonants that identify a name without its vowels
_LONG_WORD = 5  # phonemes of a word that may differ in one
_VOWEL_CLUSTER = re.compile("[aiu]+")
_GEMINATE = re.compile(r"(.)\1+")
_FAMILY_NAME_SUFFIX = re.compile("(?<=..)[aiu]*[vf][aiu]?$")
_PROTHETIC_VOWEL = re.compile("^[aiu]+(?=s[^aiu])")
_INITIAL_CONSONANT_CLUSTER = re.compile("^[^aiu]{2}")
_FINAL_Z = re.compile("z$")
_VOICED = str.maketrans("pft", "bvd")
_CONSONANT = re.compile("[^aiu_.]")
_NON_LETTER = re.compile(r"[\W_]+")


def key(word: str) -> str:
    """Return the main key of one word; "" if it has too few letters of a known script."""
    return next(iter(keys(word)), "")


def keys(word: str) -> tuple[str, ...]:
    """Return all keys to index a word of a text under, the main one first."""
    if script(word) == "Arab":
        skeletons = (skeleton for phonemes in _transcriptions(word) for skeleton in _written_skeleton(phonemes))
        return first_keys(f"'{skeleton}" for skeleton in skeletons)
    transcriptions = _transcriptions(word)
    vocalized = (pattern for phonemes in transcriptions for pattern in _vocalized(phonemes))
    skeletons = (f"_{skeleton}" for phonemes in transcriptions for skeleton in _skeletons(phonemes))
    return first_keys(chain(vocalized, skeletons))


def query_keys(word: str) -> tuple[str, ...]:
    """Return all keys to look for when a word is searched.

    In a word typed in small ASCII letters, s may stand for ş.
    """
    if script(word) == "Arab":
        return tuple(variant for found in keys(word) for variant in (found, "_" + found[1:]))
    is_family = ends_like_family_name(word)
    with_diacritics = (found for found in keys(word.replace("s", "ş")) if word.isascii() and word.islower())
    return first_keys(
        variant
        for found in (*keys(word), *with_diacritics)
        for variant in (_skeleton_queries(found, is_family) if found[0] == "_" else (found,))
    )


def first_keys(candidates: Iterable[str]) -> tuple[str, ...]:
    """Return the first MAX_KEYS distinct keys; no others are computed."""
    found: dict[str, None] = {}
    for key_ in candidates:
        found[key_] = None
        if len(found) == MAX_KEYS:
            break
    return tuple(found)


def _skeleton_queries(skeleton: str, is_family: bool) -> tuple[str, ...]:  # noqa: FBT001 - of a word, found before
    """Return the keys by which a query looks a skeleton up.

    It looks among words in Arabic script; if the skeleton is distinctive, among words in any script, too. That of a family name
    is not, since most of its consonants are its suffix: Həsənov is not Hüseynov.
    """
    arabic = "'" + skeleton[1:]
    is_distinctive = not is_family and len(_CONSONANT.findall(skeleton)) >= _DISTINCTIVE_SKELETON
    return (arabic, skeleton) if is_distinctive else (arabic,)


# ------------------------------------------------------------------ homophones
def are_homophones(one: str, other: str) -> bool:
    """Whether two long words, in scripts that write vowels, are pronounced alike."""
    pronounced = _pronunciations(one)[:1]
    return script(one) != "Arab" and len(pronounced[0]) > _LONG_WORD and pronounced == _pronunciations(other)[:1]


def are_near_homophones(one: str, other: str) -> bool:
    """Whether two words are pronounced alike but for one phoneme.

    Short words must be pronounced alike.

    This is finer than a key, which drops most vowels. Arabic script leaves the pronunciation open; of a word in any other
    script only the likeliest pronunciation counts.
    """
    compare = _differ_in_short_vowels if script(one) == "Arab" != script(other) else _within_one_edit
    return any(compare(left, right) for left in _pronunciations(one) for right in _pronunciations(other))


def _pronunciations(word: str) -> list[str]:
    """Return the phonemes of a word with all its vowels, simplified.

    A word has one pronunciation; in Arabic script, it has every possible one.
    """
    simplified = [_simplified(phonemes) for phonemes in _transcriptions(word)]
    return simplified if script(word) == "Arab" else simplified[:1]


def _differ_in_short_vowels(left: str, right: str) -> bool:
    """Whether `left` is `right` without some of its vowels, or one edit apart from it."""
    rest = iter(right)
    skipped = "".join(other for phoneme in left for other in takewhile(phoneme.__ne__, rest)) + "".join(rest)
    same_consonants = _VOWEL_CLUSTER.sub("", left) == _VOWEL_CLUSTER.sub("", right)
    return (same_consonants and not _VOWEL_CLUSTER.sub("", skipped)) or _within_one_edit(left, right)


def _within_one_edit(left: str, right: str) -> bool:
    """Whether the edit distance is at most 1; short transcriptions must be equal."""
    if min(len(left), len(right)) < _LONG_WORD:
        return left == right
    start = _common_prefix_length(left, right)
    end = _common_prefix_length(left[start:][::-1], right[start:][::-1])
    return max(len(left), len(right)) - start - end <= 1


def _common_prefix_length(left: str, right: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))


# ------------------------------------------------------------------ transcription
@cache
def _graphemes(code: str) -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    """Return the readings of each grapheme of a script (shch → š), and a pattern.

    The pattern matches the longest grapheme.
    """
    table = {letters: tuple(sounds.split(" ")) for name, letters, sounds in rows("letters.tsv") if name == code}
    return table, re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)) or "(?!)")


def _transcriptions(word: str) -> list[str]:
    """Return the transcriptions of a word, the likeliest first.

    An h is k or silent, and a prothetic vowel may be missing. A word longer than LONGEST_WORD has an empty one.
    """
    if len(word) > LONGEST_WORD:
        return [""]
    code = script(word)
    table, graphemes = _graphemes(code)
    letters = _NON_LETTER.sub("", lower(word, "und"))
    readings = [table[grapheme] for grapheme in graphemes.findall(respelled(letters) if code == "Latn" else letters)]
    choices = (
        [phoneme for sound in choice for phoneme in (("k", "") if sound == "h" else (sound,))] for choice in readings
    )
    combinations = ["".join(reading) for reading in islice(product(*choices), _MAX_TRANSCRIPTIONS)]
    return [phonemes for one in combinations for phonemes in dict.fromkeys((one, _PROTHETIC_VOWEL.sub("", one)))]


def _simplified(phonemes: str) -> str:
    """Simplify a transcription, so that spelling conventions do not matter.

    Vowel clusters, glides, geminates and affricates are merged, stops are voiced, a final z is devoiced, and the suffix of -ov is
    reduced to v.
    """
    phonemes = _VOWEL_CLUSTER.sub(
        lambda cluster: _GEMINATE.sub(r"\1", cluster[0].replace("i", "")) or "i",
        phonemes,
    )
    phonemes = phonemes.replace("tC", "C").replace("dC", "C").replace("nb", "mb").translate(_VOICED)
    return _GEMINATE.sub(r"\1", _FAMILY_NAME_SUFFIX.sub("v", _FINAL_Z.sub("s", phonemes)))


# ------------------------------------------------------------------ reduction to keys
def _vocalized(phonemes: str) -> Iterator[str]:
    """Yield the consonants and the first vowel; nothing for a word of fewer than two phonemes.

    If there are two consonants, dots mark the positions of the vowels. A word that begins with two consonants also has the key
    with the vowel that Turkish inserts between them (Njde, Nijde).
    """
    simplified = _simplified(phonemes)
    first = _VOWEL_CLUSTER.search(simplified)
    end = first.end() if first else 0
    rest = _VOWEL_CLUSTER.sub("", simplified[end:])
    if len(_VOWEL_CLUSTER.sub("", simplified)) < 3:
        rest = _VOWEL_CLUSTER.sub(".", simplified[end:])
    if len(simplified[:end] + rest) > 1:
        yield simplified[:end] + rest
    if _INITIAL_CONSONANT_CLUSTER.match(simplified):
        yield f"{simplified[0]}i{_VOWEL_CLUSTER.sub('', simplified[1:])}"


def _skeletons(phonemes: str) -> Iterator[str]:
    """Yield the consonant skeletons that Arabic script may write for a word in another script.

    In a name with two consonants every vowel may be written or not, except for the last, which is marked with a dot. Of many
    vowels only the last five vary, since the number of skeletons doubles with each.
    """
    initial, inner = _skeleton(phonemes)
    parts = [(part, "") if _VOWEL_CLUSTER.fullmatch(part) else (part,) for part in re.findall("[aiu]+|[^aiu]", inner)]
    if parts and _VOWEL_CLUSTER.fullmatch(parts[-1][0]):
        parts[-1] = (".",)
    yield from (initial + "".join(pattern) for pattern in islice(product(*parts), _MAX_SKELETONS) if initial or pattern)


def _written_skeleton(phonemes: str) -> Iterator[str]:
    """Yield the consonant skeleton of a word in Arabic script.

    A name of two consonants keeps the vowels that are written.
    """
    initial, inner = _skeleton(phonemes)
    if initial or inner:
        yield initial + re.sub("[aiu]+$", ".", inner)


def _skeleton(phonemes: str) -> tuple[str, str]:
    """Split a word into what every key of it begins with and what may vary.

    Three or more consonants: an "a" if the word begins with a vowel, followed by the consonants; nothing varies. Two: the "a",
    and the phonemes after the initial vowel. Fewer: neither.
    """
    simplified = _simplified(phonemes)
    initial = "a" if _VOWEL_CLUSTER.match(simplified) else ""
    consonants = _VOWEL_CLUSTER.sub("", simplified)
    if len(single := _GEMINATE.sub(r"\1", consonants)) > 2:
        return initial + single, ""
    return (initial, _VOWEL_CLUSTER.sub("", simplified[:1]) + simplified[1:]) if len(consonants) > 1 else ("", "")
