"""Where a run of words names a concept: the longest terms first, each read in the language that it was typed in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from axtar.thesaurus.thesaurus import concept_ids

MAX_TERM_WORDS = 4
"""Words of the longest term that is looked for."""

LemmasByLanguage = Mapping[str, Sequence[str]]
"""The folded lemmas that a word may have, by language."""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """Some words, from the number `start` up to `end`, that name `concepts` in `languages`."""

    start: int
    end: int
    languages: tuple[str, ...]
    concepts: tuple[str, ...]


def match_terms(words: Sequence[LemmasByLanguage], language: str) -> list[TermMatch]:
    """The terms in a run of words, none inside another.

    Where one of the languages that the words can be read in is `language`, they mean what they mean there, and elsewhere
    whatever they can.
    """
    found: list[TermMatch] = []
    start = 0
    while start < len(words):
        one = _longest(words, start, language)
        if one:
            found.append(one)
        start = one.end if one else start + 1
    return found


def _longest(words: Sequence[LemmasByLanguage], start: int, language: str) -> TermMatch | None:
    for end in range(min(len(words), start + MAX_TERM_WORDS), start, -1):
        ids = {code: named for code in words[start] if (named := _named(words[start:end], code))}
        if ids:
            chosen = {language: ids[language]} if language in ids else ids
            return TermMatch(start, end, tuple(chosen), _once(id_ for named in chosen.values() for id_ in named))
    return None


def _named(words: Sequence[LemmasByLanguage], language: str) -> tuple[str, ...]:
    """The concepts that all these words together name in a language."""
    return _once(
        id_ for lemmas in product(*(word.get(language, ()) for word in words)) for id_ in concept_ids(language, lemmas)
    )


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
