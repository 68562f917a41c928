"""A tree becomes a plan: what is required, what only ranks, what is told. What it finds is in tests/library."""

from collections.abc import Iterable, Iterator
from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from axtar.ingest.entities import shipped_analyzer
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

NOTHING = IndexStatistics(lambda _: (), lambda _field, _term: 0, lambda _clause: 0, lambda: 0)
"""The statistics of an empty library."""


def plan(
    query: str | Node, *, exact: bool = False, without: tuple[str, ...] = (), entities: tuple[str, ...] = ()
) -> Plan:
    """The plan of a query in an empty library."""
    choices = choices_of(Request("", exact=exact, without=without, entities=entities))
    return make_plan(parse(query) if isinstance(query, str) else query, ANALYZER, NOTHING, choices)


def leaves(clause: EngineQuery) -> Iterator[EngineQuery]:
    """The clauses without clauses in them."""
    match clause:
        case Conjunction(clauses) | Disjunction(clauses) | DisjunctionMax(clauses):
            for one in clauses:
                yield from leaves(one)
        case ConstantScore(inner):
            yield from leaves(inner)
        case BooleanQuery(required, optional, filters, excluded):
            for one in (required, *optional, *filters, *excluded):
                yield from leaves(one)
        case _:
            yield clause


def terms_of(clauses: tuple[EngineQuery, ...]) -> set[str]:
    """The terms that clauses look for."""
    return {leaf.term for clause in clauses for leaf in leaves(clause) if isinstance(leaf, TermQuery)}


def test_a_word_is_read_in_every_language_of_its_script() -> None:
    """As it is spelled, and as each language stems it."""
    found = terms_of(plan("kitabı", without=("s.book",)).required)
    assert {"kitabi", "az:kitab"} <= found
    assert {term.partition(":")[0] for term in found if ":" in term} >= {"en", "tr", "az"}
    assert not any(term.startswith("ru:") for term in found)
    assert any(term.startswith("ru:") for term in terms_of(plan("книги", without=("s.book",)).required))


def test_a_short_query_requires_its_names_and_ranks_by_its_words() -> None:
    """A name stands in documents of all languages, a word does not."""
    made = plan("Shusha carpets")
    (required,) = made.required
    assert "p.shusha" in terms_of((required,))
    assert "en:carpet" not in terms_of((required,))
    assert "en:carpet" in terms_of(made.optional)


def test_without_names_every_word_is_required() -> None:
    """Words that only bind others are not."""
    assert len(plan("carpets and looms").required) == 2
    assert len(plan("the").required) == 1


def test_of_a_question_any_word_may_match() -> None:
    """The ranking decides."""
    (clause,) = plan("when was the stone bridge over the river built").required
    assert isinstance(clause, Disjunction)
    assert {"en:stone", "en:bridge", "en:river"} <= terms_of((clause,))


def test_of_a_short_question_any_word_may_match() -> None:
    """That it asks tells that it is one; without that, all must be found."""
    (clause,) = plan("who built bridges").required
    assert {"en:build", "en:bridge"} <= terms_of((clause,))
    assert len(plan("built bridges").required) == 2


def test_a_word_that_asks_is_no_name() -> None:
    """A name that is spelled like one is known by its capital, or by the words behind it."""
    assert "p.shusha" in terms_of(plan("кто такие шушинцы").required)
    assert plan("кто такие ткачи").words == ("ткачи",)
    assert "Kim" in plan("Doktor Kim nerede yaşıyor").words


@pytest.mark.parametrize(
    "question",
    [
        "who built how many bridges",
        "köprüyü kim kaç yılda yaptı",
        "hansı körpünü kim tikib",
        "сколько мостов и когда построили",
    ],
)
def test_words_that_ask_are_not_asked(question: str) -> None:
    """They stand in questions and not in answers; a name like one of them is a name still."""
    asking = {"who", "how", "many", "kim", "kac", "hansi", "сколько", "когда"}
    made = plan(question)
    assert asking.isdisjoint(terms_of(made.required))
    assert asking.isdisjoint(made.words)
    assert "kim" in terms_of(plan("kim").required)


