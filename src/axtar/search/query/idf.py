"""Inverse document frequencies of the words of a query."""

from dataclasses import replace

from axtar.model import Disjunction, EngineQuery, PhraseQuery, TermQuery
from axtar.search.query.index_statistics import IndexStatistics


def query_idf(query: EngineQuery, statistics: IndexStatistics) -> float:
    """Return the idf of the most frequent of a word's forms, spellings and names.

    It estimates the idf of all of them together, which only a search could count. A phrase is as frequent as its rarest word.
    """
    return statistics.idf(_frequency(query, statistics))


def _frequency(query: EngineQuery, statistics: IndexStatistics) -> int:
    match query:
        case TermQuery(field, term):
            return statistics.frequency(field, term)
        case PhraseQuery(field, terms):
            return min(statistics.frequency(field, term) for term in terms)
        case Disjunction(queries):
            return max((_frequency(part, statistics) for part in queries), default=0)
        case _:  # translations and other notations do not count, only what was typed
            return 0


def with_idf_cap(query: EngineQuery, highest: float, statistics: IndexStatistics) -> EngineQuery:
    """Lower the boosts of terms whose idf is above `highest`, as if it were `highest`.

    The bare form of a known name occurs only in unusual places, such as web addresses, and would score high as a rare word.
    """
    match query:
        case Disjunction(queries):
            return Disjunction(tuple(with_idf_cap(part, highest, statistics) for part in queries))
        case TermQuery(field, term, boost):
            idf = statistics.idf(statistics.frequency(field, term))
            return replace(query, boost=boost * highest / idf) if idf > highest else query
        case _:
            return query
