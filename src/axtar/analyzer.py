"""Makes the index terms of texts and queries.

It composes language detection, analysis and name recognition.

Indexing, searching and highlighting all use an `Analyzer`, so that their terms agree by construction.

Index terms by field (all folded):

    surface   the word                       susada
    lemma     the entity, else the lemma     p.shusha, az:səhər → az:seher
    names     entity, entity=spelling, ~key, ~key=spelling
    ngrams    the word's 4-grams             susa usad sada
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from axtar import analysis
from axtar.analysis.spelling_keys import WrittenWord, written_word
from axtar.detect import detect_language, split_passages, word_language
from axtar.languages import LANGUAGES, UNDETERMINED, languages_in_script
from axtar.model import AnalyzedToken, Mention, Passage, QueryWord, Token
from axtar.model.entity import EntityType
from axtar.names import EMPTY_GAZETTEER, Gazetteer, NameRecognizer, is_both_names, is_person_key, shipped_entities
from axtar.names import keys as name_keys

__all__ = [
    "FILLER",
    "Analyzer",
    "NormalForm",
    "detect_language",
    "explain",
    "is_both_names",
    "is_person_key",
    "is_place",
    "mention_names",
    "mention_terms",
    "name_keys",
    "readings_in",
    "script",
    "shipped_analyzer",
    "spelling_term",
    "split_passages",
    "text_fields",
    "tokenize",
    "written_words",
]
# Linguistic functions for the layers above, which do not import the packages below.
explain, script, tokenize = analysis.explain, analysis.script, analysis.tokenize

CACHED_WORDS = 1 << 16
"""Words that a function caches."""

FILLER = "·"
"""The placeholder for a word without a term, in fields with positions."""


class NormalForm(NamedTuple):
    """A normal form of words of a query; a word has `readings`, as a `QueryWord` has."""

    text: str
    start: int
    end: int
    readings: tuple[tuple[str, AnalyzedToken], ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether it is the term of a date, a century or an identifier."""
        return not self.readings


