"""Where words name concepts."""

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


def test_the_longest_term_is_taken() -> None:
    """Neither of its words alone, and words around it may name nothing."""
    (one,) = thesaurus.match_terms([OTHER, PEACE, TREATY, OTHER], "en")
    assert one == TermMatch(1, 3, ("en",), ("s.peace-treaty",))


def test_words_that_are_no_term_together_are_read_one_by_one() -> None:
    """In their order."""
    found = thesaurus.match_terms([TREATY, PEACE], "en")
    assert [(one.start, one.end) for one in found] == [(0, 1), (1, 2)]


def test_a_word_of_two_languages_means_what_it_means_in_the_querys() -> None:
    """Where that is unknown, both."""
    assert thesaurus.match_terms([MECLIS], "az")[0].languages == ("az",)
    assert thesaurus.match_terms([MECLIS], "tr")[0].languages == ("tr",)
    assert set(thesaurus.match_terms([MECLIS], "und")[0].languages) == {"tr", "az"}


def test_a_word_that_is_none_of_the_querys_language_is_read_elsewhere() -> None:
    """A Russian question may hold an English word."""
    assert thesaurus.match_terms([PEACE], "ru")[0].concepts == ("s.peace",)


@pytest.mark.parametrize("words", [[], [{}], [OTHER], [{}, {}]])
def test_words_that_name_nothing_give_nothing(words: list[thesaurus.LemmasByLanguage]) -> None:
    """Also words that are not to be read."""
    assert thesaurus.match_terms(words, "en") == []


@given(st.lists(st.sampled_from([PEACE, TREATY, OTHER, MECLIS, {}])), st.sampled_from(["en", "az", "tr", "und"]))
def test_terms_never_overlap(words: list[thesaurus.LemmasByLanguage], language: str) -> None:
    """And come in their order."""
    found = thesaurus.match_terms(words, language)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.start < one.end <= len(words) for one in found)
