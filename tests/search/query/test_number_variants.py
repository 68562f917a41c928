"""Notations of numbers: group and decimal separators."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.analyzer import shipped_analyzer
from axtar.model import Disjunction, DisjunctionMax, EngineQuery, PhraseQuery, Request, TermQuery
from axtar.search.query import IndexStatistics, Plan, make_plan, parse
from axtar.search.query.choices import choices_of
from axtar.search.query.number_variants import notations
from axtar.search.query.weights import NUMBER_VARIANT

ANALYZER = shipped_analyzer(authority=True)

COUNTED = IndexStatistics(
    lambda _: (), lambda _field, term: {"97,000": 5, "97": 3, "000": 2}.get(term, 0), lambda _query: 2, lambda: 10
)


def plan_of(query: str, *, exact: bool = False, without: tuple[str, ...] = ()) -> Plan:
    """Make the plan of a query in a library that contains 97,000 and 97 000."""
    return make_plan(parse(query), ANALYZER, COUNTED, choices_of(Request("", exact=exact, without=without)))


def variants_in(plan: Plan) -> set[EngineQuery]:
    """Return the queries for other notations in a plan."""
    variants: set[EngineQuery] = set()
    remaining: list[EngineQuery] = [*plan.required, *plan.optional]
    while remaining:
        match remaining.pop():
            case Disjunction(queries):
                remaining += queries
            case DisjunctionMax(queries):
                variants.update(queries)
    return variants


@pytest.mark.parametrize(("number", "expected"), [
    ("97,000", {"97000", "97,000", "97.000", "97 000"}),
    ("97.000", {"97000", "97,000", "97.000", "97 000"}),
    ("97 000", {"97000", "97,000", "97.000", "97 000"}),
    ("97\N{NO-BREAK SPACE}000", {"97000", "97,000", "97.000", "97 000"}),
    ("97000", {"97000", "97,000", "97.000", "97 000"}),
    ("1,234,567", {"1234567", "1,234,567", "1.234.567", "1 234 567"}),
    ("3.5", {"3.5", "3,5"}),
    ("3,75", {"3.75", "3,75"}),
    ("5000", {"5000", "5,000", "5.000", "5 000"}),
    ("5’000", {"5000", "5,000", "5.000", "5 000"}),
    ("1,918", {"1918", "1,918", "1.918", "1 918"}),
    ("1994", set()), ("24.03.1990", set()), ("1.234,567", set()), ("366th", set()), ("366", set()), ("007", set()), ("", set()),
])  # fmt: skip
def test_notations_of_a_number(number: str, expected: set[str]) -> None:
    """Years, dates and small numbers have no variants."""
    assert {" ".join(words) for words in notations(number)} == expected


@given(st.integers(10_000, 999_999_999))
def test_each_notation_leads_to_all_others(number: int) -> None:
    """The notations are the same, whichever of them is typed."""
    variants = notations(str(number))
    assert len(variants) == 4
    assert all(set(notations(" ".join(variant))) == set(variants) for variant in variants)


def test_other_notations_are_searched() -> None:
    """They weigh less than the typed notation, which matches as surface and as lemma."""
    assert variants_in(plan_of("97,000")) == {
        TermQuery("surface", "97000", NUMBER_VARIANT),
        TermQuery("surface", "97.000", NUMBER_VARIANT),
        PhraseQuery("surface", ("97", "000"), 0, NUMBER_VARIANT),
    }


def test_a_number_of_several_words_divides_its_weight() -> None:
    """Each of its words has an equal share."""
    plan = plan_of("97 000")
    assert len(plan.required) == 2
    assert TermQuery("surface", "97,000", NUMBER_VARIANT / 2) in variants_in(plan)


def test_other_notations_are_shown_with_their_counts() -> None:
    """The counts are numbers of passages, also for notations of several words."""
    (number,) = [part for part in plan_of("mines 97.000").expansions if part.kind == "number"]
    assert (number.text, {spelling.text: spelling.count for spelling in number.spellings}) == (
        "97.000",
        {"97000": 0, "97,000": 5, "97 000": 2},
    )


def test_notations_can_be_switched_off() -> None:
    """One notation is switched off by its text, all of them by an exact search."""
    assert TermQuery("surface", "97,000", NUMBER_VARIANT) not in variants_in(plan_of("97.000", without=("97,000",)))
    assert variants_in(plan_of("97.000", without=("97,000", "97000", "97 000"))) == set()
    assert variants_in(plan_of("97.000", exact=True)) == set()
