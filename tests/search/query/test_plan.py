"""Plans: which queries are required, which only rank, and which expansions are shown. test_search.py tests what they find."""

from collections.abc import Iterable, Iterator
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from axtar.analyzer import shipped_analyzer
from axtar.model import (
    BooleanQuery,
    Conjunction,
    ConstantScore,
    Disjunction,
    DisjunctionMax,
    EngineQuery,
    MatchAll,
    PhraseQuery,
    PrefixQuery,
    RangeQuery,
    Request,
    TermQuery,
)
from axtar.search.query import IndexStatistics, Plan, make_plan, parse, without_constants
from axtar.search.query.choices import Choices, choices_of
from axtar.search.query.parser import And, Field, Near, Node, Not, Or, Phrase, Prefix, Words
from axtar.search.query.weights import NAME_PRESENCE, PREFIX_OVERLAP, PRESENCE

ANALYZER = shipped_analyzer(authority=True)

EMPTY = IndexStatistics(lambda _: (), lambda _field, _term: 0, lambda _query: 0, lambda: 0)
"""The statistics of an empty library."""


def plan_of(
    query: str | Node, *, exact: bool = False, without: tuple[str, ...] = (), entities: tuple[str, ...] = ()
) -> Plan:
    """Make the plan of a query in an empty library."""
    choices = choices_of(Request("", exact=exact, without=without, entities=entities))
    return make_plan(parse(query) if isinstance(query, str) else query, ANALYZER, EMPTY, choices)


def leaves(query: EngineQuery) -> Iterator[EngineQuery]:
    """Yield the parts of a query that contain no other queries."""
    match query:
        case Conjunction(queries) | Disjunction(queries) | DisjunctionMax(queries):
            for part in queries:
                yield from leaves(part)
        case ConstantScore(inner):
            yield from leaves(inner)
        case BooleanQuery(required, optional, filters, excluded):
            for part in (required, *optional, *filters, *excluded):
                yield from leaves(part)
        case _:
            yield query


def terms_of(queries: tuple[EngineQuery, ...]) -> set[str]:
    """Return the terms of the term queries in queries."""
    return {leaf.term for query in queries for leaf in leaves(query) if isinstance(leaf, TermQuery)}


def test_a_word_is_analyzed_in_every_language_of_its_script() -> None:
    """It is searched as it is spelled, and as its lemma in each language in which it is probable."""
    terms = terms_of(plan_of("kitabı", without=("s.book", "g.book-adj")).required)
    assert {"kitabi", "az:kitab", "tr:kitap"} <= terms
    assert not any(term.startswith("ru:") for term in terms)
    assert any(term.startswith("ru:") for term in terms_of(plan_of("книги", without=("s.book", "g.book-adj")).required))


def test_a_short_query_requires_names_and_ranks_by_words() -> None:
    """Documents in other languages contain the name, but not the word."""
    plan = plan_of("Shusha carpets")
    (required,) = plan.required
    assert "p.shusha" in terms_of((required,))
    assert "en:carpet" not in terms_of((required,))
    assert "en:carpet" in terms_of(plan.optional)


def test_a_short_query_without_names_requires_every_word() -> None:
    """Stop words are not required, unless there are no other words."""
    assert len(plan_of("carpets and looms").required) == 2
    assert len(plan_of("the").required) == 1


def test_any_word_of_a_long_query_may_match() -> None:
    (query,) = plan_of("when was the stone bridge over the river built").required
    assert isinstance(query, Disjunction)
    assert {"en:stone", "en:bridge", "en:river"} <= terms_of((query,))


def test_any_word_of_a_short_question_may_match() -> None:
    """A question word makes a query a question; without one, a short query requires all words."""
    (query,) = plan_of("who built bridges").required
    assert {"en:build", "en:bridge"} <= terms_of((query,))
    assert len(plan_of("built bridges").required) == 2


def test_a_question_word_is_not_a_name() -> None:
    """A name with the same spelling is recognized by its capital or as part of a longer name."""
    assert "p.shusha" in terms_of(plan_of("кто такие шушинцы").required)
    assert plan_of("кто такие ткачи").words == ("ткачи",)
    assert "Kim" in plan_of("Doktor Kim nerede yaşıyor").words


@pytest.mark.parametrize(
    "question",
    [
        "who built how many bridges",
        "köprüyü kim kaç yılda yaptı",
        "hansı körpünü kim tikib",
        "сколько мостов и когда построили",
    ],
)
def test_question_words_are_not_searched(question: str) -> None:
    """They occur in questions and not in answers. On its own, a question word is searched."""
    question_words = {"who", "how", "many", "kim", "kac", "hansi", "сколько", "когда"}
    plan = plan_of(question)
    assert question_words.isdisjoint(terms_of(plan.required))
    assert question_words.isdisjoint(plan.words)
    assert "kim" in terms_of(plan_of("kim").required)


