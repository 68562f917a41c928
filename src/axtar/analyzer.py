"""Text to index terms: the one composition of language detection, analysis and names.

Adding, searching and highlighting all use an `Analyzer`, so that what is stored, searched and highlighted agrees by
construction.

Index terms by field (all folded):

    surface   the word                       susada
    lemma     the entity, else the lemma     p.shusha, az:səhər → az:seher
    names     entity, entity=spelling, ~key, ~key=spelling
    ngrams    the word's 4-grams             susa usad sada
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from axtar import analysis
from axtar.detect import detect_language, split_passages, word_language
from axtar.languages import LANGUAGES, UNDETERMINED, languages_in_script
from axtar.model import AnalyzedToken, Mention, Passage, QueryWord, Token
from axtar.model.entity import EntityType
from axtar.names import Gazetteer, NameRecognizer
from axtar.names import keys as name_keys

__all__ = [
    "FILLER",
    "Analyzer",
    "detect_language",
    "explain",
    "is_place",
    "mention_names",
    "mention_terms",
    "name_keys",
    "script",
    "spelling_term",
    "split_passages",
    "text_fields",
    "tokenize",
]
# The linguistic functions that the layers above need; they import them from here.
explain, script, tokenize = analysis.explain, analysis.script, analysis.tokenize

CACHED_WORDS = 1 << 16
"""Words cached by a function."""

FILLER = "·"
"""Stands in a field with positions where a word has no term."""


class Analyzer:
    """Analyzes texts and queries with one gazetteer. Immutable: a change of entities makes a new one. Threads share it."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._recognizer = NameRecognizer(gazetteer)
        self.canonical_query = self._recognizer.canonical_query

    def analyze(self, text: str, language: str) -> list[AnalyzedToken]:
        """All words of a text in one language, each with the names that begin there."""
        tokens = analysis.tokenize(text)
        names_at = _by_start(self._recognizer.mentions(tokens, text, language))
        return [
            AnalyzedToken(token.text, token.start, token.end, surface, lemma, term, names_at.get(token.start, ()), own)
            for token in tokens
            for surface, lemma, term, own in [_analyzed(token.text, language)]
        ]

    def analyze_query(self, text: str) -> list[QueryWord]:
        """The words of a text in an unknown language, each read in every language that its script allows."""
        tokens = analysis.tokenize(text)
        names_at = _by_start(self._recognizer.query_mentions(tokens, text))
        return [
            QueryWord(token.text, token.start, token.end, tuple(_readings(token, mentions)), mentions)
            for token in tokens
            for mentions in [names_at.get(token.start, ())]
        ]

    def query_mentions(self, text: str) -> list[Mention]:
        """The names in a query: the longest at each word, none inside another."""
        return self._recognizer.query_mentions(analysis.tokenize(text), text)

    def passage_fields(self, passage: Passage) -> tuple[dict[str, str], list[AnalyzedToken]]:
        """A passage's text fields, and its words."""
        tokens = self.analyze(passage.text, passage.language)
        return text_fields(tokens), tokens


def text_fields(tokens: Sequence[AnalyzedToken]) -> dict[str, str]:
    """The four text fields of a passage, ready for an engine's whitespace tokenizer.

    `surface` and `lemma` hold one index term for each word, at its position.
    """
    return {
        "surface": " ".join([token.surface or FILLER for token in tokens]),
        "lemma": " ".join([token.entity_or_lemma for token in tokens]),
        "names": " ".join([term for token in tokens for mention in token.mentions for term in mention_terms(mention)]),
        "ngrams": " ".join(filter(None, [_ngrams(token.surface) for token in tokens])),
    }


def mention_terms(mention: Mention) -> tuple[str, ...]:
    """The index terms of a name: each entity and key that it may be, alone and with its spelling."""
    spelling = spelling_term(mention.base_form)
    return tuple(form for name in mention_names(mention) for form in (name, f"{name}={spelling}"))


def mention_names(mention: Mention) -> tuple[str, ...]:
    """What a name may be: its entities, and its keys marked with `~`."""
    return (*mention.entities, *(f"~{key}" for key in mention.keys))


@lru_cache(CACHED_WORDS)
def spelling_term(spelling: str) -> str:
    """A spelling as it stands in an index term: folded, with underscores for blanks."""
    return "_".join(analysis.fold(analysis.lower(spelling, "und")).split())


@lru_cache(CACHED_WORDS)
def is_place(id_: str) -> bool:
    """Return whether an entity is a place, by its id."""
    return id_.startswith(EntityType.PLACE)


def _readings(token: Token, mentions: tuple[Mention, ...]) -> Iterable[tuple[str, AnalyzedToken]]:
    for language in languages_in_script(analysis.script(token.text)):
        surface = analysis.surface(token.text, language)
        for lemma in analysis.lemmas(token.text, language):
            term = _lemma_term(lemma, language)
            yield language, AnalyzedToken(token.text, token.start, token.end, surface, lemma, term, mentions)


@lru_cache(CACHED_WORDS)
def _analyzed(word: str, language: str) -> tuple[str, str, str, str]:
    """A word's surface, lemma, lemma term, and the language of its letters where that is not the passage's."""
    own = word_language(word, language)
    lemma = analysis.lemmas(word, own)[0]
    return analysis.surface(word, own), lemma, _lemma_term(lemma, own), "" if own == language else own


def _lemma_term(lemma: str, language: str) -> str:
    """A lemma marked with its language; languages that we do not analyze share one mark."""
    return f"{language if language in LANGUAGES else UNDETERMINED}:{lemma}" if lemma else FILLER


@lru_cache(CACHED_WORDS)
def _ngrams(surface: str) -> str:
    """The n-grams of a word, ready to be stored; most words of a text have been seen before."""
    return " ".join(analysis.ngrams(surface))


def _by_start(mentions: Iterable[Mention]) -> dict[int, tuple[Mention, ...]]:
    starts: dict[int, tuple[Mention, ...]] = {}
    for mention in mentions:
        starts[mention.start] = (*starts.get(mention.start, ()), mention)
    return starts
