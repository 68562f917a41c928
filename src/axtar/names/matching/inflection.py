"""Takes the endings off a name: case, possessive, derivation, with and without an apostrophe.

The endings stand in data/endings.tsv. Every base is a candidate only: whoever knows the name (the authority file) or finds
both readings equal (the cross-script key) decides, so a name that merely looks inflected, like Astara, is never lost.
"""

import re
from functools import cache, lru_cache

from axtar.analysis import lemmas, lower, to_latin
from axtar.names.tables import rows

_APOSTROPHE = re.compile("['’‘ʼ`´＇′]")
_SOUNDS = {"A": "[aəe]", "I": "[ıiuü]", "D": "[dt]", "C": "[cç]"}
_VERB = re.compile("(ть|ти|чь)(ся)?$")  # no name is a verb: Хаял is not of хаять
_SHORTEST, _SHORTEST_ENGLISH = 2, 4  # letters of a base; English -i and -n end too many short words
_SHORTEST_COMPOUND = 5  # letters: Zəngi of Zəngiçay, but Qaradağ is not of Qara
_DERIVING = {"people", "derive"}  # an unknown name in -ian or -i is not cut, a known one may be
_INFLECTING = {"case", "noun", "family", "adjective", "people"}
_TURKIC = {"tr", "az"}
_BACK, _FRONT, _VOWELS = "aıou", "əeiöü", "aıouəeiöüâî"
_HARD = {"ğ": "qk", "g": "k", "y": "k", "d": "t", "b": "p", "c": "ç"}


def bases(word: str, language: str) -> tuple[str, ...]:
    """What stands before an apostrophe and an ending, the word as written, then all that it may be inflected from.

    `language` is ISO 639-1, `hy`, `ka` or `fa`; of any other only what stands before an apostrophe is taken off.
    """
    found = (*_before_apostrophe(word), word, *_inflected(_APOSTROPHE.sub("", word), language))
    return tuple(dict.fromkeys(one for base in found if base for one in (base, *_uncompounded(base))))


def _uncompounded(word: str) -> tuple[str, ...]:
    """Həkəri of Həkəriçay: a river, mountain or fortress without the word for what it is."""
    match = _compound().search(lower(word, "und"))
    return (word[: match.start()],) if match and match.start() >= _SHORTEST_COMPOUND else ()


@cache
def _compound() -> re.Pattern[str]:
    """The words for kinds of places at the end of a name of one word."""
    kinds = (endings for _, slot, endings, _ in rows("endings.tsv") if slot == "compound")
    return re.compile(f"(?:{'|'.join(' '.join(kinds).split())})$")


def _before_apostrophe(word: str) -> tuple[str, ...]:
    """Şuşa of Şuşa'da; nothing of Mkhch'yan, whose rest is no ending, and of O'Brien."""
    head, mark, tail = _split(word)
    return (head,) if mark and len(head) >= _SHORTEST and _is_ending(lower(tail, "und")) else ()


def _split(word: str) -> tuple[str, str, str]:
    """A word before, at and after its last apostrophe."""
    marks = list(_APOSTROPHE.finditer(word))
    return (word[: marks[-1].start()], marks[-1][0], word[marks[-1].end() :]) if marks else (word, "", "")


@lru_cache(1 << 12)
def _is_ending(tail: str) -> bool:
    """Whether this may follow an apostrophe: 's, or any Turkish ending."""
    return tail == "s" or bool(_turkic(people=False).fullmatch(tail))


def derived(word: str, language: str) -> tuple[str, ...]:
    """What a word of a place's people, things or manner is made from: Şuşa of şuşalılar, Шуша of шушинского."""
    if language in _TURKIC:
        return _turkic_bases(word, people=True)
    return _paradigm_bases(word, language, people=True)


@lru_cache(1 << 16)
def _inflected(word: str, language: str) -> tuple[str, ...]:
    """Every base of a word without an apostrophe."""
    if language in _TURKIC:
        return _turkic_bases(word, people=False)
    known = (
        tuple(_like(word, lemma) for lemma in lemmas(word, "ru") if not _VERB.search(lemma)) if language == "ru" else ()
    )
    return (*known, *_paradigm_bases(word, language, people=False))


@cache
def _turkic(*, people: bool) -> re.Pattern[str]:
    """All sequences of endings that Turkish and Azerbaijani allow; with `people` the first must derive a word."""
    slots = {
        slot: "|".join("".join(_SOUNDS.get(letter, letter) for letter in ending) for ending in endings.split())
        for language, slot, endings, _ in rows("endings.tsv")
        if language == "tr"
    }
    many = {"derive": "{1,2}" if people else "{0,2}"}
    return re.compile("(?=.)" + "".join(f"(?:{endings}){many.get(slot, '?')}" for slot, endings in slots.items()))


def _turkic_bases(word: str, *, people: bool) -> tuple[str, ...]:
    """Whatever remains before a sequence of endings that fits it, longest first."""
    written = lower(word, "az")
    small = to_latin(written)
    if len(small) != len(word):  # a letter that became two: places would not agree; no ending begins with one
        return ()
    endings = _turkic(people=people)
    found: list[str] = []
    for cut in range(len(word) - 1, _SHORTEST - 1, -1):
        if endings.fullmatch(small, cut) and _fits(small[:cut], small[cut:]):
            found.append(word[:cut])
            if small[cut] in _VOWELS and written[cut - 1] in _HARD:
                found.extend(word[: cut - 1] + hard for hard in _HARD[written[cut - 1]])
    return tuple(found)


def _fits(base: str, ending: str) -> bool:
    """Vowel or consonant before the ending as it wants, and vowel harmony where the letters are not ambiguous."""
    last = next((letter for letter in reversed(base) if letter in _VOWELS), "")
    if not last:
        return False
    after_vowel = base[-1] in _VOWELS
    linked = ending[0] in "yns" and ending[1:2] in set(_VOWELS) and not ending.startswith(("sız", "siz", "suz", "süz"))
    if (ending[0] in _VOWELS and after_vowel) or (linked and not after_vowel):
        return False
    first = next((letter for letter in ending if letter in _VOWELS), "")
    return not ((last in _BACK and first == "ə") or (last in _FRONT and first == "ı"))


@cache
def _paradigms(language: str, *, people: bool) -> dict[str, tuple[str, ...]]:
    """Each ending with what it stands for in the nominative, the longest ending first."""
    table: dict[str, dict[str, None]] = {}
    for code, slot, endings, nominative in rows("endings.tsv"):
        if code == language and slot in (_DERIVING if people else _INFLECTING):
            for ending in endings.split():
                table.setdefault(ending, {}).update(dict.fromkeys(nominative.replace("∅", "").split(" ")))
    return {ending: tuple(table[ending]) for ending in sorted(table, key=len)}


def _paradigm_bases(word: str, language: str, *, people: bool) -> tuple[str, ...]:
    """The word with each ending that it has turned into the nominative, the longest base first."""
    small = lower(word, language)
    shortest = _SHORTEST_ENGLISH if language == "en" else _SHORTEST + people
    return tuple(
        word[: len(word) - len(ending)] + nominative
        for ending, nominatives in _paradigms(language, people=people).items()
        if small.endswith(ending) and len(word) - len(ending) >= shortest
        for nominative in nominatives
    )


def _like(word: str, lemma: str) -> str:
    """A lemma capitalised like the word that it is of."""
    return lemma.capitalize() if word[:1].isupper() else lemma
