"""Expansion by the thesaurus: terms of a concept are searched in all languages, shown, and can be switched off."""

from collections.abc import Iterator

import pytest

from axtar.analyzer import shipped_analyzer
from axtar.model import Disjunction, DisjunctionMax, EngineQuery, Expansion, PhraseQuery, Request, TermQuery
from axtar.search.query import IndexStatistics, Plan, make_plan, parse
from axtar.search.query.choices import choices_of
from axtar.search.query.weights import LEMMA, SYNONYM, TRANSLATION

ANALYZER = shipped_analyzer(authority=True)

TOTAL = 100
COUNTS = {"ru:перемирие": 7, "en:peace": 20, "ru:мир": 2, "ru:прекращение": 4, "ru:огонь": 4}
COUNTED = IndexStatistics(lambda _: (), lambda _field, term: COUNTS.get(term, 0), lambda _query: 3, lambda: TOTAL)


def plan_of(query: str, *, exact: bool = False, without: tuple[str, ...] = ()) -> Plan:
    """Make the plan of a query in a library that contains a few words and all phrases."""
    return make_plan(parse(query), ANALYZER, COUNTED, choices_of(Request("", exact=exact, without=without)))


def boosts(plan: Plan) -> dict[str, float]:
    """Return the boosts of translations and synonyms by their terms."""
    boost_of: dict[str, float] = {}
    for best in (best for query in (*plan.required, *plan.optional) for best in bests(query)):
        for part in best.queries:
            match part:
                case TermQuery("lemma", term, boost):
                    boost_of[term] = boost
                case PhraseQuery("lemma", terms, 0, boost):
                    boost_of[" ".join(terms)] = boost
    return boost_of


def bests(query: EngineQuery) -> Iterator[DisjunctionMax]:
    """Yield the parts of a query of which the best counts: those of concepts."""
    match query:
        case Disjunction(queries):
            yield from (best for part in queries for best in bests(part))
        case DisjunctionMax():
            yield query


def concepts(plan: Plan) -> list[Expansion]:
    """Return the expansions of a plan that are concepts."""
    return [expansion for expansion in plan.expansions if expansion.kind == "subject"]


@pytest.mark.parametrize(("typed", "other"), [
    ("ceasefire", "ru:перемирие"),
    ("ceasefires", "az:ateskes"),
    ("перемирия", "tr:ateskes"),
    ("atəşkəsin", "en:ceasefire"),
    ("атәшкәс", "ru:перемирие"),
    ("peace treaty", "ru:мирный ru:договор"),
    ("мирного договора", "tr:baris tr:antlasma"),
])  # fmt: skip
def test_a_word_is_searched_in_the_other_languages(typed: str, other: str) -> None:
    """In any inflection and alphabet; a term of several words is translated as a whole."""
    assert other in boosts(plan_of(typed))


def test_the_typed_word_weighs_most() -> None:
    """Translations weigh less, synonyms least."""
    boost_of = boosts(plan_of("ceasefire"))
    assert boost_of["ru:перемирие"] == TRANSLATION < LEMMA
    assert boost_of["en:truce"] == SYNONYM < TRANSLATION
    assert "en:ceasefire" not in boost_of


def test_a_rare_translation_does_not_score_higher() -> None:
    """A Russian word is rare in an English library, and would rank above the typed word; a frequent one keeps its weight."""
    boost_of = boosts(plan_of("peace"))
    idf = {term: COUNTED.total_idf([term]) for term in ("en:peace", "ru:мир")}
    assert boost_of["ru:мир"] * idf["ru:мир"] == pytest.approx(TRANSLATION * idf["en:peace"])
    assert boosts(plan_of("мир"))["en:peace"] == TRANSLATION


def test_a_term_of_several_words_divides_its_weight() -> None:
    """Its translation counts as each of its words, so that a document with the translation matches all of them."""
    plan = plan_of("peace treaty")
    assert len(plan.required) == 2
    assert 0 < boosts(plan)["ru:мирный ru:договор"] <= TRANSLATION / 2
    assert "ru:договор" not in boosts(plan)
    assert len(concepts(plan)) == 1


def test_a_word_that_two_languages_share_is_shown_once() -> None:
    """It has its meaning in the query's language, and is not its own translation."""
    plan = plan_of("parlament seçkisi")
    searched = [spelling.term for concept in concepts(plan) for spelling in concept.spellings]
    assert len(searched) == len(set(searched))
    assert "az:parlament" not in searched


def test_translations_are_shown_with_their_counts() -> None:
    """The most frequent is first; terms of several words are counted as phrases."""
    (concept,) = concepts(plan_of("ceasefire"))
    assert (concept.id, concept.text) == ("s.ceasefire", "ceasefire")
    assert (concept.spellings[0].text, concept.spellings[0].count) == ("перемирие", 7)
    assert {spelling.text: spelling.count for spelling in concept.spellings}["прекращение огня"] == 3


@pytest.mark.parametrize("off", ["tr:ateşkes", "ateşkes", "tr:ateskes"])
def test_a_translation_can_be_switched_off(off: str) -> None:
    """By its term or as it is written; it is still shown."""
    plan = plan_of("ceasefire", without=(off,))
    assert "tr:ateskes" not in boosts(plan)
    assert {"az:ateskes", "ru:перемирие"} <= boosts(plan).keys()
    assert concepts(plan) == concepts(plan_of("ceasefire"))
    assert "tr:ateşkes" in {spelling.term for concept in concepts(plan) for spelling in concept.spellings}


def test_a_concept_can_be_switched_off() -> None:
    assert boosts(plan_of("ceasefire", without=("s.ceasefire",))) == {}


def test_an_exact_search_has_no_translations() -> None:
    plan = plan_of("ceasefire", exact=True)
    assert boosts(plan) == {}
    assert concepts(plan) == []


def test_words_of_a_name_are_not_translated() -> None:
    """The words of a name of several words name no concepts."""
    assert concepts(plan_of("Azerbaijan Democratic Republic")) == []


def test_a_title_is_searched_in_the_other_languages() -> None:
    """Translations are searched in the title as they are in passages."""
    (required,) = plan_of("title:ceasefire").required
    assert isinstance(required, Disjunction)
    scored, _ = required.queries
    assert isinstance(scored, Disjunction)
    (best,) = [part for part in scored.queries if isinstance(part, DisjunctionMax)]
    assert TermQuery("title", "ru:перемирие", TRANSLATION) in best.queries
    assert any(isinstance(part, PhraseQuery) and part.field == "title" for part in best.queries)


@pytest.mark.parametrize(("query", "has_concept"), [("Martuni", False), ("mart", True), ("war in Martuni", True)])
def test_a_name_that_is_in_no_dictionary_names_no_concept(query: str, has_concept: bool) -> None:
    """Martuni is a town, and not a form of mart."""
    words = [concept.text for concept in concepts(plan_of(query))]
    assert bool(words) == has_concept
    assert "Martuni" not in words