def counting(**frequencies: int) -> IndexStatistics:
    """The statistics of a library of 99 passages, with words in so many of them."""
    return IndexStatistics(
        lambda _: (), lambda _field, term: frequencies.get(term.rpartition(":")[2], 0), lambda _: 0, lambda: 99
    )


def constants(clauses: Iterable[EngineQuery]) -> list[ConstantScore]:
    """What is worth something for being there at all."""
    return [
        inner
        for one in clauses
        for inner in (
            [one] if isinstance(one, ConstantScore) else constants(one.queries) if isinstance(one, Disjunction) else ()
        )
    ]


def test_a_rare_word_is_worth_more_for_being_there() -> None:
    """By the most frequent of the forms that it is searched as."""
    made = make_plan(parse("loom carpet bridge river"), ANALYZER, counting(loom=1, carpets=3, carpet=30))
    loom, carpet, *_ = (one.boost for one in constants(made.required))
    assert loom == pytest.approx(PRESENCE * log(1 + 98.5 / 1.5))
    assert carpet == pytest.approx(PRESENCE * log(1 + 69.5 / 30.5))


def test_a_phrase_is_as_rare_as_its_rarest_word() -> None:
    """Where a name is asked for exactly."""
    statistics = counting(mirza=40, fatali=2, akhundov=9)
    made = make_plan(parse("Mirza Fatali Akhundov"), ANALYZER, statistics, Choices(exact=True))
    assert [one.boost for one in constants(made.required)] == [pytest.approx(NAME_PRESENCE * log(1 + 97.5 / 2.5))]


def test_what_only_scores_is_left_out_for_counting() -> None:
    """The same passages match; a clause that is nothing else stays."""
    (clause,) = plan("loom carpet bridge river").required
    assert constants([clause])
    assert not constants([without_constants(clause)])
    assert terms_of((without_constants(clause),)) == terms_of((clause,))
    alone = ConstantScore(TermQuery("surface", "loom"))
    assert (without_constants(alone), without_constants(Disjunction((alone,)))) == (alone, Disjunction((alone,)))


def test_neighbours_rank_higher() -> None:
    """As they are written, and as lemmas of one language in either order; what only binds words is passed over."""
    *_, written, near = constants(plan("bridges over the rivers").optional)
    assert written.query == PhraseQuery("surface", ("bridges", "rivers"), 1)
    assert set(leaves(near)) >= {
        PhraseQuery("lemma", ("en:bridge", "en:river"), 2),
        PhraseQuery("lemma", ("en:river", "en:bridge"), 2),
    }
    pairs = [leaf.terms for leaf in leaves(near) if isinstance(leaf, PhraseQuery)]
    assert all(one.partition(":")[0] == other.partition(":")[0] for one, other in pairs)
    assert len(constants(plan("bridges over the rivers", exact=True).optional)) == 1


def pieces(query: str) -> set[str]:
    """The pieces of words that rank, each by itself."""
    return {leaf.term for leaf in plan(query).optional if isinstance(leaf, TermQuery) and leaf.field == "ngrams"}


def test_pieces_are_those_of_the_words_as_they_are_indexed() -> None:
    """In Cyrillic where the query is Russian, in Latin where it is Azerbaijani; of a name all its words."""
    assert {"мост", "рекой"[:4]} <= pieces("мосты над рекой и старые дома")
    assert "körpü"[1:] not in pieces("дашдан һөрүлмүш көрпүләр")
    assert {"korp", "orpu"} <= pieces("дашдан һөрүлмүш көрпүләр")
    assert {"mirz", "fata", "undo"} <= pieces("Mirza Fatali Akhundov and his plays")


def test_a_beginning_counts_where_the_word_is_not() -> None:
    """All pieces of the first five letters, as much as the word for being there; short words have no relatives."""
    made = make_plan(parse("weavers loom"), ANALYZER, counting(weavers=1, weaver=3, loom=3))
    (begun,) = [one for one in constants(made.optional) if isinstance(one.query, BooleanQuery)]
    assert isinstance(begun.query, BooleanQuery)
    assert begun.query.must == Conjunction((TermQuery("ngrams", "weav"), TermQuery("ngrams", "eave")))
    assert "en:weaver" in terms_of(begun.query.must_not)
    assert begun.boost == pytest.approx(PREFIX_OVERLAP * log(1 + 96.5 / 3.5))
    assert made.origins[begun] == "weavers"


