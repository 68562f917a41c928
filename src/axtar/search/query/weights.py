"""The weights of queries; `search/ranking.py` has those of a document's passages.

Scores are summed: an exact spelling matches as its lemma too, and so ranks above the lemma alone. The weights were chosen by
the mean reciprocal rank of questions over passages in four languages, on half of the questions, and adopted where the other
half improved as well (docs/quality.md).
"""

SURFACE, LEMMA, ENTITY, PHONETIC_KEY = 0.3, 1.0, 1.0, 0.2
"""A word as it is written, its lemma, the entity of a name, a name's phonetic key: times the BM25 score."""

NAME_AS_WORD = 0.3
"""Factor for a known name with a capital, read as an ordinary word: Gəncə as a form of *gənc*, young."""

BOTH_NAMES = 1.0
"""Both names of a person, by their keys: times the BM25 score; an initial with the family name weighs as a phonetic key."""

TRANSLATION, SYNONYM = 0.8, 0.2
"""A word of the same concept in another language, and in the same: times the BM25 score."""

GENERAL = 0.5
"""Factor of both for a concept of everyday language, whose words have more senses."""

NUMBER_VARIANT = 1.0
"""Another notation of a number, times its BM25 score: as much as another inflected form of a word."""

NGRAM = 0.2
"""Each n-gram of a word, times its BM25 score: matches related words that no analysis connects."""

PRESENCE, NAME_PRESENCE = 1.0, 1.5
"""The presence of a word or a name in a passage, times its idf: several words once each rank above one word several times."""

PREFIX_OVERLAP = 1.0
"""The absence of a word from a passage that has all n-grams of its first letters, times the word's idf: mostly words derived
from each other (кодировать and кодирование, evrim and evrimsel)."""

ADJACENCY, PROXIMITY = 0.5, 0.3
"""Two neighbouring words of the query: as they are written, in order, with at most one word between them; and in any inflection
and order, with at most two. Times the idf of both. Each is a constant score, since engines score loose phrases differently."""
