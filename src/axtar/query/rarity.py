"""How rare the words of a query are in the library, in the scale of BM25."""

from dataclasses import replace

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


def damped(clause: Clause, most: float, vocabulary: Vocabulary) -> Clause:
    """The same, no form in it being worth more than one of rarity `most`.

    Where a name is known as one, its bare form stands only in odd places, such as web addresses, and would be rare.
    """
    match clause:
        case AnyOf(clauses):
            return AnyOf(tuple(damped(one, most, vocabulary) for one in clauses))
        case Match(field, term, boost):
            rare = vocabulary.idf(vocabulary.frequency(field, term))
            return replace(clause, boost=boost * most / rare) if rare > most else clause
        case _:
            return clause
