"""A number is written in several ways: 97,000 in English, 97.000 in Turkish and Azerbaijani, 97 000 in Russian, 97000 anywhere.

Grouping and decimal signs are those of CLDR for the four languages. A year has no groups, and stays as it is.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from axtar.model import DisjunctionMax, Expansion, PhraseQuery, QueryWord, Spelling, TermQuery
from axtar.search.query.builders import unique
from axtar.search.query.index_statistics import IndexStatistics
from axtar.search.query.thesaurus_terms import AddedTerms

WRITTEN_OTHERWISE = 1.0
"""What another way of writing a number is worth: as much as a word in another inflection."""

_GROUPED = re.compile(r"\d{1,3}(?:(?P<sign>[.,\s])\d{3})(?:(?P=sign)\d{3})*|[1-9]\d{4,8}")
_DECIMAL = re.compile(r"(\d+)[.,](\d{1,2})")


def number_variants(
    words: Sequence[QueryWord], text: str, statistics: IndexStatistics, without: frozenset[str]
) -> Mapping[int, AddedTerms]:
    """The other ways of writing the numbers among words, by the start of each word."""
    found: dict[int, AddedTerms] = {}
    for run in _runs(words, text):
        typed = text[run[0].start : run[-1].end]
        others = [one for one in notations(typed) if one != tuple(word.text for word in run)]
        told = tuple(Spelling(" ".join(one), "", statistics.count("surface", one), " ".join(one)) for one in others)
        boost = WRITTEN_OTHERWISE / len(run)
        clauses = tuple(
            TermQuery("surface", one[0], boost) if len(one) == 1 else PhraseQuery("surface", one, 0, boost)
            for one in others
            if " ".join(one) not in without
        )
        best = (DisjunctionMax(clauses),) if clauses else ()
        found |= {word.start: AddedTerms(best) for word in run}
        found[run[0].start] = AddedTerms(best, (Expansion(typed, "number", told),))
    return found


def notations(number: str) -> list[tuple[str, ...]]:
    """All ways of writing a number, each as the words that it is cut into; none for what is no number with groups or decimals."""
    if decimal := _DECIMAL.fullmatch(number):
        return [(".".join(decimal.groups()),), (",".join(decimal.groups()),)]
    if not _GROUPED.fullmatch(number):
        return []
    digits = re.sub(r"\D", "", number)
    groups = re.findall(r"\d{1,3}", f"{int(digits):_}")
    return unique([(digits,), (",".join(groups),), (".".join(groups),), tuple(groups)])


def _runs(words: Sequence[QueryWord], text: str) -> Iterator[Sequence[QueryWord]]:
    """The words that are a number, the longest runs first: groups may be parted by blanks."""
    start = 0
    while start < len(words):
        ends = (
            end
            for end in range(len(words), start, -1)
            if words[start].text[0].isdecimal() and notations(text[words[start].start : words[end - 1].end])
        )
        end = next(ends, None)
        if end:
            yield words[start:end]
        start = end or start + 1
