"""How rare the words of a query are in the library, in the scale of BM25."""

from axtar.model import AnyOf, Clause, Match, Phrase
from axtar.query.vocabulary import Vocabulary


def rarity(clause: Clause, vocabulary: Vocabulary) -> float:
    """The inverse document frequency of what a word is searched as: of the most frequent of its forms, spellings and names.

    That stands for all of them together, which only a search could count. Of a phrase its rarest word counts.
    """
    return vocabulary.idf(_having(clause, vocabulary))


def _having(clause: Clause, vocabulary: Vocabulary) -> int:
    match clause:
        case Match(field, term):
            return vocabulary.frequency(field, term)
        case Phrase(field, terms):
            return min(vocabulary.frequency(field, term) for term in terms)
        case AnyOf(clauses):
            return max((_having(one, vocabulary) for one in clauses), default=0)
        case _:  # words of other languages are not what was typed
            return 0
