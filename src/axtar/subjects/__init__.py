"""Subjects: what the words of four languages mean, as concepts that have usual words in each.

`resources/subjects/build.py` makes two sorted tables of the hand-edited ones, which load in milliseconds because a line is
only parsed when it is asked for:

    concepts.tsv     id → field, wider concept, words in en, az, tr, ru
    words.tsv        language:lemmas parted by blanks → ids
"""

from axtar.subjects.vocabulary import LANGUAGES, Concept, Word, concept, concepts, find
from axtar.subjects.wording import Readings, Wording, wordings

__all__ = ["LANGUAGES", "Concept", "Readings", "Word", "Wording", "concept", "concepts", "find", "wordings"]
