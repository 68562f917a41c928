"""Removes the endings of a name.

They are case, possessive and derivational suffixes, with and without an apostrophe.

The endings are in data/endings.tsv. Every base is only a candidate: the gazetteer, which knows the name, or the phonetic key,
which is the same for two spellings, decides. So a name that merely looks inflected, such as Astara, is never lost.
"""

import re
from functools import cache, lru_cache

from axtar.analysis import lemmas, lower, to_latin
from axtar.languages import LONGEST_WORD
from axtar.names.tables import rows

_APOSTROPHE = re.compile("['’‘ʼ`´＇′]")
_ALLOMORPHS = {"A": "[aəe]", "I": "[ıiuü]", "D": "[dt]", "C": "[cç]"}
_RUSSIAN_INFINITIVE = re.compile("(ть|ти|чь)(ся)?$")  # no name is a verb: Хаял is not a form of хаять
_MIN_BASE, _MIN_ENGLISH_BASE = 2, 4  # letters; English -i and -n end too many short words
_MAX_BASES = (
    64  # of one word: repeated endings would make as many as the word has letters; real words have half of that
)
_MIN_COMPOUND_BASE = 5  # letters: Zəngiçay has the base Zəngi, but Qaradağ has no base Qara
_DERIVATIONAL = {"people", "derive"}  # slots; a known name in -ian or -i may lose its suffix, an unknown one may not
_INFLECTIONAL = {"case", "noun", "family", "adjective", "people"}
_TURKIC = {"tr", "az"}
_BACK_VOWELS, _FRONT_VOWELS, _VOWELS = "aıou", "əeiöü", "aıouəeiöüâî"
_LENITED = {
    "ğ": "qk",
    "g": "k",
    "y": "k",
    "d": "t",
    "b": "p",
    "c": "ç",
}  # softened before a vowel (Kərkük, Kərküyü) → the final consonants that it may replace


def inflectional_bases(word: str, language: str) -> tuple[str, ...]:
    """List what a word may be inflected from.

    The stem before an apostrophe is first, then the word as written, then all other bases.

    `language` is ISO 639-1, `hy`, `ka` or `fa`; in any other language only a suffix after an apostrophe is removed. A word longer
    than LONGEST_WORD is its only base.
    """
    if len(word) > LONGEST_WORD:
        return (word,)
    candidates = (*_before_apostrophe(word), word, *_inflected_from(_APOSTROPHE.sub("", word), language))
    bases = dict.fromkeys(base for stem in candidates if stem for base in (stem, *_without_generic_term(stem)))
    return tuple(bases)[:_MAX_BASES]


def derivational_bases(word: str, language: str) -> tuple[str, ...]:
    """List what an adjective or a demonym may be derived from.

    Examples: Şuşa of şuşalılar, Шуша of шушинского.
    """
    if len(word) > LONGEST_WORD:
        return ()
    if language in _TURKIC:
        return _turkic_bases(word, derived=True)[:_MAX_BASES]
    return _paradigm_bases(word, language, derived=True)


# ------------------------------------------------------------------ compounds
def _without_generic_term(word: str) -> tuple[str, ...]:
    """Həkəri of Həkəriçay: a river, mountain or fortress without its generic term."""
    match = _generic_term().search(lower(word, "und"))
    return (word[: match.start()],) if match and match.start() >= _MIN_COMPOUND_BASE else ()


@cache
def _generic_term() -> re.Pattern[str]:
    """Generic terms at the end of a one-word name."""
    terms = (words for use, words in rows("compounds.tsv") if use == "strip")
    return re.compile(f"(?:{'|'.join(' '.join(terms).split())})$")


# ------------------------------------------------------------------ apostrophes
def _before_apostrophe(word: str) -> tuple[str, ...]:
    """Return the stem before an apostrophe that an ending follows.

    Examples: Şuşa of Şuşa'da; nothing of Mkhch'yan or O'Brien.
    """
    head, mark, tail = _split(word)
    return (head,) if mark and len(head) >= _MIN_BASE and _is_suffix_chain(lower(tail, "und")) else ()


def _split(word: str) -> tuple[str, str, str]:
    """Split a word into what is before, at and after its last apostrophe."""
    marks = list(_APOSTROPHE.finditer(word))
    return (word[: marks[-1].start()], marks[-1][0], word[marks[-1].end() :]) if marks else (word, "", "")


@lru_cache(1 << 12)
def _is_suffix_chain(tail: str) -> bool:
    """Whether this may follow an apostrophe: 's, or any Turkish suffix chain."""
    return tail == "s" or bool(_suffix_chain(derived=False).fullmatch(tail))


