"""Marks stand exactly where the index has a hit, and windows are cut between words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from axtar import terms
from axtar.highlight import WINDOW, snippet, spans
from axtar.languages import LANGUAGES
from axtar.model import (
    All,
    AnyOf,
    Best,
    Clause,
    Constant,
    Everything,
    Match,
    Phrase,
    Prefix,
    Range,
    Ranked,
)


def marked(text: str, language: str, *clauses: Clause) -> list[str]:
    """The words that clauses mark."""
    return [text[start:end] for start, end in spans(text, language, clauses)]


BRIDGE = "A stone bridge led across; the stone of the bridge was red. Bridges fall."


@pytest.mark.parametrize(
    ("clause", "words"),
    [
        (Match("surface", "stone"), ["stone", "stone"]),
        (Match("lemma", "en:bridge"), ["bridge", "bridge", "Bridges"]),
        (Phrase("surface", ("stone", "bridge")), ["stone", "bridge"]),
        (Phrase("surface", ("bridge", "stone")), []),
        (Phrase("surface", ("stone", "bridge"), 2), ["stone", "bridge", "stone", "bridge"]),
        (Phrase("lemma", ("en:the", "en:bridge")), ["the", "bridge"]),
        (Prefix("surface", "bridg"), ["bridge", "bridge", "Bridges"]),
        (Prefix("surface", "zz"), []),
        (All((Match("surface", "red"), Match("surface", "fall"))), ["red", "fall"]),
        (AnyOf((Match("surface", "red"), Best((Match("surface", "led"),)))), ["led", "red"]),
        (Constant(Match("surface", "red"), 2.0), ["red"]),
        (Ranked(Match("surface", "red"), (Match("surface", "led"),), (), (Match("surface", "fall"),)), ["red"]),
        (Match("title", "stone"), []),
        (Match("language", "en"), []),
        (Match("grams", "ston"), []),
        (Range("year", 1, 2), []),
        (Everything(), []),
        (AnyOf(()), []),
    ],
)
def test_each_kind_of_clause_marks_what_it_matches(clause: Clause, words: list[str]) -> None:
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
    assert marked(text, language, Match("names", "p.shusha")) == words


def test_one_spelling_of_a_name_can_be_marked_alone() -> None:
    """As one spelling can be searched alone."""
    text = "Shusha, also Shushi."
    assert marked(text, "en", Match("names", "p.shusha=shushi")) == ["Shushi"]


def test_a_name_of_several_words_is_one_mark() -> None:
    """Also where one of its words matches by itself."""
    text = "Then Mirza Fatali Akhundov wrote."
    (mention,) = [mention for term in terms.analyse(text, "en") for mention in term.mentions if " " in mention.base]
    (identity, *_) = terms.identities(mention)
    assert marked(text, "en", Match("names", identity), Match("surface", "akhundov")) == ["Mirza Fatali Akhundov"]


# ------------------------------------------------------------------ any text
WORDS = "Şuşada Шуше stone bridge Bridges halılar və и 👍 a\u0301 Türkiye-Azerbaycan , ."
texts = st.lists(st.sampled_from(WORDS.split(" ")), max_size=120).map(" ".join) | st.text(max_size=400)
clauses = st.lists(
    st.one_of(
        st.sampled_from([Match("surface", "stone"), Match("names", "p.shusha"), Match("lemma", "en:bridge")]),
        st.builds(
            Phrase,
            st.just("surface"),
            st.lists(st.sampled_from(["stone", "bridge", "ve", "a"]), min_size=1, max_size=3).map(tuple),
            st.integers(0, 4),
        ),
        st.builds(Prefix, st.sampled_from(["surface", "lemma"]), st.sampled_from(["", "s", "br", "az:"])),
    ),
    max_size=4,
)


@settings(deadline=None)
@given(texts, st.sampled_from([*LANGUAGES, "und"]), clauses)
def test_spans_are_ordered_apart_and_inside(text: str, language: str, asked: list[Clause]) -> None:
    """And each is made of whole words."""
    found = spans(text, language, asked)
    end = 0
    starts = {term.start for term in terms.analyse(text, language)}
    for span in found:
        assert end <= span[0] < span[1] <= len(text)
        assert span[0] in starts
        end = span[1]


@settings(deadline=None)
@given(texts, st.sampled_from([*LANGUAGES, "und"]), clauses)
def test_a_snippet_is_a_window_of_whole_words(text: str, language: str, asked: list[Clause]) -> None:
    """At most WINDOW code points of the text; its marks are marks of the text; the best part is in it."""
    found = spans(text, language, asked)
    cut = snippet(text, found)
    bare = cut.text.removeprefix("… ").removesuffix(" …") if len(text) > WINDOW else cut.text
    assert len(bare) <= WINDOW
    assert bare in text
    marks = [cut.text[start:end] for start, end in cut.highlights]
    assert set(marks) <= {text[start:end] for start, end in found}
    if found and all(end - start <= WINDOW for start, end in found):
        assert marks
    if len(text) <= WINDOW:
        assert (cut.text, cut.highlights) == (text, found)


def test_the_window_is_where_most_marks_are() -> None:
    """One mark at the beginning does not hide three at the end; cuts are shown."""
    text = "bridge " + "word " * 100 + "bridge of bridge to bridge " + "word " * 100
    cut = snippet(text, spans(text, "en", [Match("surface", "bridge")]))
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
    assert len(snippet("x" * 1000, ()).text) == WINDOW + 2


def test_a_text_without_marks_begins_at_its_beginning() -> None:
    """A hit by its record shows how its text opens."""
    assert snippet("word " * 100, ()).text.startswith("word word")
    assert snippet("short", ()).text == "short"
