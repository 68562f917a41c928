"""English: a dictionary of forms; words that it does not know lose a regular plural, or what Porter2 takes off a verb.

The dictionary is made from simplemma's lists (resources/analysis/build_forms.py). Porter2 (M. Porter, 2001) is asked only about
-ed, -ing and -ly: it would make agder of Agdere (docs/decisions/0005-words-that-dictionaries-lack.md).
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from axtar.analysis.dictionary import lookup
from axtar.analysis.explanation import Explanation, Part
from axtar.analysis.fold import fold
from axtar.analysis.tokenizer import APOSTROPHES

if TYPE_CHECKING:
    from snowballstemmer.english_stemmer import EnglishStemmer

_TABLE = "en.blocks"
_POSSESSIVE = re.compile(rf"[{re.escape(APOSTROPHES)}](s|\b)$")
_ENDINGS = (  # the first that fits is cut; at least three letters with a vowel must remain
    (re.compile(r"(?<=[a-z]{2})ies$"), "y"),
    (re.compile(r"(?<=s)ses$|(?<=[xz])es$|(?<=[cs]h)es$"), ""),
    (re.compile(r"(?<=[a-rt-z][a-hj-rtv-z])s$|(?<=[aeo])s$"), ""),
)
_VERBAL = ("ed", "ing", "ly")


@cache
def _porter() -> "EnglishStemmer":
    """Porter2."""
    from snowballstemmer import stemmer  # imported here: most searches meet no such word

    return stemmer("english")


def lemmas(word: str) -> tuple[str, ...]:
    """The dictionary's lemma, or else the word without a regular ending."""
    word = _POSSESSIVE.sub("", word)
    return _listed(word) or (_guess(fold(word))[0],)


def _listed(word: str) -> tuple[str, ...]:
    """What the dictionary says."""
    return tuple(dict.fromkeys(reading.lemma for reading in lookup(_TABLE, word)))


def _guess(plain: str) -> tuple[str, str]:
    """A folded word that the dictionary lacks, without its ending; and the rule."""
    for ending, instead in _ENDINGS:
        if len(plain) > 4 and ending.search(plain):
            return ending.sub(instead, plain), "a regular plural"
    if plain.endswith(_VERBAL):
        return _porter().stemWord(plain), "what Porter2 leaves"
    return plain, "the word itself"


def explain(word: str) -> list[Explanation]:
    """All readings, best first."""
    base = _POSSESSIVE.sub("", word)
    possessive = (Part(word[len(base) :], "POSS", "possessive"),) if base != word else ()
    parts = (Part(base, "", "form"), *possessive)
    listed = [Explanation(lemma, "the form is in the dictionary", parts) for lemma in _listed(base)]
    lemma, rule = _guess(fold(base))
    return listed or [Explanation(lemma, f"not in the dictionary: {rule}", parts)]


def is_dictionary_word(word: str) -> bool:
    """Whether the dictionary has the word in lower case."""
    return any(reading.common for reading in lookup(_TABLE, _POSSESSIVE.sub("", word)))
