"""Filters of the query language: year, language, type and place."""

import re
from collections.abc import Callable, Mapping
from functools import partial

from axtar.analyzer import Analyzer, is_place
from axtar.errors import QuerySyntaxError
from axtar.model import EngineQuery, RangeQuery, TermQuery
from axtar.search.query.builders import any_of, unique

YEARS = range(-9999, 10_000)
_YEAR = re.compile(r"-?\d{1,6}")


def _year(text: str, _: Analyzer) -> EngineQuery:
    low, dots, high = text.partition("..")
    first = _parse_year(low)
    return RangeQuery("year", first, _parse_year(high) if dots else first)


def _parse_year(text: str) -> int | None:
    """Parse one end of a range of years; return None if it is open."""
    if not text:
        return None
    if not _YEAR.fullmatch(text) or int(text) not in YEARS:
        raise QuerySyntaxError("year: takes a year or a range, as in year:1994 or year:1990..2000.")
    return int(text)


def _value(field: str, text: str, _: Analyzer) -> EngineQuery:
    return TermQuery(field, text.lower())


def _place(text: str, analyzer: Analyzer) -> EngineQuery:
    """Match passages that mention a place of this name."""
    mentions = analyzer.query_mentions(text)
    places = unique(id_ for mention in mentions for id_ in mention.entities if is_place(id_))
    if not places:
        raise QuerySyntaxError(f"No place named {text!r} is known; search for it as a word.")
    return any_of(tuple(TermQuery("places", id_) for id_ in places))


FILTERS: Mapping[str, Callable[[str, Analyzer], EngineQuery]] = {
    "year": _year,
    "language": partial(_value, "language"),
    "type": partial(_value, "type"),
    "place": _place,
}
"""The query of each filter, by the name of its field. Raises QuerySyntaxError if the text is not valid for it."""