def test_an_entity_may_be_near_a_word_of_any_language() -> None:
    """It stands in the lemma field by its id."""
    near = constants(plan("bridges Shusha").optional)[-1]
    pairs = {leaf.terms for leaf in leaves(near) if isinstance(leaf, PhraseQuery)}
    assert {("p.shusha", "en:bridge"), ("tr:bridges", "p.shusha")} <= pairs


def test_exact_looks_for_letters_only() -> None:
    """No lemma, name, gram: nothing but what was typed, folded."""
    made = plan("Shusha carpets", exact=True)
    fields = {leaf.field for clause in (*made.required, *made.optional) for leaf in leaves(clause)}  # type: ignore[union-attr]  # all have one
    assert fields == {"surface"}


def test_a_name_can_be_read_as_one_of_its_entities() -> None:
    """Fuzuli the poet: not the town, nothing that only sounds so, nothing that is only written so; other words as ever."""
    made = plan("Fuzuli AND carpets", entities=("h.fuzuli-poet",))
    assert terms_of(made.required[:1]) == {"h.fuzuli-poet"}
    assert {"en:carpet", "carpets"} <= terms_of(made.required)
    kinds = {one.id: one.kind for one in made.expansions if one.text == "Fuzuli"}
    assert kinds == {"h.fuzuli-poet": "entity", "p.fuzuli": "other"}


SEEN = {
    "p.fuzuli": [("fuzuli", "FUZULI", "en"), ("fuzuli", "Fuzuli", "en"), ("varanda", "Varanda", "en")],
    "h.fuzuli-poet": [("fuzuli", "FUZULI", "en"), ("fuzuli", "Fuzuli", "en")],
    "o.un": [("bmt", "BMT", "az")],
}
SEEING = IndexStatistics(
    lambda names: [(name, *row) for name in names for row in SEEN.get(name, ())],
    lambda _f, _t: 3,
    lambda _c: 3,
    lambda: 9,
)
"""The statistics of a library that names the town and the poet, in a heading as well."""


def told_of(query: str) -> dict[str, list[str]]:
    """The spellings that the reader is told of, by the ids of the entities."""
    made = make_plan(parse(query), ANALYZER, SEEING)
    return {one.id: [spelling.text for spelling in one.spellings] for one in made.expansions if one.kind == "entity"}


def test_all_that_a_name_may_be_is_told() -> None:
    """The town and the poet, though they are written alike; not in the capitals of a heading, unless they are its own."""
    assert told_of("Fuzuli") == {"p.fuzuli": ["Fuzuli", "Varanda"], "h.fuzuli-poet": ["Fuzuli"]}
    assert told_of("BMT") == {"o.un": ["BMT"]}


@pytest.mark.parametrize(("typed", "told"), [("Şuşa", "Şuşa"), ("KIRIM", "KIRIM"), ("carpet", "carpet")])
def test_what_was_typed_is_told_as_it_was_typed(typed: str, told: str) -> None:
    """Not in the folded letters of the index."""
    (one,) = [one for one in plan(typed).expansions if one.kind == "exact"]
    assert [spelling.text for spelling in one.spellings] == [told]


def test_an_entity_that_no_word_may_be_changes_nothing() -> None:
    """A choice is for the words that it fits."""
    assert plan("Fuzuli", entities=("p.shusha",)) == plan("Fuzuli")
    assert plan("Fuzuli", exact=True, entities=("p.fuzuli",)) == plan("Fuzuli", exact=True)


def test_what_is_switched_off_is_not_asked() -> None:
    """Index terms, and spellings as a reader sees them."""
    whole = terms_of(plan("Shusha").required)
    assert "p.shusha" in whole
    assert "p.shusha" not in terms_of(plan("Shusha", without=("p.shusha",)).required)
    assert "en:loom" not in terms_of(plan("looms", without=("en:loom",)).required)


