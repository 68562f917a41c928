"""English lemmatizer: a dictionary of forms.

Words that it lacks lose a regular plural or a verbal ending. The dictionary is built from simplemma's lists
(resources/analysis/build_forms.py). Porter2 (M. Porter, 2001) is applied only to -ed, -ing and -ly: it would stem Agdere to
agder (docs/decisions/0005-words-that-dictionaries-lack.md).
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from axtar.analysis.dictionary import lookup
from axtar.analysis.explanation import Explanation, Part
from axtar.analysis.fold import fold
from axtar.analysis.tokenizer import APOSTROPHES
from axtar.languages import LONGEST_WORD

if TYPE_CHECKING:
    from snowballstemmer.english_stemmer import EnglishStemmer

_TABLE = "en.blocks"
_POSSESSIVE = re.compile(rf"[{re.escape(APOSTROPHES)}](s|\b)$")
_PLURALS = (  # pattern → replacement, the first match; at least three letters with a vowel must remain
    (re.compile(r"(?<=[a-z]{2})ies$"), "y"),
    (re.compile(r"(?<=s)ses$|(?<=[xz])es$|(?<=[cs]h)es$"), ""),
    (re.compile(r"(?<=[a-rt-z][a-hj-rtv-z])s$|(?<=[aeo])s$"), ""),
)
_VERBAL_ENDINGS = ("ed", "ing", "ly")


def lemmas(word: str) -> tuple[str, ...]:
    """Return the dictionary's lemmas, or else the word without a regular ending."""
    base = _POSSESSIVE.sub("", word)
    return _dictionary_lemmas(base) or (_strip_ending(fold(base))[0],)


def explain(word: str) -> list[Explanation]:
    """Explain all analyses of a word, best first."""
    base = _POSSESSIVE.sub("", word)
    possessive = (Part(word[len(base) :], "POSS", "possessive"),) if base != word else ()
    parts = (Part(base, "", "form"), *possessive)
    listed = [Explanation(lemma, "the form is in the dictionary", parts) for lemma in _dictionary_lemmas(base)]
    stem, rule = _strip_ending(fold(base))
    return listed or [Explanation(stem, f"not in the dictionary: {rule}", parts)]


def is_dictionary_word(word: str) -> bool:
    """Whether the dictionary lists the word as more than a proper name."""
    return any(entry.common for entry in lookup(_TABLE, _POSSESSIVE.sub("", word)))


def _dictionary_lemmas(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(entry.lemma for entry in lookup(_TABLE, word)))


def _strip_ending(plain: str) -> tuple[str, str]:
    """Strip the ending of a folded word that the dictionary lacks.

    Returns the stem and the name of the rule.
    """
    for pattern, replacement in _PLURALS:
        if len(plain) > 4 and pattern.search(plain):
            return pattern.sub(replacement, plain), "a regular plural"
    if plain.endswith(_VERBAL_ENDINGS) and len(plain) <= LONGEST_WORD:
        return _porter2().stemWord(plain), "the Porter2 stem"
    return plain, "the word itself"


@cache
def _porter2() -> "EnglishStemmer":
    from snowballstemmer import stemmer  # imported lazily: most searches need no stemmer

    return stemmer("english")
