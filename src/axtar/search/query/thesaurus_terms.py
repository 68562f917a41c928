"""Expansion by the thesaurus: translations and synonyms of the words typed.

All terms of a concept are searched, at lower weights than the words typed. Only the best match among them counts, so that a
concept with many terms scores no more than one with few. A term of several words divides the weight among them, since a short
query requires each of its words.
"""

from collections.abc import Iterable, Mapping, Sequence

from axtar import thesaurus
from axtar.model import DisjunctionMax, EngineQuery, Expansion, PhraseQuery, QueryWord, Spelling, TermQuery
from axtar.search.query.expansions import AddedTerms
from axtar.search.query.index_statistics import IndexStatistics
from axtar.search.query.weights import GENERAL, SYNONYM, TRANSLATION


def thesaurus_terms(
    words: Sequence[QueryWord], text: str, language: str, statistics: IndexStatistics, without: frozenset[str]
) -> Mapping[int, AddedTerms]:
    """Return translations and synonyms by the start of each word.

    `language`: the query's. `without`: terms and concepts that are switched off; they have expansions, but no queries.
    """
    added: dict[int, AddedTerms] = {}
    for match in thesaurus.match_terms([_lemmas_by_language(word) for word in words], language):
        matched = words[match.start : match.end]
        typed = text[matched[0].start : matched[-1].end]
        others = _other_words(matched, match.concepts)
        expansions = [
            _expansion(typed, id_, concept_words, statistics) for id_, concept_words in others.items() if concept_words
        ]
        searched = [
            (word, GENERAL if thesaurus.concept(id_).is_general else 1.0)
            for id_, concept_words in others.items()
            if id_ not in without
            for word in concept_words
            if without.isdisjoint((word.text, _spelling_id(word), _lemma_key(word)))
        ]
        typed_idf = statistics.total_idf(_typed_lemma_terms(matched, match))
        boosts = [factor * _boost(word, match, typed_idf, statistics) / len(matched) for word, factor in searched]
        queries = _best_of([word for word, _ in searched], boosts)
        added |= {word.start: AddedTerms(queries) for word in matched}
        added[matched[0].start] = AddedTerms(queries, tuple(expansions))
    return added


def concepts_in(words: Sequence[QueryWord]) -> list[thesaurus.Concept]:
    """List the concepts that the words are terms for, in any language that their script allows."""
    matches = thesaurus.match_terms([_lemmas_by_language(word) for word in words], "")
    return [thesaurus.concept(id_) for id_ in dict.fromkeys(id_ for match in matches for id_ in match.concepts)]


def _lemmas_by_language(word: QueryWord) -> thesaurus.LemmasByLanguage:
    lemmas: dict[str, list[str]] = {}
    for code, token in word.readings:
        lemmas.setdefault(code, []).append(token.lemma)
    return lemmas


def _other_words(matched: Sequence[QueryWord], concepts: Sequence[str]) -> dict[str, list[thesaurus.Word]]:
    """Return the words of each concept that were not typed.

    A word that several concepts have is returned under the first of them only, subjects before everyday words.
    """
    typed = [_lemmas_by_language(word) for word in matched]
    seen: set[str] = set()
    others: dict[str, list[thesaurus.Word]] = {}
    for id_ in sorted(concepts, key=lambda id_: thesaurus.concept(id_).is_general):
        others[id_] = []
        for word in thesaurus.concept(id_).words:
            if word.lemmas and _lemma_key(word) not in seen and not _was_typed(word, typed):
                seen.add(_lemma_key(word))
                others[id_].append(word)
    return others


def _was_typed(word: thesaurus.Word, typed: Sequence[thesaurus.LemmasByLanguage]) -> bool:
    return len(word.lemmas) == len(typed) and all(
        lemma in lemmas.get(word.language, ()) for lemma, lemmas in zip(word.lemmas, typed, strict=True)
    )


def _expansion(typed: str, id_: str, words: Iterable[thesaurus.Word], statistics: IndexStatistics) -> Expansion:
    """Return the expansion for a concept, with its words, most frequent first."""
    spellings = (
        Spelling(word.text, word.language, statistics.count("lemma", _lemma_terms(word)), _spelling_id(word))
        for word in words
    )
    ordered = sorted(spellings, key=lambda spelling: (-spelling.count, spelling.language, spelling.text))
    return Expansion(typed, "also" if thesaurus.concept(id_).is_general else "subject", tuple(ordered), id_)


def _typed_lemma_terms(matched: Sequence[QueryWord], match: thesaurus.TermMatch) -> list[str]:
    """Return the typed words as index terms in the first language of the match."""
    language = match.languages[0]
    return [f"{language}:{_lemmas_by_language(word)[language][0]}" for word in matched]


def _boost(word: thesaurus.Word, match: thesaurus.TermMatch, typed_idf: float, statistics: IndexStatistics) -> float:
    """Return a word's weight, lowered if it is rarer than the words typed.

    It would otherwise outscore them.
    """
    boost = SYNONYM if word.language in match.languages else TRANSLATION
    idf = statistics.total_idf(_lemma_terms(word))
    return boost * min(1.0, typed_idf / idf) if idf else boost


def _best_of(words: Sequence[thesaurus.Word], boosts: Iterable[float]) -> tuple[EngineQuery, ...]:
    """Return a query that scores by the best of the words; no query if there are none."""
    queries: list[EngineQuery] = []
    for word, boost in zip(words, boosts, strict=True):
        terms = _lemma_terms(word)
        queries.append(TermQuery("lemma", *terms, boost) if len(terms) == 1 else PhraseQuery("lemma", terms, 0, boost))
    return (DisjunctionMax(tuple(queries)),) if queries else ()


def _lemma_terms(word: thesaurus.Word) -> tuple[str, ...]:
    """Return the index terms of a word's lemmas."""
    return tuple(f"{word.language}:{lemma}" for lemma in word.lemmas)


def _spelling_id(word: thesaurus.Word) -> str:
    """Return a word's identifier in `Request.without`."""
    return f"{word.language}:{word.text}"


def _lemma_key(word: thesaurus.Word) -> str:
    """Return a word's language and lemmas: equal for spellings that have the same lemmas."""
    return f"{word.language}:{' '.join(word.lemmas)}"