def test_a_name_of_several_words_is_one_thing() -> None:
    """Its words are not asked one by one, and exactly it is a phrase, also in a field."""
    (name,) = plan("Mirza Fatali Akhundov").required
    assert "fatali" not in terms_of((name,))
    exact = plan("Mirza Fatali Akhundov", exact=True)
    assert PhraseQuery("surface", ("mirza", "fatali", "akhundov")) in list(leaves(exact.required[0]))
    (title,) = plan(Field("title", Words("Mirza Fatali Akhundov")), exact=True).required
    assert PhraseQuery("title", ("mirza", "fatali", "akhundov")) in list(leaves(title))
    (author,) = plan(Field("author", Words("Mirza Fatali Akhundov")), exact=True).required
    assert {leaf.field for leaf in leaves(author)} == {"author"}  # type: ignore[union-attr]  # all have one
    assert not any(isinstance(leaf, PhraseQuery) for leaf in leaves(author))


def test_fields_that_filter_do_not_score() -> None:
    """Year, language, type and place narrow; NOT excludes; with nothing else everything is searched."""
    made = plan("year:1990..2000 language:AZ type:Book place:Shusha -title:bees")
    assert made.required == (MatchAll(),)
    assert made.filters == (
        RangeQuery("year", 1990, 2000),
        TermQuery("language", "az"),
        TermQuery("type", "book"),
        TermQuery("places", "p.shusha"),
    )
    assert made.excluded
    assert plan("year:1990..").filters == (RangeQuery("year", 1990, None),)
    assert plan("year:..2000").filters == (RangeQuery("year", None, 2000),)


def test_a_phrase_alone_is_found_or_is_not() -> None:
    """Only where words stand beside it may less be shown."""
    assert plan('"stone bridge"').relaxed == ()
    assert plan('"stone bridge" river').relaxed != ()


def test_the_words_that_were_typed_are_kept_for_suggestions() -> None:
    """In their order, names whole."""
    assert plan("carpets Shusha").words == ("carpets", "Shusha")


def test_near_looks_in_both_orders() -> None:
    """Lemmas, or letters where exactness is asked for; larger things only share a passage."""
    phrases = [leaf for leaf in leaves(plan("looms NEAR/3 carpets").required[0]) if isinstance(leaf, PhraseQuery)]
    assert {("en:loom", "en:carpet"), ("en:carpet", "en:loom")} <= {one.terms for one in phrases}
    assert {one.slop for one in phrases} == {3}
    exact = plan("looms NEAR/3 carpets", exact=True).required[0]
    assert {one.terms for one in leaves(exact) if isinstance(one, PhraseQuery)} == {
        ("looms", "carpets"),
        ("carpets", "looms"),
    }
    assert isinstance(plan('"a b" NEAR c').required[0], Conjunction)


def test_parts_in_parentheses_are_about_one_passage() -> None:
    """AND inside is all of one passage, with what NOT excludes from it."""
    (clause,) = plan(Or((And((Prefix("weav"), Not(Prefix("bee")))),))).required
    assert clause == Disjunction(
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
@pytest.mark.parametrize("counted", [0, 3])
def test_every_tree_has_a_plan(counted: int, node: Node, exact: bool, without: tuple[str, ...]) -> None:
    """Whatever words stand in it; phrases are asked only of fields with positions, and are never empty."""
    statistics = IndexStatistics(
        lambda names: [(name, "loom", "Loom", "en") for name in names],
        lambda _f, _t: counted,
        lambda _c: counted,
        lambda: 9,
    )
    made = make_plan(node, ANALYZER, statistics, choices_of(Request("", exact=exact, without=without)))
    asked = [leaf for one in (*made.required, *made.optional, *made.relaxed, *made.excluded) for leaf in leaves(one)]
    phrases = [leaf for leaf in asked if isinstance(leaf, PhraseQuery)]
    assert all(phrase.field in ("surface", "lemma", "title") and phrase.terms for phrase in phrases)
    assert made.required
