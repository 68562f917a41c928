"""Words that were typed become units: names of one or several words, and single words, each with what it is searched as."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from axtar import detect
from axtar.analyzer import Analyzer, mention_names
from axtar.model import ConstantScore, Disjunction, EngineQuery, Expansion, Mention, QueryWord, Spelling, TermQuery
from axtar.search.query.builders import exact_phrase, unique
from axtar.search.query.choices import Choices
from axtar.search.query.disambiguation import as_question_word, is_only_a_name, selected_names
from axtar.search.query.idf import query_idf, with_idf_cap
from axtar.search.query.index_statistics import IndexStatistics
from axtar.search.query.number_variants import number_variants
from axtar.search.query.stopwords import is_question_word, is_stopword
from axtar.search.query.thesaurus_terms import NOTHING_ADDED, AddedTerms, thesaurus_terms
from axtar.search.query.weights import ENTITY, KEY, LEMMA, NAMED, PRESENT, SURFACE


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One or several words that are searched as one thing.

    `kind` is word, name (by its key), entity, stopword, or question for a word that asks. `surfaces` are its words as the
    query's language writes them: Cyrillic ones in Latin letters where that is Azerbaijani.
    """

    text: str
    surfaces: tuple[str, ...]
    query: EngineQuery
    expansions: tuple[Expansion, ...]
    kind: str
    idf: float = 0.0


