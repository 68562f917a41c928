"""Multilingual thesaurus: concepts with their terms in four languages.

The languages are English, Azerbaijani, Turkish and Russian. `resources/thesaurus/build.py` generates two sorted tables from the
hand-edited ones; they load in milliseconds, because a line is parsed only when it is looked up:

    concepts.tsv     id → field, part of speech, broader concept, words in en, az, tr, ru
    words.tsv        language:lemmas separated by blanks → ids
"""

from axtar.thesaurus.lookup import LemmasByLanguage, TermMatch, match_terms
from axtar.thesaurus.thesaurus import LANGUAGES, Concept, Word, concept, concept_ids, concepts

__all__ = [
    "LANGUAGES",
    "Concept",
    "LemmasByLanguage",
    "TermMatch",
    "Word",
    "concept",
    "concept_ids",
    "concepts",
    "match_terms",
]
