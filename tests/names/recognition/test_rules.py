"""Each rule that decides what a word names, alone and in order with the others."""

import re
from pathlib import Path

import pytest

from axtar import names
from axtar.names.recognition.candidates import WordCandidates
from axtar.names.recognition.in_query import QueryNames
from axtar.names.recognition.in_text import TextNames
from axtar.names.recognition.multiword import MultiwordMatcher
from axtar.names.recognition.person_names import PersonNames
from axtar.names.recognition.rules import RULES, NameReading, Policy, Rule, decide
from axtar.tables import parse_rows

ROOT = Path(__file__).resolve().parents[3]
ROWS = [tuple(row) for row in parse_rows((ROOT / "tests/data/names/rules.tsv").read_text("utf8"))[1:]]
EXAMPLE = re.compile(r"([^\s,:(]+) → ((?:[pho]\.[\w-]+ ?)+|~)")
"""An example in a docstring or in the documentation: `word → entities`, or `~` for keys only."""

GAZETTEER = names.Gazetteer(names.shipped_entities())
_MATCHER, _PERSONS = MultiwordMatcher(GAZETTEER), PersonNames(GAZETTEER)
TEXT_NAMES, QUERY_NAMES = TextNames(GAZETTEER, _MATCHER, _PERSONS), QueryNames(GAZETTEER, _MATCHER, _PERSONS)
BY_NAME = {rule.__name__: rule for rule in RULES}


def candidates_and_policy(text: str, word: str) -> tuple[WordCandidates | None, Policy]:
    """Collect the candidates of a word in a query, or in a text of a language (`text:az`)."""
    if text == "query":
        return QUERY_NAMES.candidates(word), QUERY_NAMES.policy
    return TEXT_NAMES.candidates(word, text.removeprefix("text:")), TEXT_NAMES.policy


def apply(rule: Rule, text: str, word: str) -> NameReading | None:
    """Apply one rule to a word; a word without candidates has no reading."""
    candidates, policy = candidates_and_policy(text, word)
    return rule(candidates, policy) if candidates else None


def cells(reading: NameReading | None) -> tuple[str, str, str]:
    """Format a reading as in the table: base form, entities, keys."""
    if reading is None:
        return "-", "-", "-"
    return reading.base_form, " ".join(reading.entities) or "-", "yes" if reading.keys else "no"


def examples(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Extract the examples of a text: words and the entities that they name."""
    return [(word, tuple(ids.replace("~", "").split())) for word, ids in EXAMPLE.findall(text)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: " ".join(row[:3]))
def test_each_rule_alone_reads_a_word_as_the_table_says(row: tuple[str, ...]) -> None:
    """The reading does not depend on the rules before it."""
    rule, text, word, *expected, decided_by = row
    assert decided_by in {*BY_NAME, "-"}
    assert list(cells(apply(BY_NAME[rule], text, word))) == expected


@pytest.mark.parametrize(("text", "word", "decided_by"), sorted({(row[1], row[2], row[-1]) for row in ROWS}))
def test_the_first_rule_that_applies_decides(text: str, word: str, decided_by: str) -> None:
    """The rules before it do not apply to the word."""
    candidates, policy = candidates_and_policy(text, word)
    applying = [rule.__name__ for rule in RULES if candidates and rule(candidates, policy)]
    assert (applying[0] if applying else "-") == decided_by
    if candidates:
        expected = BY_NAME[decided_by](candidates, policy) if applying else None
        assert decide(candidates, policy) == expected


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_has_rows_for_words_that_it_reads_and_words_that_it_does_not(rule: Rule) -> None:
    """At least six rows, of texts and of queries."""
    rows = [row for row in ROWS if row[0] == rule.__name__]
    assert len(rows) >= 6
    assert {row[3] == "-" for row in rows} == {True, False}
    assert {row[1].partition(":")[0] for row in rows} == {"text", "query"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_examples_in_the_docstring_of_a_rule_hold(rule: Rule) -> None:
    """Each is in the table, in a text or a query in which the rule decides."""
    stated = examples(rule.__doc__ or "")
    assert stated
    for word, entities in stated:
        texts = [row[1] for row in ROWS if (row[0], row[2], row[-1]) == (rule.__name__, word, rule.__name__)]
        assert texts, f"{word} has no row that {rule.__name__} decides"
        for text in texts:
            reading = apply(rule, text, word)
            assert reading is not None
            assert reading.entities == entities
            assert reading.keys or entities


def test_the_documentation_lists_the_rules_in_their_order_with_their_examples() -> None:
    """`docs/names.md` repeats the examples of the docstrings."""
    page = (ROOT / "docs/names.md").read_text("utf8")
    listed = re.findall(r"^\d+\. `(\w+)`: (.+?)(?=^\d+\. |^$)", page, re.MULTILINE | re.DOTALL)
    assert [name for name, _ in listed] == [rule.__name__ for rule in RULES]
    for name, text in listed:
        assert examples(text) == examples(BY_NAME[name].__doc__ or ""), name
