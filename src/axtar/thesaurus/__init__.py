"""Subjects: what the words of four languages mean, as concepts that have usual words in each.

`resources/thesaurus/build.py` makes two sorted tables of the hand-edited ones, which load in milliseconds because a line is
only parsed when it is asked for:

    concepts.tsv     id → field, wider concept, words in en, az, tr, ru
    words.tsv        language:lemmas parted by blanks → ids
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
