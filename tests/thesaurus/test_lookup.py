"""Matching of thesaurus terms in sequences of words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar import thesaurus
from axtar.thesaurus import TermMatch

PEACE = {"en": ["peace"], "tr": ["peace"]}
TREATY = {"en": ["treaty"]}
OTHER = {"en": ["qzxw"], "tr": ["qzxw"]}
MECLIS = {"tr": ["meclis"], "az": ["meclis"]}


def test_the_longest_term_matches() -> None:
    """The words of a longer term do not match on their own; other words around it do not matter."""
    (match,) = thesaurus.match_terms([OTHER, PEACE, TREATY, OTHER], "en")
    assert match == TermMatch(1, 3, ("en",), ("s.peace-treaty",))


def test_words_that_are_not_a_term_together_match_one_by_one() -> None:
    """The words of a term in another order match separately."""
    matches = thesaurus.match_terms([TREATY, PEACE], "en")
    assert [(match.start, match.end) for match in matches] == [(0, 1), (1, 2)]


def test_a_word_of_two_languages_is_read_in_the_language_of_the_query() -> None:
    """In an unknown language it is read in both."""
    assert thesaurus.match_terms([MECLIS], "az")[0].languages == ("az",)
    assert thesaurus.match_terms([MECLIS], "tr")[0].languages == ("tr",)
    assert set(thesaurus.match_terms([MECLIS], "und")[0].languages) == {"tr", "az"}


def test_a_word_of_another_language_than_the_query_matches() -> None:
    """A Russian query can contain an English word."""
    assert "s.peace" in thesaurus.match_terms([PEACE], "ru")[0].concepts


@pytest.mark.parametrize("words", [[], [{}], [OTHER], [{}, {}]])
def test_words_without_a_concept_do_not_match(words: list[thesaurus.LemmasByLanguage]) -> None:
    """Neither do words without any lemma."""
    assert thesaurus.match_terms(words, "en") == []


@given(st.lists(st.sampled_from([PEACE, TREATY, OTHER, MECLIS, {}])), st.sampled_from(["en", "az", "tr", "und"]))
def test_terms_never_overlap(words: list[thesaurus.LemmasByLanguage], language: str) -> None:
    """Matches are in order and do not overlap."""
    matches = thesaurus.match_terms(words, language)
    assert all(match.end <= following.start for match, following in pairwise(matches))
    assert all(match.start < match.end <= len(words) for match in matches)
