"""Expansions: what words were searched as, with counts, as shown to the reader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from axtar.model import AnalyzedToken, EngineQuery, Expansion, Spelling
from axtar.search.query.builders import unique
from axtar.search.query.index_statistics import IndexStatistics
from axtar.search.query.name_spellings import SpellingsByFolded


@dataclass(frozen=True, slots=True)
class AddedTerms:
    """Queries added to those for a word itself, with their expansions.

    Translations are an example.
    """

    queries: tuple[EngineQuery, ...] = ()
    expansions: tuple[Expansion, ...] = ()


NOTHING_ADDED = AddedTerms()


def merge_added_terms(*mappings: Mapping[int, AddedTerms]) -> Mapping[int, AddedTerms]:
    """Merge additions by the start of each word; those of one word are joined in this order."""
    merged: dict[int, AddedTerms] = {}
    for added in mappings:
        for start, more in added.items():
            earlier = merged.get(start, NOTHING_ADDED)
            merged[start] = AddedTerms((*earlier.queries, *more.queries), (*earlier.expansions, *more.expansions))
    return merged


def is_phonetic_key(name: str) -> bool:
    """Whether an index term of a name is a phonetic key; the others are entities."""
    return name.startswith("~")


def surface_expansion(typed: str, surfaces: Sequence[str], statistics: IndexStatistics) -> Expansion:
    """Describe a word that is searched as it is spelled.

    A single surface is shown as typed, not folded.
    """
    shown = [typed] if len(surfaces) == 1 else surfaces
    spellings = (
        Spelling(text, "", statistics.frequency("surface", surface), surface)
        for text, surface in zip(shown, surfaces, strict=True)
    )
    return Expansion(typed, "exact", tuple(spellings))


def lemma_expansion(typed: str, lemma_terms: Iterable[str], statistics: IndexStatistics) -> Expansion:
    """Describe a word that is searched as its lemmas, each `language:lemma`."""
    spellings = []
    for term in lemma_terms:
        language, _, lemma = term.partition(":")
        spellings.append(Spelling(lemma, language, statistics.frequency("lemma", term), term))
    return Expansion(typed, "word", tuple(spellings))


def reading_expansion(
    typed: str, readings: Iterable[tuple[str, AnalyzedToken]], statistics: IndexStatistics
) -> Expansion:
    """Describe the readings of a word that occur but are not searched, most frequent first."""
    counts = {term: statistics.frequency("lemma", term) for term in unique(token.lemma_term for _, token in readings)}
    spellings = (
        Spelling(term.partition(":")[2], term.partition(":")[0], count, term) for term, count in counts.items() if count
    )
    return Expansion(typed, "reading", tuple(sorted(spellings, key=lambda spelling: (-spelling.count, spelling.term))))


def name_expansion(typed: str, name: str, known: SpellingsByFolded, statistics: IndexStatistics) -> Expansion:
    """Describe a name that is searched as an entity or phonetic key.

    Its spellings in the library are listed, most frequent first.
    """
    spellings = (
        Spelling(text, language, statistics.frequency("names", f"{name}={folded}"), text)
        for folded, (text, language) in known.items()
    )
    ordered = sorted(
        (spelling for spelling in spellings if spelling.count), key=lambda spelling: (-spelling.count, spelling.text)
    )
    kind = "name" if is_phonetic_key(name) else "entity"
    return Expansion(typed, kind, tuple(ordered), name, statistics.frequency("names", name))


def without_repeated_spellings(expansions: Iterable[Expansion]) -> list[Expansion]:
    """Drop spellings of phonetic keys that an earlier expansion has.

    Entities keep all of theirs, because namesakes share spellings.
    """
    seen: set[str] = set()
    result = []
    for expansion in expansions:
        spellings = tuple(
            spelling for spelling in expansion.spellings if expansion.kind == "entity" or spelling.text not in seen
        )
        seen.update(spelling.text for spelling in spellings)
        result.append(replace(expansion, spellings=spellings))
    return result