def counting(**frequencies: int) -> IndexStatistics:
    """Return the statistics of a library of 99 passages, with the frequencies of words in them."""
    return IndexStatistics(
        lambda _: (), lambda _field, term: frequencies.get(term.rpartition(":")[2], 0), lambda _: 0, lambda: 99
    )


def constants(queries: Iterable[EngineQuery]) -> list[ConstantScore]:
    """Return the constant scores among queries and in their disjunctions."""
    return [
        constant
        for query in queries
        for constant in (
            [query]
            if isinstance(query, ConstantScore)
            else constants(query.queries)
            if isinstance(query, Disjunction)
            else ()
        )
    ]


def test_the_presence_of_a_rare_word_scores_more() -> None:
    """The idf is that of the most frequent form that is searched."""
    plan = make_plan(parse("loom carpet bridge river"), ANALYZER, counting(loom=1, carpets=3, carpet=30))
    loom, carpet, *_ = (constant.boost for constant in constants(plan.required))
    assert loom == pytest.approx(PRESENCE * log(1 + 98.5 / 1.5))
    assert carpet == pytest.approx(PRESENCE * log(1 + 69.5 / 30.5))


def test_the_idf_of_a_phrase_is_that_of_its_rarest_word() -> None:
    """A name of several words is a phrase in an exact search."""
    statistics = counting(mirza=40, fatali=2, akhundov=9)
    plan = make_plan(parse("Mirza Fatali Akhundov"), ANALYZER, statistics, Choices(exact=True))
    assert [constant.boost for constant in constants(plan.required)] == [
        pytest.approx(NAME_PRESENCE * log(1 + 97.5 / 2.5))
    ]


def test_constant_scores_are_dropped_for_counting() -> None:
    """The remaining query matches the same passages; one that consists of constants stays as it is."""
    (query,) = plan_of("loom carpet bridge river").required
    assert constants([query])
    assert not constants([without_constants(query)])
    assert terms_of((without_constants(query),)) == terms_of((query,))
    constant = ConstantScore(TermQuery("surface", "loom"))
    only = Disjunction((constant,))
    assert (without_constants(constant), without_constants(only)) == (constant, only)


def test_neighbouring_words_are_boosted() -> None:
    """As they are written, and as lemmas of one language in either order; stop words between them are skipped."""
    *_, adjacent, near = constants(plan_of("bridges over the rivers").optional)
    assert adjacent.query == PhraseQuery("surface", ("bridges", "rivers"), 1)
    assert set(leaves(near)) >= {
        PhraseQuery("lemma", ("en:bridge", "en:river"), 2),
        PhraseQuery("lemma", ("en:river", "en:bridge"), 2),
    }
    pairs = [leaf.terms for leaf in leaves(near) if isinstance(leaf, PhraseQuery)]
    assert all(first.partition(":")[0] == second.partition(":")[0] for first, second in pairs)
    assert len(constants(plan_of("bridges over the rivers", exact=True).optional)) == 1


def ngrams(query: str) -> set[str]:
    """Return the n-grams that boost passages, each on its own."""
    return {leaf.term for leaf in plan_of(query).optional if isinstance(leaf, TermQuery) and leaf.field == "ngrams"}


def test_ngrams_are_made_of_words_as_they_are_indexed() -> None:
    """In Cyrillic for a Russian query, in Latin for an Azerbaijani one; of all words of a name."""
    assert {"мост", "рекой"[:4]} <= ngrams("мосты над рекой и старые дома")
    assert "körpü"[1:] not in ngrams("дашдан һөрүлмүш көрпүләр")
    assert {"korp", "orpu"} <= ngrams("дашдан һөрүлмүш көрпүләр")
    assert {"mirz", "fata", "undo"} <= ngrams("Mirza Fatali Akhundov and his plays")


def test_passages_with_the_prefix_of_a_missing_word_are_boosted() -> None:
    """By all n-grams of its first five letters, and its idf; words that are shorter have no such boost."""
    plan = make_plan(parse("weavers loom"), ANALYZER, counting(weavers=1, weaver=3, loom=3))
    (overlap,) = [constant for constant in constants(plan.optional) if isinstance(constant.query, BooleanQuery)]
    assert isinstance(overlap.query, BooleanQuery)
    assert overlap.query.must == Conjunction((TermQuery("ngrams", "weav"), TermQuery("ngrams", "eave")))
    assert "en:weaver" in terms_of(overlap.query.must_not)
    assert overlap.boost == pytest.approx(PREFIX_OVERLAP * log(1 + 96.5 / 3.5))
    assert plan.origins[overlap] == "weavers"


