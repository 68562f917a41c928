"""Turkish: a dictionary of a million forms; a word that it does not know is a form that it knows with more endings.

The dictionary is made from simplemma's lists (resources/analysis/build_forms.py). Snowball's Turkish stemmer would be worse
than cutting words to five letters, so where nothing is known only a plain plural or case ending is cut off.
"""

import re

from axtar.analysis.dictionary import DictionaryEntry, lookup
from axtar.analysis.explanation import Explanation, Part
from axtar.analysis.fold import fold
from axtar.analysis.tokenizer import APOSTROPHES

_TABLE = "tr.blocks"
_APOSTROPHE = re.compile(f"[{re.escape(APOSTROPHES)}]")
_SHORTEST = 3  # letters of a beginning that may be completed by endings

# One ending, folded: plural, possessive, case, copula, person, and what verbs put between stem and tense.
_ENDING = (
    "l[ae]r|[iu]?[mn][iu]z|[iu]?[mn]|[iu]y?[iu]m|s?[iu]|n?[iu]n|[yn]?[ae]|n?[dt][ae]n?|y?l[ae]|c[ae]|k[iu]|[dt][iu]r|y?[dt][iu][mk]?|y?s[ae]"
    "|s[iu]n|s[iu]n[iu]z|y?[iu]z|y?m[iu]s|m[ae]|m[iu]|[iu]?yor|[ae]bil|[ae]m[ae]|y?[ae]c[ae][kg]|[iu]?r|[ae]r|[iu]nc[ae]|[iu]p|[ae]r[ae]k"
    "|m[ae]k|m[ae]l[iu]|m[ae]d[ae]n|[dt][iu][kg]|ken|[iu]l|[dt][iu]r"
)
_ENDINGS = re.compile(f"(?:{_ENDING})+")
# What is cut off a word of which no beginning is known; at least four letters remain.
_PLAIN = re.compile(
    "(?<=.{4})(?:l[ae]r(?:[ıi]n?|[ıi]m[ıi]z|[ıi]n[ıi]z)?(?:d[ae]n?|n?[ae]|[ıi]|[ıi]n|l[ae])?"
    "|n[ıiuü]n|[dt][ae]n|[dt][ae]ki|(?<=[^aeıioöuü])[dt][ae]|(?<=[ıiuü])nd[ae]n?)$"
)


def _known(word: str) -> tuple[int, tuple[DictionaryEntry, ...]]:
    """The readings of a word, or of its longest beginning that the dictionary knows and endings complete; its length."""
    found = lookup(_TABLE, word)
    length = len(word)
    for cut in range(len(word) - 1, _SHORTEST - 1, -1):
        if found:
            break
        if _ENDINGS.fullmatch(fold(word[cut:])):
            found, length = lookup(_TABLE, word[:cut]), cut
    return length, found


def lemmas(word: str) -> tuple[str, ...]:
    """The lemmas; a suffix after an apostrophe is cut off (Şuşa'da), and what is left is not guessed at."""
    return tuple(dict.fromkeys(one.lemma for one in explain(word)))


def explain(word: str) -> list[Explanation]:
    """All readings, best first."""
    base, *suffix = _APOSTROPHE.split(word)
    base = base or word
    cut = (Part("".join(suffix), "", "endings after the apostrophe"),) if suffix else ()
    length, found = (len(base), lookup(_TABLE, base)) if suffix else _known(base)
    if found:
        whole = length == len(base)
        basis = "the form is in the dictionary" if whole else "its beginning is in the dictionary, endings follow"
        rest = () if whole else (Part(base[length:], "", "endings"),)
        return [Explanation(reading.lemma, basis, (Part(base[:length], "", "form"), *rest, *cut)) for reading in found]
    stem = base if suffix else _PLAIN.sub("", base)
    if stem == base:
        return [Explanation(fold(base), "not in the dictionary: taken as it is", (Part(base, "", "word"), *cut))]
    parts = (Part(stem, "", "stem"), Part(base[len(stem) :], "", "plural and case"))
    return [Explanation(fold(stem), "not in the dictionary: a plain ending is cut off", parts)]


def is_dictionary_word(word: str) -> bool:
    """Whether the dictionary has the word."""
    return any(reading.common for reading in lookup(_TABLE, _APOSTROPHE.split(word)[0]))
