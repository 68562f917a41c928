"""Matching of thesaurus terms in a sequence of words.

The longest match wins, and each term is in one language.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from axtar.thesaurus.thesaurus import concept_ids

MAX_TERM_WORDS = 4

LemmasByLanguage = Mapping[str, Sequence[str]]
"""The folded lemmas that a word may have, by language."""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A term in a sequence of words.

    The words from index `start` up to `end` are a term for `concepts` in `languages`.
    """

    start: int
    end: int
    languages: tuple[str, ...]
    concepts: tuple[str, ...]


def match_terms(words: Sequence[LemmasByLanguage], language: str) -> list[TermMatch]:
    """Find the terms in a sequence of words, longest first and without overlaps.

    A term that exists in `language` has its meanings in that language only; any other has those of all its languages.
    """
    matches: list[TermMatch] = []
    start = 0
    while start < len(words):
        match = _longest_match(words, start, language)
        if match:
            matches.append(match)
        start = match.end if match else start + 1
    return matches


def _longest_match(words: Sequence[LemmasByLanguage], start: int, language: str) -> TermMatch | None:
    for end in range(min(len(words), start + MAX_TERM_WORDS), start, -1):
        by_language = {code: ids for code in words[start] if (ids := _term_concepts(words[start:end], code))}
        if by_language:
            chosen = {language: by_language[language]} if language in by_language else by_language
            return TermMatch(start, end, tuple(chosen), _unique(id_ for ids in chosen.values() for id_ in ids))
    return None


def _term_concepts(words: Sequence[LemmasByLanguage], language: str) -> tuple[str, ...]:
    """Return the concepts for which these words together are a term in a language."""
    combinations = product(*(word.get(language, ()) for word in words))
    return _unique(id_ for lemmas in combinations for id_ in concept_ids(language, lemmas))


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
