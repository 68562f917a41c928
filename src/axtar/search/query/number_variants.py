"""Expansion of numbers by their other notations.

97,000 is English, 97.000 Turkish and Azerbaijani, 97 000 Russian, and 97000 is written in all of them.
Group and decimal separators are those of CLDR for the four languages, and the apostrophe. A probable year, typed without a
separator, has no other notations.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from axtar.model import DisjunctionMax, EngineQuery, Expansion, PhraseQuery, QueryWord, Spelling, TermQuery
from axtar.search.query.builders import unique
from axtar.search.query.expansions import AddedTerms
from axtar.search.query.index_statistics import IndexStatistics
from axtar.search.query.weights import NUMBER_VARIANT

_GROUPED = re.compile(r"\d{1,3}(?:(?P<separator>[.,\s'’])\d{3})(?:(?P=separator)\d{3}){0,5}|[1-9]\d{3,8}")
_YEAR = re.compile(r"(?:1[5-9]|20)(?!00|50)\d\d")  # 1500 and 1750 are as often numbers of something
_DECIMAL = re.compile(r"(\d{1,21})[.,](\d{1,2})")
_MAX_WORDS = 7  # of a number: a thousand million million millions


def number_variants(
    words: Sequence[QueryWord], text: str, statistics: IndexStatistics, without: frozenset[str]
) -> Mapping[int, AddedTerms]:
    """Return the other notations of the numbers among the words, by the start of each word.

    `without`: notations that are switched off; they have expansions, but no queries.
    """
    added: dict[int, AddedTerms] = {}
    for number in _numbers(words, text):
        typed = text[number[0].start : number[-1].end]
        variants = [variant for variant in notations(typed) if variant != tuple(word.text for word in number)]
        spellings = tuple(
            Spelling(" ".join(variant), "", statistics.count("surface", variant), " ".join(variant))
            for variant in variants
        )
        boost = NUMBER_VARIANT / len(number)
        queries = tuple(_query(variant, boost) for variant in variants if " ".join(variant) not in without)
        best = (DisjunctionMax(queries),) if queries else ()
        added |= {word.start: AddedTerms(best) for word in number}
        added[number[0].start] = AddedTerms(best, (Expansion(typed, "number", spellings),))
    return added


def notations(number: str) -> list[tuple[str, ...]]:
    """List the notations of a number, each as its words; none without groups or decimals."""
    if decimal := _DECIMAL.fullmatch(number):
        return [(".".join(decimal.groups()),), (",".join(decimal.groups()),)]
    if not _GROUPED.fullmatch(number) or _YEAR.fullmatch(number):
        return []
    digits = re.sub(r"\D", "", number)
    groups = re.findall(r"\d{1,3}", f"{int(digits):_}")
    return unique([(digits,), (",".join(groups),), (".".join(groups),), tuple(groups)])


def _query(notation: tuple[str, ...], boost: float) -> EngineQuery:
    if len(notation) == 1:
        return TermQuery("surface", notation[0], boost)
    return PhraseQuery("surface", notation, 0, boost)


def _numbers(words: Sequence[QueryWord], text: str) -> Iterator[Sequence[QueryWord]]:
    """Yield the words of each number.

    There are several if blanks separate its groups, and then as many as possible.
    """
    start = 0
    while start < len(words):
        ends = (
            end
            for end in range(min(len(words), start + _MAX_WORDS), start, -1)
            if words[start].text[0].isdecimal() and notations(text[words[start].start : words[end - 1].end])
        )
        end = next(ends, None)
        if end:
            yield words[start:end]
        start = end or start + 1
