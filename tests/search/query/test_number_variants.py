"""Numbers, however their groups and decimals are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.ingest.entities import shipped_analyzer
from axtar.model import Disjunction, DisjunctionMax, EngineQuery, PhraseQuery, Request, TermQuery
from axtar.search.query import IndexStatistics, Plan, make_plan, parse
from axtar.search.query.choices import choices_of
from axtar.search.query.number_variants import notations
from axtar.search.query.weights import NUMBER_VARIANT

ANALYZER = shipped_analyzer(authority=True)

COUNTED = IndexStatistics(
    lambda _: (), lambda _field, term: {"97,000": 5, "97": 3, "000": 2}.get(term, 0), lambda _clause: 2, lambda: 10
)


def plan(query: str, *, exact: bool = False, without: tuple[str, ...] = ()) -> Plan:
    """The plan of a query in a library that holds 97,000 and 97 000."""
    return make_plan(parse(query), ANALYZER, COUNTED, choices_of(Request("", exact=exact, without=without)))


def others(made: Plan) -> set[EngineQuery]:
    """The other ways of writing that are searched."""
    found: set[EngineQuery] = set()
    left: list[EngineQuery] = [*made.required, *made.optional]
    while left:
        match left.pop():
            case Disjunction(clauses):
                left += clauses
            case DisjunctionMax(clauses):
                found.update(clauses)
    return found


@pytest.mark.parametrize(("number", "all_ways"), [
    ("97,000", {"97000", "97,000", "97.000", "97 000"}),
    ("97.000", {"97000", "97,000", "97.000", "97 000"}),
    ("97 000", {"97000", "97,000", "97.000", "97 000"}),
    ("97\N{NO-BREAK SPACE}000", {"97000", "97,000", "97.000", "97 000"}),
    ("97000", {"97000", "97,000", "97.000", "97 000"}),
    ("1,234,567", {"1234567", "1,234,567", "1.234.567", "1 234 567"}),
    ("3.5", {"3.5", "3,5"}),
    ("3,75", {"3.75", "3,75"}),
    ("1994", set()), ("24.03.1990", set()), ("1.234,567", set()), ("366th", set()), ("366", set()), ("007", set()), ("", set()),
])  # fmt: skip
def test_a_number_has_its_ways_of_writing(number: str, all_ways: set[str]) -> None:
    """Years, dates and small numbers have one."""
    assert {" ".join(one) for one in notations(number)} == all_ways


@given(st.integers(10_000, 999_999_999))
def test_every_way_leads_to_every_other(number: int) -> None:
    """Whichever one a reader types."""
    ways = notations(str(number))
    assert len(ways) == 4
    assert all(set(notations(" ".join(way))) == set(ways) for way in ways)


def test_the_other_ways_are_searched() -> None:
    """Below the surface and stem of what was typed, which add up."""
    assert others(plan("97,000")) == {
        TermQuery("surface", "97000", NUMBER_VARIANT),
        TermQuery("surface", "97.000", NUMBER_VARIANT),
        PhraseQuery("surface", ("97", "000"), 0, NUMBER_VARIANT),
    }


def test_a_number_of_several_words_shares_its_weight() -> None:
    """Each of its words counts as found."""
    made = plan("97 000")
    assert len(made.required) == 2
    assert TermQuery("surface", "97,000", NUMBER_VARIANT / 2) in others(made)


def test_the_reader_is_told() -> None:
    """With the number of passages, phrases too."""
    (one,) = [one for one in plan("mines 97.000").expansions if one.kind == "number"]
    assert (one.text, {spelling.text: spelling.count for spelling in one.spellings}) == (
        "97.000",
        {"97000": 0, "97,000": 5, "97 000": 2},
    )


def test_a_way_can_be_switched_off() -> None:
    """One, or all."""
    assert TermQuery("surface", "97,000", NUMBER_VARIANT) not in others(plan("97.000", without=("97,000",)))
    assert others(plan("97.000", without=("97,000", "97000", "97 000"))) == set()
    assert others(plan("97.000", exact=True)) == set()