@lru_cache(1 << 16)
def _inflected_from(word: str, language: str) -> tuple[str, ...]:
    """Every base of a word without an apostrophe."""
    if language in _TURKIC:
        return _turkic_bases(word, derived=False)
    dictionary_forms = (
        tuple(_with_case_of(word, lemma) for lemma in lemmas(word, "ru") if not _RUSSIAN_INFINITIVE.search(lemma))
        if language == "ru"
        else ()
    )
    return (*dictionary_forms, *_paradigm_bases(word, language, derived=False))


# ------------------------------------------------------------------ suffix chains (Turkish, Azerbaijani)
@cache
def _suffix_chain(*, derived: bool) -> re.Pattern[str]:
    """Return all suffix chains that Turkish and Azerbaijani allow.

    A `derived` word's chain begins with a derivational suffix.
    """
    slots = {
        slot: "|".join("".join(_ALLOMORPHS.get(letter, letter) for letter in suffix) for suffix in suffixes.split())
        for language, slot, suffixes, _ in rows("endings.tsv")
        if language == "tr"
    }
    count = {"derive": "{1,2}" if derived else "{0,2}"}
    return re.compile("(?=.)" + "".join(f"(?:{suffixes}){count.get(slot, '?')}" for slot, suffixes in slots.items()))


def _turkic_bases(word: str, *, derived: bool) -> tuple[str, ...]:
    """All that remains before a suffix chain that fits it, the longest first."""
    lower_case = lower(word, "az")
    latin = to_latin(lower_case)
    if len(latin) != len(word):  # a letter became two, so that indexes differ; no ending begins with such a letter
        return ()
    chain = _suffix_chain(derived=derived)
    bases: list[str] = []
    for cut in range(len(word) - 1, _MIN_BASE - 1, -1):
        if chain.fullmatch(latin, cut) and _agrees(latin[:cut], latin[cut:]):
            bases.append(word[:cut])
            if latin[cut] in _VOWELS and lower_case[cut - 1] in _LENITED:
                bases.extend(word[: cut - 1] + consonant for consonant in _LENITED[lower_case[cut - 1]])
    return tuple(bases)


def _agrees(stem: str, suffixes: str) -> bool:
    """Whether a suffix chain agrees with the final letter and the vowel harmony of a stem.

    Ambiguous letters agree with any vowel.
    """
    stem_vowel = next((letter for letter in reversed(stem) if letter in _VOWELS), "")
    if not stem_vowel:
        return False
    after_vowel = stem[-1] in _VOWELS
    has_buffer_consonant = (
        suffixes[0] in "yns" and suffixes[1:2] in set(_VOWELS) and not suffixes.startswith(("sız", "siz", "suz", "süz"))
    )
    if (suffixes[0] in _VOWELS and after_vowel) or (has_buffer_consonant and not after_vowel):
        return False
    suffix_vowel = next((letter for letter in suffixes if letter in _VOWELS), "")
    return not (
        (stem_vowel in _BACK_VOWELS and suffix_vowel == "ə") or (stem_vowel in _FRONT_VOWELS and suffix_vowel == "ı")
    )


# ------------------------------------------------------------------ paradigms (other languages)
@cache
def _paradigms(language: str, *, derived: bool) -> dict[str, tuple[str, ...]]:
    """Return each ending with the nominative endings that it may replace.

    The shortest ending, which leaves the longest base, is first.
    """
    table: dict[str, dict[str, None]] = {}
    for code, slot, endings, nominatives in rows("endings.tsv"):
        if code == language and slot in (_DERIVATIONAL if derived else _INFLECTIONAL):
            for ending in endings.split():
                table.setdefault(ending, {}).update(dict.fromkeys(nominatives.replace("∅", "").split(" ")))
    return {ending: tuple(table[ending]) for ending in sorted(table, key=len)}


def _paradigm_bases(word: str, language: str, *, derived: bool) -> tuple[str, ...]:
    """Return the word with each of its endings replaced by the nominative's, longest first."""
    lower_case = lower(word, language)
    min_base = _MIN_ENGLISH_BASE if language == "en" else _MIN_BASE + derived
    return tuple(
        word[: len(word) - len(ending)] + nominative
        for ending, nominatives in _paradigms(language, derived=derived).items()
        if lower_case.endswith(ending) and len(word) - len(ending) >= min_base
        for nominative in nominatives
    )


def _with_case_of(word: str, lemma: str) -> str:
    """Return a lemma, capitalised if the word is."""
    return lemma.capitalize() if word[:1].isupper() else lemma