def test_an_entity_can_be_near_a_word_of_any_language() -> None:
    """The lemma field contains its id, in passages of all languages, on either side of the word."""
    near = constants(plan_of("bridges Shusha").optional)[-1]
    pairs = {leaf.terms for leaf in leaves(near) if isinstance(leaf, PhraseQuery)}
    assert {("p.shusha", "en:bridge"), ("en:bridge", "p.shusha")} <= pairs


def test_an_exact_search_looks_for_surfaces_only() -> None:
    """It has no lemmas, names or n-grams: only the words typed, folded."""
    plan = plan_of("Shusha carpets", exact=True)
    fields = {leaf.field for query in (*plan.required, *plan.optional) for leaf in leaves(query)}  # type: ignore[union-attr]  # all leaves have one
    assert fields == {"surface"}


def test_a_name_can_be_restricted_to_one_of_its_entities() -> None:
    """Fuzuli the poet: not the town, no similar-sounding name, not the word; other words are searched as usual."""
    plan = plan_of("Fuzuli AND carpets", entities=("h.fuzuli-poet",))
    assert terms_of(plan.required[:1]) == {"h.fuzuli-poet"}
    assert {"en:carpet", "carpets"} <= terms_of(plan.required)
    kinds = {part.id: part.kind for part in plan.expansions if part.text == "Fuzuli"}
    assert kinds == {"h.fuzuli-poet": "entity", "p.fuzuli": "other"}


SPELLINGS = {
    "p.fuzuli": [("fuzuli", "FUZULI", "en"), ("fuzuli", "Fuzuli", "en"), ("varanda", "Varanda", "en")],
    "h.fuzuli-poet": [("fuzuli", "FUZULI", "en"), ("fuzuli", "Fuzuli", "en")],
    "o.un": [("bmt", "BMT", "az")],
}
NAMESAKES = IndexStatistics(
    lambda names: [(name, *row) for name in names for row in SPELLINGS.get(name, ())],
    lambda _field, _term: 3,
    lambda _query: 3,
    lambda: 9,
)
"""The statistics of a library that mentions a town and a poet of one name, also in the capitals of a heading."""


def shown_spellings(query: str) -> dict[str, list[str]]:
    """Return the spellings that are shown to the reader by the ids of entities."""
    entities = (part for part in make_plan(parse(query), ANALYZER, NAMESAKES).expansions if part.kind == "entity")
    return {entity.id: [spelling.text for spelling in entity.spellings] for entity in entities}


def test_all_entities_of_a_name_are_shown() -> None:
    """The town and the poet share a spelling. A spelling in capitals is shown only if there is no other."""
    assert shown_spellings("Fuzuli") == {"p.fuzuli": ["Fuzuli", "Varanda"], "h.fuzuli-poet": ["Fuzuli"]}
    assert shown_spellings("BMT") == {"o.un": ["BMT"]}


@pytest.mark.parametrize(("typed", "shown"), [("Şuşa", "Şuşa"), ("KIRIM", "KIRIM"), ("carpet", "carpet")])
def test_a_typed_word_is_shown_as_it_was_typed(typed: str, shown: str) -> None:
    """It is not folded as in the index."""
    (exact,) = [part for part in plan_of(typed).expansions if part.kind == "exact"]
    assert [spelling.text for spelling in exact.spellings] == [shown]


def test_a_chosen_entity_that_no_name_refers_to_has_no_effect() -> None:
    """Nor has any chosen entity in an exact search."""
    assert plan_of("Fuzuli", entities=("p.shusha",)) == plan_of("Fuzuli")
    assert plan_of("Fuzuli", exact=True, entities=("p.fuzuli",)) == plan_of("Fuzuli", exact=True)


def test_terms_that_are_switched_off_are_not_searched() -> None:
    """They are given as index terms, or as spellings that the reader sees."""
    assert "p.shusha" in terms_of(plan_of("Shusha").required)
    assert "p.shusha" not in terms_of(plan_of("Shusha", without=("p.shusha",)).required)
    assert "en:loom" not in terms_of(plan_of("looms", without=("en:loom",)).required)


