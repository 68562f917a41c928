"""Turkish lemmatizer: a dictionary of a million forms.

A word that it lacks is analyzed as a known form plus further endings. The dictionary is built from simplemma's lists
(resources/analysis/build_forms.py). Snowball's Turkish stemmer is worse than truncating words to five letters, so a word
without any known beginning only loses a plain plural or case ending.
"""

import re
from collections.abc import Iterator

from axtar.analysis.dictionary import DictionaryEntry, lookup
from axtar.analysis.explanation import Explanation, Part
from axtar.analysis.fold import fold
from axtar.analysis.tokenizer import APOSTROPHES
from axtar.languages import LONGEST_WORD

_TABLE = "tr.blocks"
_APOSTROPHE = re.compile(f"[{re.escape(APOSTROPHES)}]")
_MIN_BASE = 3  # letters of a known form before further endings

# One ending, folded: plural, possessive, case, copula, person, and what verbs have between stem and tense.
_ENDING = (
    "l[ae]r|[iu]?[mn][iu]z|[iu]?[mn]|[iu]y?[iu]m|s?[iu]|n?[iu]n|[yn]?[ae]|n?[dt][ae]n?|y?l[ae]|c[ae]|k[iu]|[dt][iu]r|y?[dt][iu][mk]?|y?s[ae]"
    "|s[iu]n|s[iu]n[iu]z|y?[iu]z|y?m[iu]s|m[ae]|m[iu]|[iu]?yor|[ae]bil|[ae]m[ae]|y?[ae]c[ae][kg]|[iu]?r|[ae]r|[iu]nc[ae]|[iu]p|[ae]r[ae]k"
    "|m[ae]k|m[ae]l[iu]|m[ae]d[ae]n|[dt][iu][kg]|ken|[iu]l|[dt][iu]r"
)
_ENDING_PATTERN = re.compile(_ENDING)
_LONGEST_ENDING = 5  # letters
# The ending stripped off a word without a known beginning; at least four letters remain.
_PLAIN_ENDING = re.compile(
    "(?<=.{4})(?:l[ae]r(?:[ıi]n?|[ıi]m[ıi]z|[ıi]n[ıi]z)?(?:d[ae]n?|n?[ae]|[ıi]|[ıi]n|l[ae])?"
    "|n[ıiuü]n|[dt][ae]n|[dt][ae]ki|(?<=[^aeıioöuü])[dt][ae]|(?<=[ıiuü])nd[ae]n?)$"
)


def lemmas(word: str) -> tuple[str, ...]:
    """Return the lemmas of a word.

    A suffix after an apostrophe is removed (Şuşa'da), and then no other ending is guessed.
    """
    return tuple(dict.fromkeys(explanation.lemma for explanation in explain(word)))


def explain(word: str) -> list[Explanation]:
    """Explain all analyses of a word, best first."""
    base, *suffix = _APOSTROPHE.split(word)
    base = base or word
    apostrophe_part = (Part("".join(suffix), "", "endings after the apostrophe"),) if suffix else ()
    length, entries = (len(base), lookup(_TABLE, base)) if suffix else _longest_known_base(base)
    if entries:
        whole = length == len(base)
        basis = "the form is in the dictionary" if whole else "the beginning is in the dictionary, the rest are endings"
        endings = () if whole else (Part(base[length:], "", "endings"),)
        parts = (Part(base[:length], "", "form"), *endings, *apostrophe_part)
        return [Explanation(entry.lemma, basis, parts) for entry in entries]
    stem = base if suffix else _PLAIN_ENDING.sub("", base)
    if stem == base:
        parts = (Part(base, "", "word"), *apostrophe_part)
        return [Explanation(fold(base), "not in the dictionary: kept as is", parts)]
    parts = (Part(stem, "", "stem"), Part(base[len(stem) :], "", "plural and case"))
    return [Explanation(fold(stem), "not in the dictionary: a plain ending is stripped", parts)]


def is_dictionary_word(word: str) -> bool:
    """Whether the dictionary lists the word as more than a proper name."""
    return any(entry.common for entry in lookup(_TABLE, _APOSTROPHE.split(word)[0]))


def _longest_known_base(word: str) -> tuple[int, tuple[DictionaryEntry, ...]]:
    """Find the longest known beginning of a word, after which only endings follow.

    Returns its length and its entries.
    """
    if len(word) > LONGEST_WORD:
        return len(word), ()
    entries = lookup(_TABLE, word)
    length = len(word)
    for cut in () if entries else _ending_starts(word):
        entries, length = lookup(_TABLE, word[:cut]), cut
        if entries:
            break
    return length, entries


def _ending_starts(word: str) -> Iterator[int]:
    """Yield the indexes from which on a word consists of endings, the last first.

    Which parts consist of endings is remembered, because endings can be told apart in many ways: a pattern that tried all of them
    would take twice as long for every further -in.
    """
    folded = [fold(letter) for letter in word]
    plain = ""
    remaining = {0}  # letters at the end of `plain` that consist of endings
    for cut in range(len(word) - 1, _MIN_BASE - 1, -1):
        for letter in reversed(folded[cut]):
            plain = letter + plain
            starts = (len(plain) - size for size in range(1, min(len(plain), _LONGEST_ENDING) + 1))
            if any(rest in remaining and _ENDING_PATTERN.fullmatch(plain, 0, len(plain) - rest) for rest in starts):
                remaining.add(len(plain))
        if plain and len(plain) in remaining:
            yield cut
