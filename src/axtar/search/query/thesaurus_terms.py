"""Words that name a subject are searched as its words in all languages too, below the words that were typed.

Of all the words of a subject the best counts, so that a subject with many words is worth no more than one with few; and a
term of several words shares it among them, as each of them must be found where a query is short.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from axtar import thesaurus
from axtar.model import DisjunctionMax, EngineQuery, Expansion, PhraseQuery, QueryWord, Spelling, TermQuery
from axtar.search.query.index_statistics import IndexStatistics
from axtar.search.query.weights import SYNONYM, TRANSLATION


@dataclass(frozen=True, slots=True)
class AddedTerms:
    """What one word of a query is searched as besides, and what the reader is told of it."""

    queries: tuple[EngineQuery, ...] = ()
    expansions: tuple[Expansion, ...] = ()


NOTHING_ADDED = AddedTerms()


def thesaurus_terms(
    words: Sequence[QueryWord], text: str, language: str, statistics: IndexStatistics, without: frozenset[str]
) -> Mapping[int, AddedTerms]:
    """The translations of words by their start; `language` is the query's, `without` lists what is switched off."""
    found: dict[int, AddedTerms] = {}
    for wording in thesaurus.match_terms([_readings(word) for word in words], language):
        run = words[wording.start : wording.end]
        typed = text[run[0].start : run[-1].end]
        others = _others(run, wording)
        expansions = [_told(typed, id_, words_, statistics) for id_, words_ in others.items() if words_]
        kept = [
            word
            for id_, words_ in others.items()
            if id_ not in without
            for word in words_
            if without.isdisjoint((word.text, _written(word), _term(word)))
        ]
        typed_rarity = statistics.total_idf(_own(run, wording))
        boosts = [_boost(word, wording, typed_rarity, statistics) / len(run) for word in kept]
        clauses = _best(kept, boosts)
        found |= {word.start: AddedTerms(clauses) for word in run}
        found[run[0].start] = AddedTerms(clauses, tuple(expansions))
    return found


def concepts_in(words: Sequence[QueryWord]) -> list[thesaurus.Concept]:
    """The concepts that words name in any language that their script allows, each once."""
    found = [
        id_ for wording in thesaurus.match_terms([_readings(word) for word in words], "") for id_ in wording.concepts
    ]
    return [thesaurus.concept(id_) for id_ in dict.fromkeys(found)]


def _readings(word: QueryWord) -> thesaurus.LemmasByLanguage:
    """The lemmas of a word by language."""
    lemmas: dict[str, list[str]] = {}
    for code, term in word.readings:
        lemmas.setdefault(code, []).append(term.lemma)
    return lemmas


def _others(run: Sequence[QueryWord], wording: thesaurus.TermMatch) -> dict[str, list[thesaurus.Word]]:
    """The words of each subject that are not searched already: as typed, or in a subject before."""
    readings = [_readings(word) for word in run]
    seen: set[str] = set()
    found: dict[str, list[thesaurus.Word]] = {}
    for id_ in wording.concepts:
        found[id_] = []
        for word in thesaurus.concept(id_).words:
            if word.lemmas and _term(word) not in seen and not _typed(word, readings):
                seen.add(_term(word))
                found[id_].append(word)
    return found


def _typed(word: thesaurus.Word, readings: Sequence[thesaurus.LemmasByLanguage]) -> bool:
    """Whether these very words were typed."""
    return len(word.lemmas) == len(readings) and all(
        lemma in reading.get(word.language, ()) for lemma, reading in zip(word.lemmas, readings, strict=True)
    )


def _told(typed: str, id_: str, words: Iterable[thesaurus.Word], statistics: IndexStatistics) -> Expansion:
    spellings = (
        Spelling(word.text, word.language, statistics.count("lemma", _marked(word)), _written(word)) for word in words
    )
    ordered = tuple(sorted(spellings, key=lambda one: (-one.count, one.language, one.text)))
    return Expansion(typed, "subject", ordered, id_)


def _own(run: Sequence[QueryWord], wording: thesaurus.TermMatch) -> list[str]:
    """The typed words as they stand in the index, in the first of the languages that they were read in."""
    language = wording.languages[0]
    return [f"{language}:{_readings(word)[language][0]}" for word in run]


def _boost(word: thesaurus.Word, wording: thesaurus.TermMatch, typed: float, statistics: IndexStatistics) -> float:
    """What a word is worth: more in another language, and never more for being rarer in the library than what was typed."""
    boost = SYNONYM if word.language in wording.languages else TRANSLATION
    rarity = statistics.total_idf(_marked(word))
    return boost * min(1.0, typed / rarity) if rarity else boost


def _best(words: Sequence[thesaurus.Word], boosts: Iterable[float]) -> tuple[EngineQuery, ...]:
    """The best of these words."""
    clauses: list[EngineQuery] = []
    for word, boost in zip(words, boosts, strict=True):
        marked = _marked(word)
        clauses.append(
            TermQuery("lemma", *marked, boost) if len(marked) == 1 else PhraseQuery("lemma", marked, 0, boost)
        )
    return (DisjunctionMax(tuple(clauses)),) if clauses else ()


def _marked(word: thesaurus.Word) -> tuple[str, ...]:
    """A word as it stands in the index: lemmas with their language."""
    return tuple(f"{word.language}:{lemma}" for lemma in word.lemmas)


def _written(word: thesaurus.Word) -> str:
    """A word as it is switched off: with its language, and readable."""
    return f"{word.language}:{word.text}"


def _term(word: thesaurus.Word) -> str:
    """A word as one text: the same for spellings that have the same lemmas."""
    return f"{word.language}:{' '.join(word.lemmas)}"
