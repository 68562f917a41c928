"""Marks stand exactly where the index has a hit, and windows are cut between words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from axtar.analyzer import mention_names
from axtar.ingest.entities import shipped_analyzer
from axtar.languages import LANGUAGES
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
    TermQuery,
)
from axtar.search.highlight import SNIPPET_LENGTH, highlight, matched_words, snippet

ANALYZER = shipped_analyzer(authority=True)


def marked(text: str, language: str, *clauses: EngineQuery) -> list[str]:
    """The words that clauses mark."""
    return [text[start:end] for start, end in highlight(text, language, clauses, ANALYZER)]


BRIDGE = "A stone bridge led across; the stone of the bridge was red. Bridges fall."


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        (TermQuery("surface", "stone"), ["stone", "stone"]),
        (TermQuery("lemma", "en:bridge"), ["bridge", "bridge", "Bridges"]),
        (PhraseQuery("surface", ("stone", "bridge")), ["stone", "bridge"]),
        (PhraseQuery("surface", ("bridge", "stone")), []),
        (PhraseQuery("surface", ("stone", "bridge"), 2), ["stone", "bridge", "stone", "bridge"]),
        (PhraseQuery("lemma", ("en:the", "en:bridge")), ["the", "bridge"]),
        (PrefixQuery("surface", "bridg"), ["bridge", "bridge", "Bridges"]),
        (PrefixQuery("surface", "zz"), []),
        (Conjunction((TermQuery("surface", "red"), TermQuery("surface", "fall"))), ["red", "fall"]),
        (Disjunction((TermQuery("surface", "red"), DisjunctionMax((TermQuery("surface", "led"),)))), ["led", "red"]),
        (ConstantScore(TermQuery("surface", "red"), 2.0), ["red"]),
        (
            BooleanQuery(
                TermQuery("surface", "red"), (TermQuery("surface", "led"),), (), (TermQuery("surface", "fall"),)
            ),
            ["red"],
        ),
        (TermQuery("title", "stone"), []),
        (TermQuery("language", "en"), []),
        (TermQuery("ngrams", "ston"), []),
        (RangeQuery("year", 1, 2), []),
        (MatchAll(), []),
        (Disjunction(()), []),
    ],
)
def test_each_kind_of_clause_marks_what_it_matches(clause: EngineQuery, words: list[str]) -> None:
    """What is required of a text field is marked; what only ranks, filters or excludes is not."""
    assert marked(BRIDGE, "en", clause) == words


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("В Шуше и в Шушинском уезде", "ru", ["Шуше", "Шушинском"]),
        ("Şuşada, Şuşa'nın, şuşalılar", "az", ["Şuşada", "Şuşa'nın", "şuşalılar"]),
        ("Шушада вә Шушанын", "az", ["Шушада", "Шушанын"]),
        ("Shusha’s market; SHUSHA.", "en", ["Shusha’s", "SHUSHA"]),
        ("Շուշիում", "hy", ["Շուշիում"]),
    ],
)
def test_a_name_is_marked_in_any_script_and_ending(text: str, language: str, words: list[str]) -> None:
    """The whole word as it stands, with its ending and without the signs around it."""
    assert marked(text, language, TermQuery("names", "p.shusha")) == words


def test_one_spelling_of_a_name_can_be_marked_alone() -> None:
    """As one spelling can be searched alone."""
    text = "Shusha, also Shushi."
    assert marked(text, "en", TermQuery("names", "p.shusha=shushi")) == ["Shushi"]


def test_a_name_of_several_words_is_one_mark() -> None:
    """Also where one of its words matches by itself."""
    text = "Then Mirza Fatali Akhundov wrote."
    (mention,) = [
        mention for term in ANALYZER.analyze(text, "en") for mention in term.mentions if " " in mention.base_form
    ]
    (identity, *_) = mention_names(mention)
    assert marked(text, "en", TermQuery("names", identity), TermQuery("surface", "akhundov")) == [
        "Mirza Fatali Akhundov"
    ]


def test_words_are_told_as_they_are_written() -> None:
    """For each group of clauses, each form once, in the order of the text."""
    text = "A stone bridge and two bridges near the Bridge of Shusha, the stone bridge."
    groups = [
        [TermQuery("lemma", "en:bridge")],
        [TermQuery("names", "p.shusha"), TermQuery("surface", "two")],
        [TermQuery("surface", "no")],
    ]
    assert matched_words(text, "en", groups, ANALYZER) == [("bridge", "bridges", "Bridge"), ("two", "Shusha"), ()]


# ------------------------------------------------------------------ any text
WORDS = "Şuşada Шуше stone bridge Bridges halılar və и 👍 a\u0301 Türkiye-Azerbaycan , ."
texts = st.lists(st.sampled_from(WORDS.split(" ")), max_size=120).map(" ".join) | st.text(max_size=400)
clauses = st.lists(
    st.one_of(
        st.sampled_from(
            [TermQuery("surface", "stone"), TermQuery("names", "p.shusha"), TermQuery("lemma", "en:bridge")]
        ),
        st.builds(
            PhraseQuery,
            st.just("surface"),
            st.lists(st.sampled_from(["stone", "bridge", "ve", "a"]), min_size=1, max_size=3).map(tuple),
            st.integers(0, 4),
        ),
        st.builds(PrefixQuery, st.sampled_from(["surface", "lemma"]), st.sampled_from(["", "s", "br", "az:"])),
    ),
    max_size=4,
)


@settings(deadline=None)
@given(texts, st.sampled_from([*LANGUAGES, "und"]), clauses)
def test_spans_are_ordered_apart_and_inside(text: str, language: str, asked: list[EngineQuery]) -> None:
    """And each is made of whole words."""
    found = highlight(text, language, asked, ANALYZER)
    end = 0
    starts = {term.start for term in ANALYZER.analyze(text, language)}
    for span in found:
        assert end <= span[0] < span[1] <= len(text)
        assert span[0] in starts
        end = span[1]


@settings(deadline=None)
@given(texts, st.sampled_from([*LANGUAGES, "und"]), clauses)
def test_a_snippet_is_a_window_of_whole_words(text: str, language: str, asked: list[EngineQuery]) -> None:
    """At most SNIPPET_LENGTH code points of the text; its marks are marks of the text; the best part is in it."""
    found = highlight(text, language, asked, ANALYZER)
    cut = snippet(text, found)
    bare = cut.text.removeprefix("… ").removesuffix(" …") if len(text) > SNIPPET_LENGTH else cut.text
    assert len(bare) <= SNIPPET_LENGTH
    assert bare in text
    marks = [cut.text[start:end] for start, end in cut.highlights]
    assert set(marks) <= {text[start:end] for start, end in found}
    if found and all(end - start <= SNIPPET_LENGTH for start, end in found):
        assert marks
    if len(text) <= SNIPPET_LENGTH:
        assert (cut.text, cut.highlights) == (text, found)


def test_the_window_is_where_most_marks_are() -> None:
    """One mark at the beginning does not hide three at the end; cuts are shown."""
    text = "bridge " + "word " * 100 + "bridge of bridge to bridge " + "word " * 100
    cut = snippet(text, highlight(text, "en", [TermQuery("surface", "bridge")], ANALYZER))
    assert [cut.text[start:end] for start, end in cut.highlights] == ["bridge"] * 3
    assert cut.text.startswith("… word")
    assert cut.text.endswith("word …")


@pytest.mark.parametrize("blank", [" ", "\n", "\u00a0"])
def test_words_are_not_cut(blank: str) -> None:
    """Whatever parts them; only a text without any blank is cut anywhere."""
    text = blank.join(["abcdefghij"] * 80)
    for where in (0, 40, 79):
        start = where * 11
        cut = snippet(text, ((start, start + 10),))
        bare = cut.text.removeprefix("… ").removesuffix(" …")
        assert set(bare.split()) == {"abcdefghij"}
        assert [cut.text[a:b] for a, b in cut.highlights] == ["abcdefghij"]
    assert len(snippet("x" * 1000, ()).text) == SNIPPET_LENGTH + 2


def test_a_text_without_marks_begins_at_its_beginning() -> None:
    """A hit by its record shows how its text opens."""
    assert snippet("word " * 100, ()).text.startswith("word word")
    assert snippet("short", ()).text == "short"
