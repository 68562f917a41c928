"""What a match is worth. All weights of a search stand here; those of a document's passages in rank.py.

They add up: an exact surface matches as its stem too, and so beats the stem alone. Chosen by mean reciprocal rank of questions
over passages in four languages, on every second question, and kept where the others gained as well (docs/quality.md).
"""

SURFACE, LEMMA, ENTITY, KEY = 0.3, 1.0, 1.0, 0.2
"""A word as it is written, its lemma, a name that the authority file knows, a name by its sound: times its BM25 score."""

TRANSLATION, SYNONYM = 0.8, 0.2
"""A word of the same subject in another language, and in the same: times its BM25 score."""

GRAM = 0.2
"""Each piece of a word, times its BM25 score: finds what no analysis connects."""

PRESENT, NAMED = 1.0, 1.5
"""That a passage has a word at all, or a name, times its rarity: many of the words are worth more than one many times."""

BEGUN = 1.0
"""That a passage lacks a word, but has all pieces of its beginning, times the word's rarity: what a word was derived from, and
what was derived from it (кодировать and кодирование, evrim and evrimsel)."""

ADJACENT, NEAR = 0.5, 0.3
"""Two neighbours of the query as they are written, in order, with at most one word between; and in any inflection and order, with
at most two. Times the rarity of both; each counts once, since engines count loose phrases in their own ways."""