class Analyzer:
    """Analyzes texts and queries with one gazetteer.

    It is immutable: changing entities makes a new one. Threads may share it.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._recognizer = NameRecognizer(gazetteer)
        self.canonical_query = self._recognizer.canonical_query

    def analyze(self, text: str, language: str) -> list[AnalyzedToken]:
        """Analyze a text in one language; each token has the names that begin with it."""
        return self._analyze(self._words(text, language), text, language)

    def analyze_passage(self, text: str, language: str) -> list[AnalyzedToken]:
        """Analyze a text as it is indexed: after its words come its normal forms.

        They have positions of their own, so that phrases of words match as they are written.
        """
        words = self._words(text, language)
        return [
            *self._analyze(words, text, language),
            *(token for word in self._joined_words(text) for token in self._analyze_joined(word, text, language)),
            *(_analyzed_token(word, language, ()) for word in analysis.closed_compounds(text)),
            *(_normal_term(term) for term in analysis.normal_terms(words, text)),
        ]

    def _analyze_joined(self, word: Token, text: str, language: str) -> list[AnalyzedToken]:
        """Analyze a joined word; single letters alone do not tell the language of a passage."""
        code = language if language in LANGUAGES else detect_language(word.text).language
        return self._analyze([word], text, code)

    def _joined_words(self, text: str) -> Iterator[Token]:
        """Yield the words whose letters are apart, in acronyms, headings and large initials.

        Words in the letters of another script that look alike are among them.
        """

        def is_known(word: str) -> bool:
            """Whether a word is a name, or in a dictionary: the language of a heading is uncertain."""
            return bool(analysis.dictionary_languages(word)) or self._recognizer.is_known(word)

        yield from analysis.acronyms(text)
        yield from analysis.words_of_spaced_letters(text, is_known)
        yield from analysis.drop_cap_words(text, is_known)
        yield from analysis.look_alike_words(text)

    def _words(self, text: str, language: str) -> list[Token]:
        """Return the words of a text, in today's orthography."""
        return analysis.respell(analysis.tokenize(text), text, language, self._recognizer.is_known)

    def _analyze(self, tokens: Sequence[Token], text: str, language: str) -> list[AnalyzedToken]:
        names_at = _by_start(self._recognizer.mentions(tokens, text, language))
        suffixes = analysis.number_suffixes(tokens, text)
        return [
            _suffix(token, language)
            if token.start in suffixes
            else _analyzed_token(token, language, names_at.get(token.start, ()))
            for token in tokens
        ]

    def analyze_query(self, text: str) -> list[QueryWord]:
        """Analyze a query of unknown language, each word in every language that its script allows.

        A word in an older orthography is read in today's as well; an acronym is one word.
        """
        tokens, respelled = self._query_words(text)
        names_at = _by_start(self._recognizer.query_mentions([token for _, token in respelled], text))
        suffixes = analysis.number_suffixes(tokens, text)
        return [
            QueryWord(token.text, token.start, token.end, (*modern, *_readings(token, mentions)), mentions)
            if token.start not in suffixes
            else QueryWord(token.text, token.start, token.end, _suffix_readings(token), is_suffix=True)
            for token, (language, spelled) in zip(tokens, respelled, strict=True)
            for mentions in [names_at.get(token.start, ())]
            for modern in [readings_in(language, spelled, mentions) if language else ()]
        ]

    def normal_forms(self, text: str) -> list[NormalForm]:
        """Return the normal forms of a query.

        They are its compounds as closed words, its dates, centuries and identifiers.
        """
        tokens = [
            token for _, token in analysis.respell_query(analysis.tokenize(text), text, self._recognizer.is_known)
        ]
        words = (NormalForm(*word, tuple(_readings(word, ()))) for word in analysis.closed_compounds(text))
        return [*words, *(NormalForm(*term) for term in _most_exact(analysis.normal_terms(tokens, text)))]

    def query_mentions(self, text: str) -> list[Mention]:
        """Find the names in a query: the longest at each word, none inside another."""
        _, respelled = self._query_words(text)
        return self._recognizer.query_mentions([token for _, token in respelled], text)

    def _query_words(self, text: str) -> tuple[list[Token], list[tuple[str, Token]]]:
        """Return the words of a query as typed, and with today's spelling and its language."""
        tokens = analysis.merge_acronyms(analysis.tokenize(text), text)
        return tokens, analysis.respell_query(tokens, text, self._recognizer.is_known)

    def passage_fields(self, passage: Passage) -> tuple[dict[str, str], list[AnalyzedToken]]:
        """Return the text fields of a passage, and its tokens."""
        tokens = self.analyze_passage(passage.text, passage.language)
        return text_fields(tokens), tokens


def shipped_analyzer(*, authority: bool) -> Analyzer:
    """Return the analyzer of a library without own entities; without `authority`, without any."""
    return Analyzer(Gazetteer(shipped_entities()) if authority else EMPTY_GAZETTEER)


def text_fields(tokens: Sequence[AnalyzedToken]) -> dict[str, str]:
    """Return the four text fields of a passage.

    Terms are separated by blanks, for an engine's whitespace tokenizer.

    `surface` and `lemma` have one term for each token, at its position.
    """
    return {
        "surface": " ".join([token.surface or FILLER for token in tokens]),
        "lemma": " ".join([token.entity_or_lemma for token in tokens]),
        "names": " ".join([term for token in tokens for mention in token.mentions for term in mention_terms(mention)]),
        "ngrams": " ".join(filter(None, [_ngrams(token.surface) for token in tokens])),
    }


def mention_terms(mention: Mention) -> tuple[str, ...]:
    """Return the index terms of a name.

    They are each of its entities and keys, alone and with the spelling.
    """
    spelling = spelling_term(mention.base_form)
    return tuple(form for name in mention_names(mention) for form in (name, f"{name}={spelling}"))


def mention_names(mention: Mention) -> tuple[str, ...]:
    """Return the entities of a name, and its keys marked with `~`."""
    return (*mention.entities, *(f"~{key}" for key in mention.keys))


