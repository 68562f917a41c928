"""How rare the words of a query are in the library, in the scale of BM25."""

from dataclasses import replace

from axtar.model import Disjunction, EngineQuery, PhraseQuery, TermQuery
from axtar.search.query.index_statistics import IndexStatistics


def query_idf(clause: EngineQuery, statistics: IndexStatistics) -> float:
    """The inverse document frequency of what a word is searched as: of the most frequent of its forms, spellings and names.

    That stands for all of them together, which only a search could count. Of a phrase its rarest word counts.
    """
    return statistics.idf(_having(clause, statistics))


def _having(clause: EngineQuery, statistics: IndexStatistics) -> int:
    match clause:
        case TermQuery(field, term):
            return statistics.frequency(field, term)
        case PhraseQuery(field, terms):
            return min(statistics.frequency(field, term) for term in terms)
        case Disjunction(clauses):
            return max((_having(one, statistics) for one in clauses), default=0)
        case _:  # words of other languages are not what was typed
            return 0


def with_idf_cap(clause: EngineQuery, most: float, statistics: IndexStatistics) -> EngineQuery:
    """The same, no form in it being worth more than one of rarity `most`.

    Where a name is known as one, its bare form stands only in odd places, such as web addresses, and would be rare.
    """
    match clause:
        case Disjunction(clauses):
            return Disjunction(tuple(with_idf_cap(one, most, statistics) for one in clauses))
        case TermQuery(field, term, boost):
            rare = statistics.idf(statistics.frequency(field, term))
            return replace(clause, boost=boost * most / rare) if rare > most else clause
        case _:
            return clause
