"""The terms of a query: names and words, each with the engine query it is searched as."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from axtar import analysis, detect
from axtar.analyzer import Analyzer, is_both_names, mention_names
from axtar.model import (
    AnalyzedToken,
    ConstantScore,
    Disjunction,
    EngineQuery,
    Expansion,
    Mention,
    PersonNames,
    PhraseQuery,
    QueryWord,
    TermQuery,
)
from axtar.search.query import persons
from axtar.search.query.builders import exact_phrase, phrase_of, scaled, term_sequences, unique
from axtar.search.query.choices import Choices
from axtar.search.query.disambiguation import as_question_word, is_only_a_name, names_of_words, selected_names
from axtar.search.query.expansions import (
    NOTHING_ADDED,
    AddedTerms,
    is_phonetic_key,
    lemma_expansion,
    merge_added_terms,
    name_expansion,
    reading_expansion,
    surface_expansion,
    without_repeated_spellings,
)
from axtar.search.query.idf import query_idf, with_idf_cap
from axtar.search.query.index_statistics import IndexStatistics
from axtar.search.query.name_spellings import NameSpellings
from axtar.search.query.normal_forms import normal_form_terms
from axtar.search.query.number_variants import number_variants
from axtar.search.query.readings import WordReadings, weigh_readings
from axtar.search.query.stopwords import is_question_word, is_stopword
from axtar.search.query.thesaurus_terms import thesaurus_terms
from axtar.search.query.weights import (
    BOTH_NAMES,
    ENTITY,
    LEMMA,
    NAME_AS_WORD,
    NAME_PRESENCE,
    PHONETIC_KEY,
    PRESENCE,
    SURFACE,
)


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """A word or a name of several words, with the engine query that it is searched as.

    `kind`: word, name (unknown, by its phonetic key), entity, stopword or question (question word). `surfaces`: the surfaces of
    its words in the query's language; Azerbaijani in Cyrillic is transliterated. `fallback`: what to search if no document
    matches: of a person, the family name.
    """

    text: str
    surfaces: tuple[str, ...]
    query: EngineQuery
    expansions: tuple[Expansion, ...]
    kind: str
    idf: float = 0.0
    fallback: tuple[EngineQuery, ...] = ()


def content_terms(terms: Sequence[QueryTerm]) -> Sequence[QueryTerm]:
    """Return the terms without stop words and question words, or all if there are no others."""
    return [term for term in terms if term.kind not in {"stopword", "question"}] or terms


def is_name(term: QueryTerm) -> bool:
    """Whether a term is a name: a known one, or an unknown one with a capital."""
    return term.kind == "entity" or (term.kind == "name" and term.text[:1].isupper())


class QueryTermBuilder:
    """Builds the terms of a query, in all languages and spellings that the choices allow."""

    def __init__(self, analyzer: Analyzer, statistics: IndexStatistics, choices: Choices) -> None:
        self.analyzer = analyzer
        self.statistics = statistics
        self.choices = choices
        self._spellings = NameSpellings(statistics)

    def build(self, text: str) -> list[QueryTerm]:
        """Split a text into its longest names and the words between them, in order."""
        language = detect.detect_language(text).language
        words = [
            as_question_word(word) if is_question_word(word, language) else word
            for word in self.analyzer.analyze_query(text)
        ]
        weighed = weigh_readings(words, self.choices)
        words = [readings.word for readings in weighed]
        names = selected_names(words)
        self._spellings.load(name for mention in names for name in (*mention_names(mention), *_family(mention)))
        names_of = names_of_words(words, names)
        added_at = self._added_terms(words, names_of, text, language)
        terms = []
        for readings, word, own in zip(weighed, words, names_of, strict=True):
            added = added_at.get(word.start, NOTHING_ADDED)
            mentions = [mention for mention in own if mention.start == word.start]
            if mentions:
                terms.append(self._name(text, weighed, mentions, language, added))
            elif not own:
                terms.append(self._word(readings, language, added))
        return [self._with_presence_boost(term) for term in terms]

    def _with_presence_boost(self, term: QueryTerm) -> QueryTerm:
        """Return the term with a query that scores for its presence as well as by BM25."""
        idf = query_idf(term.query, self.statistics)
        present = ConstantScore(term.query, (NAME_PRESENCE if is_name(term) else PRESENCE) * idf)
        return replace(term, query=Disjunction((term.query, present)), idf=idf)

    def _added_terms(
        self, words: Sequence[QueryWord], names_of: Sequence[Sequence[Mention]], text: str, language: str
    ) -> Mapping[int, AddedTerms]:
        """Return translations, synonyms and notations by the start of each word; none for names."""
        if self.choices.exact:
            return {}
        candidates = [
            replace(word, readings=()) if any(is_only_a_name(word, name) for name in own) else word
            for word, own in zip(words, names_of, strict=True)
        ]
        without = self.choices.without
        forms = normal_form_terms(candidates, text, self.analyzer, self.statistics, without)
        numbers = [word for word in candidates if word.start not in forms]
        return merge_added_terms(
            thesaurus_terms(candidates, text, language, self.statistics, without),
            number_variants(numbers, text, self.statistics, without),
            forms,
        )

    def _word(self, readings: WordReadings, language: str, added: AddedTerms) -> QueryTerm:
        word = readings.word
        surfaces = unique(token.surface for code, token in word.readings if not _is_written_alike(word, code, token))
        lemmas = [lemma for _, lemma in unique((code, token.lemma_term) for code, token in word.readings)]
        searched = [lemma for lemma in lemmas if lemma not in self.choices.without]
        only_lemmas = readings.is_homograph and not self.choices.exact
        field, forms = ("lemma", searched) if only_lemmas else ("surface", surfaces)
        queries: list[EngineQuery] = [TermQuery(field, form, SURFACE) for form in forms]
        expansions = [surface_expansion(word.text, surfaces, self.statistics)]
        if not self.choices.exact:
            queries += [TermQuery("lemma", lemma, LEMMA) for lemma in searched]
            queries += added.queries
            expansions += (lemma_expansion(word.text, lemmas, self.statistics), *added.expansions)
            expansions.append(reading_expansion(word.text, readings.improbable, self.statistics))
        kind = "question" if is_question_word(word, language) else "stopword" if is_stopword(word, language) else "word"
        return QueryTerm(word.text, (_surface(word, language),), Disjunction(tuple(queries)), tuple(expansions), kind)

    def _name(
        self, text: str, weighed: Sequence[WordReadings], mentions: Sequence[Mention], language: str, added: AddedTerms
    ) -> QueryTerm:
        words = [readings.word for readings in weighed]
        start, end = mentions[0].start, max(mention.end for mention in mentions)
        first = bisect_left(words, start, key=attrgetter("start"))
        name_words = words[first : bisect_left(words, end, key=attrgetter("start"))]
        typed, surfaces = text[start:end], tuple(_surface(word, language) for word in name_words)
        if self.choices.exact and len(name_words) > 1:
            return QueryTerm(typed, surfaces, exact_phrase(name_words), (), "name")
        as_word = self._word(weighed[first], "", added)  # in no language, since a name is no stop word
        if self.choices.exact:
            return as_word
        names = unique(name for mention in mentions for name in mention_names(mention))
        if not self.choices.entities.isdisjoint(names):
            return self._chosen_entity(typed, surfaces, [name for name in names if not is_phonetic_key(name)])
        if mentions[0].person:
            return self._person(typed, name_words, mentions[0].person, names)
        queries = [query for name in names for query in self._name_queries(name)]
        expansions = without_repeated_spellings(self._name_expansion(typed, name) for name in names)
        if len(name_words) == 1:
            idf = query_idf(Disjunction(tuple(queries)), self.statistics)
            word_query = with_idf_cap(as_word.query, idf, self.statistics)
            is_known_name = typed[:1].isupper() and any(mention.entities for mention in mentions)
            queries.append(scaled(word_query, NAME_AS_WORD) if is_known_name else word_query)
            expansions += as_word.expansions
        else:
            queries += self._as_words(name_words)
        kind = "entity" if any(mention.entities for mention in mentions) else "name"
        return QueryTerm(typed, surfaces, Disjunction(tuple(queries)), tuple(expansions), kind)

    def _as_words(self, words: Sequence[QueryWord]) -> list[EngineQuery]:
        """Return the queries for the words of a name side by side, as written and inflected.

        A passage that contains what was typed is always found: *red bridge* is a village, and any bridge that is red.
        """
        inflected = [phrase_of("lemma", terms) for terms in term_sequences(words, inflected=True)]
        return [exact_phrase(words), *(query for query in inflected if isinstance(query, PhraseQuery))]

    def _person(self, typed: str, words: Sequence[QueryWord], person: PersonNames, names: Sequence[str]) -> QueryTerm:
        """Return the term of a person: both names, or an initial.

        It is the family name alone, if the reader chose it.
        """
        surfaces = tuple(_surface(word, "") for word in words)
        entities = [self._name_expansion(typed, name) for name in names if not is_phonetic_key(name)]
        own = persons.person_expansions(typed, names, self._spellings, self.statistics)
        family = persons.family_expansion(typed, person, self._spellings, self.statistics)
        others = persons.family_query(person, self._name_queries)
        if persons.family_id(person) in self.choices.entities:
            return QueryTerm(typed, surfaces, Disjunction((others,)), (*family, *own), "name")
        queries = [query for name in names for query in self._name_queries(name)]
        queries += [*self._as_words(words), *persons.both_apart(person, self._name_queries)]
        kind = "entity" if entities else "name"
        found = max((expansion.count for expansion in (*entities, *own)), default=0)
        expansions = (*entities, *own, *(expansion for expansion in family if expansion.count > found))
        return QueryTerm(typed, surfaces, Disjunction(tuple(queries)), expansions, kind, fallback=(others,))

    def _chosen_entity(self, typed: str, surfaces: tuple[str, ...], entities: Sequence[str]) -> QueryTerm:
        """Return the term of a name that is searched only as the entities that the reader chose.

        Its phonetic key and the word itself are not searched.
        """
        chosen = self.choices.entities
        queries = [query for name in entities if name in chosen for query in self._name_queries(name)]
        expansions = tuple(
            expansion if expansion.id in chosen else replace(expansion, kind="other")
            for expansion in (self._name_expansion(typed, name) for name in entities)
        )
        return QueryTerm(typed, surfaces, Disjunction(tuple(queries)), expansions, "entity")

    def _name_queries(self, name: str) -> list[EngineQuery]:
        """Return the queries for an entity or key.

        There is one for all spellings, or one for each if some are excluded.
        """
        boost = _boost(name)
        without = self.choices.without
        if name in without:
            return []
        if without:
            spellings = self._spellings.of(name)
            remaining = [folded for folded in spellings if folded not in without]
            if len(remaining) < len(spellings):
                return [TermQuery("names", f"{name}={folded}", boost) for folded in remaining]
        return [TermQuery("names", name, boost)]

    def _name_expansion(self, typed: str, name: str) -> Expansion:
        return name_expansion(typed, name, self._spellings.of(name), self.statistics)


def _is_written_alike(word: QueryWord, language: str, token: AnalyzedToken) -> bool:
    """Whether a word in Cyrillic is transliterated to a word of another language.

    Then only its lemma is searched, which is marked with its language: ат is not English *at*.
    """
    return (
        language == "az"
        and analysis.script(word.text) == "Cyrl"
        and any(analysis.is_dictionary_word(token.surface, other) for other in ("en", "tr"))
    )


def _boost(name: str) -> float:
    """Return the weight of an entity or a key: of both names of a person like an entity."""
    if not is_phonetic_key(name):
        return ENTITY
    return BOTH_NAMES if is_both_names(name) else PHONETIC_KEY


def _family(mention: Mention) -> tuple[str, ...]:
    return mention.person.family if mention.person else ()


def _surface(word: QueryWord, language: str) -> str:
    """Return a word's surface in a language, or else in its last reading.

    For a word in Cyrillic, the last reading is Russian.
    """
    return next((token.surface for code, token in word.readings if code == language), word.readings[-1][1].surface)
