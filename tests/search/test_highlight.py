"""Highlights are exactly where the index has matches, and snippets are cut between words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from axtar.analyzer import mention_names, shipped_analyzer
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


def highlighted(text: str, language: str, *queries: EngineQuery) -> list[str]:
    """Return the parts of a text that queries highlight."""
    return [text[start:end] for start, end in highlight(text, language, queries, ANALYZER)]


BRIDGE = "A stone bridge led across; the stone of the bridge was red. Bridges fall."


@pytest.mark.parametrize(
    ("query", "words"),
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
def test_each_kind_of_query_highlights_its_matches(query: EngineQuery, words: list[str]) -> None:
    """Required queries of text fields are highlighted, not those that only rank, filter or exclude."""
    assert highlighted(BRIDGE, "en", query) == words


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
def test_a_name_is_highlighted_in_any_script_and_inflection(text: str, language: str, words: list[str]) -> None:
    """The highlight is the whole word with its ending, without the punctuation around it."""
    assert highlighted(text, language, TermQuery("names", "p.shusha")) == words


def test_one_spelling_of_a_name_can_be_highlighted() -> None:
    """It can be searched on its own, too."""
    text = "Shusha, also Shushi."
    assert highlighted(text, "en", TermQuery("names", "p.shusha=shushi")) == ["Shushi"]


def test_a_name_of_several_words_is_one_highlight() -> None:
    """This holds even if one of its words matches on its own."""
    text = "Then Mirza Fatali Akhundov wrote."
    (mention,) = [
        mention for token in ANALYZER.analyze(text, "en") for mention in token.mentions if " " in mention.base_form
    ]
    (name, *_) = mention_names(mention)
    assert highlighted(text, "en", TermQuery("names", name), TermQuery("surface", "akhundov")) == [
        "Mirza Fatali Akhundov"
    ]


def test_matched_words_are_listed_as_they_are_written() -> None:
    """For each group of queries, without duplicates, in the order of the text."""
    text = "A stone bridge and two bridges near the Bridge of Shusha, the stone bridge."
    groups = [
        [TermQuery("lemma", "en:bridge")],
        [TermQuery("names", "p.shusha"), TermQuery("surface", "two")],
        [TermQuery("surface", "no")],
    ]
    assert matched_words(text, "en", groups, ANALYZER) == [("bridge", "bridges", "Bridge"), ("two", "Shusha"), ()]


# ------------------------------------------------------------------ random texts and queries
WORDS = "Şuşada Шуше stone bridge Bridges halılar və и 👍 a\u0301 Türkiye-Azerbaycan , ."
texts = st.lists(st.sampled_from(WORDS.split(" ")), max_size=120).map(" ".join) | st.text(max_size=400)
query_lists = st.lists(
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
@given(texts, st.sampled_from([*LANGUAGES, "und"]), query_lists)
def test_highlights_are_ordered_and_do_not_overlap(text: str, language: str, queries: list[EngineQuery]) -> None:
    """They are within the text, and consist of whole words."""
    spans = highlight(text, language, queries, ANALYZER)
    end = 0
    starts = {token.start for token in ANALYZER.analyze(text, language)}
    for span in spans:
        assert end <= span[0] < span[1] <= len(text)
        assert span[0] in starts
        end = span[1]


@settings(deadline=None)
@given(texts, st.sampled_from([*LANGUAGES, "und"]), query_lists)
def test_a_snippet_is_a_window_of_whole_words(text: str, language: str, queries: list[EngineQuery]) -> None:
    """It has at most SNIPPET_LENGTH code points of the text and contains some of the highlights, if there are any."""
    spans = highlight(text, language, queries, ANALYZER)
    result = snippet(text, spans)
    content = result.text.removeprefix("… ").removesuffix(" …") if len(text) > SNIPPET_LENGTH else result.text
    assert len(content) <= SNIPPET_LENGTH
    assert content in text
    highlighted_parts = [result.text[start:end] for start, end in result.highlights]
    assert set(highlighted_parts) <= {text[start:end] for start, end in spans}
    if spans and all(end - start <= SNIPPET_LENGTH for start, end in spans):
        assert highlighted_parts
    if len(text) <= SNIPPET_LENGTH:
        assert (result.text, result.highlights) == (text, spans)


def test_the_snippet_is_the_window_with_most_highlights() -> None:
    """Three highlights at the end count more than one at the beginning; omitted text is marked."""
    text = "bridge " + "word " * 100 + "bridge of bridge to bridge " + "word " * 100
    result = snippet(text, highlight(text, "en", [TermQuery("surface", "bridge")], ANALYZER))
    assert [result.text[start:end] for start, end in result.highlights] == ["bridge"] * 3
    assert result.text.startswith("… word")
    assert result.text.endswith("word …")


@pytest.mark.parametrize("blank", [" ", "\n", "\u00a0"])
def test_snippets_are_cut_between_words(blank: str) -> None:
    """Words may be separated by any blank; only a text without blanks is cut anywhere."""
    text = blank.join(["abcdefghij"] * 80)
    for position in (0, 40, 79):
        start = position * 11
        result = snippet(text, ((start, start + 10),))
        content = result.text.removeprefix("… ").removesuffix(" …")
        assert set(content.split()) == {"abcdefghij"}
        assert [result.text[left:right] for left, right in result.highlights] == ["abcdefghij"]
    assert len(snippet("x" * 1000, ()).text) == SNIPPET_LENGTH + 2


def test_a_snippet_without_highlights_is_the_beginning_of_the_text() -> None:
    """Documents whose record alone matches have such snippets."""
    assert snippet("word " * 100, ()).text.startswith("word word")
    assert snippet("short", ()).text == "short"
