"""Words of a subject are searched in all languages, told, and can be switched off."""

from collections.abc import Iterator

import pytest

from axtar.ingest.entities import shipped_analyzer
from axtar.model import Disjunction, DisjunctionMax, EngineQuery, Expansion, PhraseQuery, Request, TermQuery
from axtar.search.query import IndexStatistics, Plan, make_plan, parse
from axtar.search.query.choices import choices_of
from axtar.search.query.weights import LEMMA, SYNONYM, TRANSLATION

ANALYZER = shipped_analyzer(authority=True)

TOTAL = 100
COUNTS = {"ru:перемирие": 7, "en:peace": 20, "ru:мир": 2, "ru:прекращение": 4, "ru:огонь": 4}
COUNTED = IndexStatistics(lambda _: (), lambda _field, term: COUNTS.get(term, 0), lambda _clause: 3, lambda: TOTAL)


def plan(query: str, *, exact: bool = False, without: tuple[str, ...] = ()) -> Plan:
    """The plan of a query in a library that knows a few words and all phrases."""
    return make_plan(parse(query), ANALYZER, COUNTED, choices_of(Request("", exact=exact, without=without)))


def boosts(made: Plan) -> dict[str, float]:
    """What the words of subjects are worth, by their terms."""
    found: dict[str, float] = {}
    for best in (best for clause in (*made.required, *made.optional) for best in bests(clause)):
        for one in best.queries:
            match one:
                case TermQuery("lemma", term, boost):
                    found[term] = boost
                case PhraseQuery("lemma", terms, 0, boost):
                    found[" ".join(terms)] = boost
    return found


def bests(clause: EngineQuery) -> Iterator[DisjunctionMax]:
    """The clauses of which the best counts: those of subjects."""
    match clause:
        case Disjunction(clauses):
            yield from (best for one in clauses for best in bests(one))
        case DisjunctionMax():
            yield clause


def told(made: Plan) -> list[Expansion]:
    """What is told of subjects."""
    return [one for one in made.expansions if one.kind == "subject"]


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
    """Whatever its case ending and alphabet; several words are one term."""
    assert other in boosts(plan(typed))


def test_what_was_typed_weighs_most() -> None:
    """Then words of other languages, then synonyms."""
    found = boosts(plan("ceasefire"))
    assert found["ru:перемирие"] == TRANSLATION < LEMMA
    assert found["en:truce"] == SYNONYM < TRANSLATION
    assert "en:ceasefire" not in found


def test_a_translation_is_worth_no_more_for_being_rare() -> None:
    """A Russian word in an English library is rare, and would stand above the typed one; one that is no rarer is not touched."""
    found = boosts(plan("peace"))
    rarity = {term: COUNTED.total_idf([term]) for term in ("en:peace", "ru:мир")}
    assert found["ru:мир"] * rarity["ru:мир"] == pytest.approx(TRANSLATION * rarity["en:peace"])
    assert boosts(plan("мир"))["en:peace"] == TRANSLATION


def test_a_term_of_several_words_shares_its_weight() -> None:
    """It counts as each of its words, so that a document that holds the other language's term answers."""
    made = plan("peace treaty")
    assert len(made.required) == 2
    assert 0 < boosts(made)["ru:мирный ru:договор"] <= TRANSLATION / 2
    assert "ru:договор" not in boosts(made)
    assert len(told(made)) == 1


def test_a_word_that_two_languages_share_is_told_once() -> None:
    """As what it means in the query's language, and not beside itself."""
    made = plan("parlament seçkisi")
    searched = [spelling.term for one in told(made) for spelling in one.spellings]
    assert len(searched) == len(set(searched))
    assert "az:parlament" not in searched


def test_the_reader_is_told_what_was_searched() -> None:
    """The most frequent first; phrases are counted too."""
    (one,) = told(plan("ceasefire"))
    assert (one.id, one.text) == ("s.ceasefire", "ceasefire")
    assert (one.spellings[0].text, one.spellings[0].count) == ("перемирие", 7)
    assert {spelling.text: spelling.count for spelling in one.spellings}["прекращение огня"] == 3


@pytest.mark.parametrize("off", ["tr:ateşkes", "ateşkes", "tr:ateskes"])
def test_a_translation_can_be_switched_off(off: str) -> None:
    """By its term or as it is written; it is still told."""
    made = plan("ceasefire", without=(off,))
    assert "tr:ateskes" not in boosts(made)
    assert {"az:ateskes", "ru:перемирие"} <= boosts(made).keys()
    assert told(made) == told(plan("ceasefire"))
    assert "tr:ateşkes" in {spelling.term for one in told(made) for spelling in one.spellings}


def test_a_whole_subject_can_be_switched_off() -> None:
    """By its id."""
    assert boosts(plan("ceasefire", without=("s.ceasefire",))) == {}


def test_exactly_only_what_was_typed_is_searched() -> None:
    """Nothing else is told either."""
    made = plan("ceasefire", exact=True)
    assert boosts(made) == {}
    assert told(made) == []


def test_a_name_of_several_words_is_not_taken_apart() -> None:
    """Its words are part of a name, not subjects."""
    assert told(plan("Azerbaijan Democratic Republic")) == []


def test_a_title_is_searched_in_the_other_languages() -> None:
    """As a passage is."""
    (clause,) = plan("title:ceasefire").required
    assert isinstance(clause, Disjunction)
    direct, _ = clause.queries
    assert isinstance(direct, Disjunction)
    (best,) = [one for one in direct.queries if isinstance(one, DisjunctionMax)]
    assert TermQuery("title", "ru:перемирие", TRANSLATION) in best.queries
    assert any(isinstance(one, PhraseQuery) and one.field == "title" for one in best.queries)


@pytest.mark.parametrize(("query", "subject"), [("Martuni", False), ("mart", True), ("war in Martuni", True)])
def test_a_name_that_no_dictionary_knows_is_no_subject(query: str, subject: bool) -> None:
    """Martuni is a town, and not a day in March."""
    made = [one.text for one in told(plan(query))]
    assert bool(made) == subject
    assert "Martuni" not in made
