"""Language analysis: words, lower case, plain letters, lemmas.

    text → tokenize → (lower → lemmas → fold) per word and language

`surface` is the whole word as exact search compares it; `lemmas` are its dictionary forms, folded, best first. A language is
ISO 639-1 or `und`, a script ISO 15924. Nothing here knows names: the part names protects those before it asks for a lemma.
"""

from axtar.analysis.azerbaijani.transliteration import to_latin
from axtar.analysis.fold import fold, script
from axtar.analysis.lemmatizer import explain, is_dictionary_word, is_stopword, lemmas, surface
from axtar.analysis.lowercase import lower
from axtar.analysis.ngrams import ngrams
from axtar.analysis.tokenizer import tokenize
from axtar.analysis.version import version

__all__ = [
    "explain",
    "fold",
    "is_dictionary_word",
    "is_stopword",
    "lemmas",
    "lower",
    "ngrams",
    "script",
    "surface",
    "to_latin",
    "tokenize",
    "version",
]