@dataclass
class QueryTermBuilder:
    """Makes query terms of typed words: in all languages and spellings, as far as the reader's choices allow."""

    analyzer: Analyzer
    statistics: IndexStatistics
    choices: Choices
    spellings: dict[str, dict[str, tuple[str, str]]] = field(default_factory=dict)

    def of(self, text: str) -> list[QueryTerm]:
        """The things that a run of words names, in its order: longest names first, then single words."""
        language = detect.detect_language(text).language
        words = [
            as_question_word(word) if is_question_word(word, language) else word
            for word in self.analyzer.analyze_query(text)
        ]
        taken = selected_names(words)
        self._look_up(name for mention in taken for name in mention_names(mention))
        others = self._translations(words, taken, text, language)
        units = []
        for word in words:
            mentions = [mention for mention in taken if mention.start == word.start]
            if mentions:
                units.append(self._name(text, words, mentions, language, others.get(word.start, NOTHING_ADDED)))
            elif not any(mention.start <= word.start < mention.end for mention in taken):
                units.append(self._word(word, language, others.get(word.start, NOTHING_ADDED)))
        return [self._weighed(unit) for unit in units]

    def _weighed(self, unit: QueryTerm) -> QueryTerm:
        """A unit that is worth something for being in a passage at all."""
        rare = query_idf(unit.query, self.statistics)
        present = ConstantScore(unit.query, (NAMED if is_name(unit) else PRESENT) * rare)
        clause = Disjunction((unit.query, present))
        return replace(unit, query=clause, idf=rare)

    def _translations(
        self, words: Sequence[QueryWord], names_: Sequence[Mention], text: str, language: str
    ) -> Mapping[int, AddedTerms]:
        """The words of other languages, and other ways of writing numbers, for all words that are no part of a name alone."""
        if self.choices.exact:
            return {}
        free = [
            replace(word, readings=()) if any(is_only_a_name(word, one) for one in names_) else word for word in words
        ]
        others = thesaurus_terms(free, text, language, self.statistics, self.choices.without)
        return {**others, **number_variants(free, text, self.statistics, self.choices.without)}

    def _word(self, word: QueryWord, language: str, other: AddedTerms = NOTHING_ADDED) -> QueryTerm:
        surfaces = unique(term.surface for _, term in word.readings)
        clauses: list[EngineQuery] = [TermQuery("surface", surface, SURFACE) for surface in surfaces]
        expansions = [self._surfaces(word.text, surfaces)]
        if not self.choices.exact:
            lemmas = unique((code, token.lemma_term) for code, token in word.readings)
            kept = [(code, lemma) for code, lemma in lemmas if lemma not in self.choices.without]
            clauses += [TermQuery("lemma", lemma, LEMMA) for _, lemma in kept]
            expansions.append(Expansion(word.text, "word", tuple(self._form(lemma) for _, lemma in lemmas)))
            clauses += other.queries
            expansions += other.expansions
        kind = "question" if is_question_word(word, language) else "stopword" if is_stopword(word, language) else "word"
        return QueryTerm(word.text, (_written(word, language),), Disjunction(tuple(clauses)), tuple(expansions), kind)

    def _name(
        self,
        text: str,
        words: Sequence[QueryWord],
        mentions: Sequence[Mention],
        language: str,
        other: AddedTerms,
    ) -> QueryTerm:
        start, end = mentions[0].start, max(mention.end for mention in mentions)
        run = [word for word in words if start <= word.start < end]
        typed, surfaces = text[start:end], tuple(_written(word, language) for word in run)
        alone = self._word(run[0], "", other)
        if self.choices.exact:
            return alone if len(run) == 1 else QueryTerm(typed, surfaces, exact_phrase(run), (), "name")
        names_ = unique(name for mention in mentions for name in mention_names(mention))
        if not self.choices.entities.isdisjoint(names_):
            return self._as_chosen(typed, surfaces, [name for name in names_ if not name.startswith("~")])
        clauses = [clause for name in names_ for clause in self._spelled(name)]
        expansions = _once(self._identity(typed, name) for name in names_)
        if len(run) == 1:
            clauses.append(
                with_idf_cap(alone.query, query_idf(Disjunction(tuple(clauses)), self.statistics), self.statistics)
            )
            expansions += alone.expansions
        kind = "entity" if any(mention.entities for mention in mentions) else "name"
        return QueryTerm(typed, surfaces, Disjunction(tuple(clauses)), tuple(expansions), kind)

    def _as_chosen(self, typed: str, surfaces: tuple[str, ...], entities: Sequence[str]) -> QueryTerm:
        """A name that is searched as the chosen of its entities, and neither by its sound nor by its letters."""
        clauses = [clause for name in entities if name in self.choices.entities for clause in self._spelled(name)]
        expansions = [
            one if one.id in self.choices.entities else replace(one, kind="other")
            for one in (self._identity(typed, name) for name in entities)
        ]
        return QueryTerm(typed, surfaces, Disjunction(tuple(clauses)), tuple(expansions), "entity")

    def _look_up(self, names_: Iterable[str]) -> None:
        """Fetch the spellings of names that are not known yet, all at once."""
        wanted = [name for name in unique(names_) if name not in self.spellings]
        self.spellings.update((name, {}) for name in wanted)
        for name, base, text, language in self.statistics.spellings(wanted) if wanted else ():
            shown = self.spellings[name].get(base)
            in_heading = shown and shown[0].isupper()  # whose capitals are nobody's spelling
            if not shown or (in_heading and not text.isupper()):
                self.spellings[name][base] = text, language

    def _spelled(self, name: str) -> list[EngineQuery]:
        """A name in all spellings, or in those that the reader left on."""
        boost = KEY if name.startswith("~") else ENTITY
        if name in self.choices.without:
            return []
        if self.choices.without:
            left = [base for base in self.spellings[name] if base not in self.choices.without]
            if len(left) < len(self.spellings[name]):
                return [TermQuery("names", f"{name}={base}", boost) for base in left]
        return [TermQuery("names", name, boost)]

    def _identity(self, typed: str, name: str) -> Expansion:
        rows = self.spellings[name].items()
        spellings = (
            Spelling(text, language, self.statistics.frequency("names", f"{name}={base}"), text)
            for base, (text, language) in rows
        )
        ordered = tuple(sorted((one for one in spellings if one.count), key=lambda one: (-one.count, one.text)))
        kind = "name" if name.startswith("~") else "entity"
        return Expansion(typed, kind, ordered, name, self.statistics.frequency("names", name))

    def _surfaces(self, typed: str, surfaces: Sequence[str]) -> Expansion:
        shown = [typed] if len(surfaces) == 1 else surfaces
        counts = [self.statistics.frequency("surface", surface) for surface in surfaces]
        spellings = (Spelling(text, "", count, one) for text, count, one in zip(shown, counts, surfaces, strict=True))
        return Expansion(typed, "exact", tuple(spellings))

    def _form(self, lemma: str) -> Spelling:
        code, _, word = lemma.partition(":")
        return Spelling(word, code, self.statistics.frequency("lemma", lemma), lemma)


def content_terms(units: Sequence[QueryTerm]) -> Sequence[QueryTerm]:
    """The units that say what is looked for; all, where none does."""
    return [unit for unit in units if unit.kind not in {"stopword", "question"}] or units


def is_name(unit: QueryTerm) -> bool:
    """Whether a unit is a name: a known one, or an unknown one written as one."""
    return unit.kind == "entity" or (unit.kind == "name" and unit.text[:1].isupper())


def _written(word: QueryWord, language: str) -> str:
    """A word's surface in a language; where it cannot be read in it, the last of its readings: Cyrillic ones end with Russian."""
    return next((term.surface for code, term in word.readings if code == language), word.readings[-1][1].surface)


def _once(expansions: Iterable[Expansion]) -> list[Expansion]:
    """Expansions of one name, each spelling with all entities that it may be, or with the first key that has it."""
    told: set[str] = set()
    shown = []
    for one in expansions:
        fresh = tuple(spelling for spelling in one.spellings if one.kind == "entity" or spelling.text not in told)
        told.update(spelling.text for spelling in fresh)
        shown.append(replace(one, spellings=fresh))
    return shown