def written_words(tokens: Sequence[AnalyzedToken], language: str) -> Iterator[WrittenWord]:
    """Return the words of a text with their keys; only names keep their capitals."""
    end = 0
    for token in tokens:
        if token.mentions:
            end = max(end, *(mention.end for mention in token.mentions))
        text = token.text if token.start < end else analysis.lower(token.text, token.language or language)
        word = written_word(text)
        if word:
            yield word


@lru_cache(CACHED_WORDS)
def spelling_term(spelling: str) -> str:
    """Format a spelling for an index term: folded, with underscores for blanks."""
    return "_".join(analysis.fold(analysis.lower(spelling, "und")).split())


@lru_cache(CACHED_WORDS)
def is_place(id_: str) -> bool:
    """Whether an entity is a place, by its id."""
    return id_.startswith(EntityType.PLACE)


def readings_in(language: str, token: Token, mentions: tuple[Mention, ...]) -> Iterable[tuple[str, AnalyzedToken]]:
    """Yield the readings of a word in one language: one for each lemma."""
    surface = analysis.surface(token.text, language)
    for lemma in analysis.lemmas(token.text, language):
        term = _lemma_term(lemma, language)
        yield language, AnalyzedToken(token.text, token.start, token.end, surface, lemma, term, mentions)


def _normal_term(term: Token) -> AnalyzedToken:
    """Return the normal form of a date or another term that is no word."""
    return AnalyzedToken(*term, term.text, term.text, _lemma_term(term.text, UNDETERMINED))


def _suffix(token: Token, language: str) -> AnalyzedToken:
    """Return the suffix of a number, which has no lemma in any language."""
    surface = analysis.surface(token.text, language)
    return AnalyzedToken(*token, surface, surface, _lemma_term(surface, UNDETERMINED))


def _suffix_readings(token: Token) -> tuple[tuple[str, AnalyzedToken], ...]:
    return tuple((code, _suffix(token, code)) for code in languages_in_script(analysis.script(token.text)))


def _most_exact(terms: Iterable[Token]) -> Iterable[Token]:
    """Return one term for each span: the first, which is that of the day and not of its month."""
    spans: dict[tuple[int, int], Token] = {}
    for term in terms:
        spans.setdefault((term.start, term.end), term)
    return spans.values()


def _readings(token: Token, mentions: tuple[Mention, ...]) -> Iterable[tuple[str, AnalyzedToken]]:
    """Yield the readings of a word in every language that its script allows."""
    for language in languages_in_script(analysis.script(token.text)):
        yield from readings_in(language, token, mentions)


def _analyzed_token(token: Token, language: str, mentions: tuple[Mention, ...]) -> AnalyzedToken:
    surface, lemma, term, own = _analyzed(token.text, language)
    return AnalyzedToken(token.text, token.start, token.end, surface, lemma, term, mentions, own)


@lru_cache(CACHED_WORDS)
def _analyzed(word: str, language: str) -> tuple[str, str, str, str]:
    """Return the surface, lemma and lemma term of a word, and the language of its letters.

    The language is "" if it is that of the passage.
    """
    own = word_language(word, language)
    lemma = analysis.lemmas(word, own)[0]
    return analysis.surface(word, own), lemma, _lemma_term(lemma, own), "" if own == language else own


def _lemma_term(lemma: str, language: str) -> str:
    """Return a lemma marked with its language; unanalyzed languages share one mark."""
    return f"{language if language in LANGUAGES else UNDETERMINED}:{lemma}" if lemma else FILLER


@lru_cache(CACHED_WORDS)
def _ngrams(surface: str) -> str:
    """Return the n-grams of a word, separated by blanks.

    They are cached, since most words of a text have occurred before.
    """
    return " ".join(analysis.ngrams(surface))


def _by_start(mentions: Iterable[Mention]) -> dict[int, tuple[Mention, ...]]:
    starts: dict[int, tuple[Mention, ...]] = {}
    for mention in mentions:
        starts[mention.start] = (*starts.get(mention.start, ()), mention)
    return starts
