"""Language analysis of words: tokens, lowercase, folding, lemmas, n-grams.

    text → tokenize → respell → lower → lemmas → fold      for each word, by the language of its passage

`surface` is the folded word, as exact search compares it; `lemmas` are its folded dictionary forms, best first. Languages are
ISO 639-1 codes or `und`, scripts ISO 15924. Proper names are recognized in the package `names`.
"""

from axtar.analysis.azerbaijani.transliteration import to_latin
from axtar.analysis.fold import fold, script
from axtar.analysis.lemmatizer import dictionary_languages, explain, is_dictionary_word, is_stopword, lemmas, surface
from axtar.analysis.lowercase import lower
from axtar.analysis.ngrams import ngrams
from axtar.analysis.normal_forms import (
    acronyms,
    closed_compounds,
    drop_cap_words,
    look_alike_words,
    merge_acronyms,
    normal_terms,
    words_of_spaced_letters,
)
from axtar.analysis.number_suffixes import number_suffixes
from axtar.analysis.orthography import respell, respell_query
from axtar.analysis.tokenizer import tokenize

__all__ = [
    "acronyms",
    "closed_compounds",
    "dictionary_languages",
    "drop_cap_words",
    "explain",
    "fold",
    "is_dictionary_word",
    "is_stopword",
    "lemmas",
    "look_alike_words",
    "lower",
    "merge_acronyms",
    "ngrams",
    "normal_terms",
    "number_suffixes",
    "respell",
    "respell_query",
    "script",
    "surface",
    "to_latin",
    "tokenize",
    "words_of_spaced_letters",
]