def test_a_name_of_several_words_is_one_term() -> None:
    """Its words are not searched separately. In an exact search it is a phrase, also in the title; authors have no positions."""
    (name,) = plan_of("Mirza Fatali Akhundov").required
    assert "fatali" not in terms_of((name,))
    exact = plan_of("Mirza Fatali Akhundov", exact=True)
    assert PhraseQuery("surface", ("mirza", "fatali", "akhundov")) in list(leaves(exact.required[0]))
    (title,) = plan_of(Field("title", Words("Mirza Fatali Akhundov")), exact=True).required
    assert PhraseQuery("title", ("mirza", "fatali", "akhundov")) in list(leaves(title))
    (author,) = plan_of(Field("author", Words("Mirza Fatali Akhundov")), exact=True).required
    assert {leaf.field for leaf in leaves(author)} == {"author"}  # type: ignore[union-attr]  # all leaves have one
    assert not any(isinstance(leaf, PhraseQuery) for leaf in leaves(author))


def test_filters_do_not_score() -> None:
    """Year, language, type and place filter, NOT excludes; if there is nothing else, all passages match."""
    plan = plan_of("year:1990..2000 language:AZ type:Book place:Shusha -title:bees")
    assert plan.required == (MatchAll(),)
    assert plan.filters == (
        RangeQuery("year", 1990, 2000),
        TermQuery("language", "az"),
        TermQuery("type", "book"),
        TermQuery("places", "p.shusha"),
    )
    assert plan.excluded
    assert plan_of("year:1990..").filters == (RangeQuery("year", 1990, None),)
    assert plan_of("year:..2000").filters == (RangeQuery("year", None, 2000),)


def test_a_phrase_on_its_own_is_not_relaxed() -> None:
    """With other words in the query, documents that lack the phrase may be shown."""
    assert plan_of('"stone bridge"').relaxed == ()
    assert plan_of('"stone bridge" river').relaxed != ()


def test_a_plan_lists_the_typed_words() -> None:
    """In their order, names as a whole."""
    assert plan_of("carpets Shusha").words == ("carpets", "Shusha")


def test_near_matches_in_both_orders() -> None:
    """Lemmas, or surfaces in an exact search; larger operands must only be in one passage."""
    phrases = [leaf for leaf in leaves(plan_of("looms NEAR/3 carpets").required[0]) if isinstance(leaf, PhraseQuery)]
    assert {("en:loom", "en:carpet"), ("en:carpet", "en:loom")} <= {phrase.terms for phrase in phrases}
    assert {phrase.slop for phrase in phrases} == {3}
    exact = plan_of("looms NEAR/3 carpets", exact=True).required[0]
    assert {leaf.terms for leaf in leaves(exact) if isinstance(leaf, PhraseQuery)} == {
        ("looms", "carpets"),
        ("carpets", "looms"),
    }
    assert isinstance(plan_of('"a b" NEAR c').required[0], Conjunction)


def test_parentheses_apply_to_one_passage() -> None:
    """All operands of AND must match one passage, and no operand of NOT."""
    (query,) = plan_of(Or((And((Prefix("weav"), Not(Prefix("bee")))),))).required
    assert query == Disjunction(
        (BooleanQuery(PrefixQuery("surface", "weav"), must_not=(PrefixQuery("surface", "bee"),)),)
    )


values = st.sampled_from(
    ["Şuşa", "loom", "Mirza Fatali Akhundov", "Нагорно-Карабахский", "...", "the", "", "1994", "1990..", "😀"]
)
simple = st.one_of(st.builds(Words, values), st.builds(Phrase, values, st.booleans()), st.builds(Prefix, values))
nodes = st.recursive(
    simple,
    lambda inner: st.one_of(
        st.builds(And, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Or, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Not, inner),
        st.builds(Near, inner, inner, st.integers(0, 20)),
        st.builds(Field, st.sampled_from(["title", "author"]), simple),
    ),
    max_leaves=6,
)


@settings(deadline=None)
@given(nodes, st.booleans(), st.lists(st.sampled_from(["loom", "p.shusha", "en:loom"])).map(tuple))
@pytest.mark.parametrize("frequency", [0, 3])
def test_every_tree_has_a_plan_of(frequency: int, node: Node, exact: bool, without: tuple[str, ...]) -> None:
    """For any words; phrases are searched only in fields with positions, and are never empty."""
    statistics = IndexStatistics(
        lambda names: [(name, "loom", "Loom", "en") for name in names],
        lambda _field, _term: frequency,
        lambda _query: frequency,
        lambda: 9,
    )
    plan = make_plan(node, ANALYZER, statistics, choices_of(Request("", exact=exact, without=without)))
    queries = (*plan.required, *plan.optional, *plan.relaxed, *plan.excluded)
    phrases = [leaf for query in queries for leaf in leaves(query) if isinstance(leaf, PhraseQuery)]
    assert all(phrase.field in ("surface", "lemma", "title") and phrase.terms for phrase in phrases)
    assert plan.required
