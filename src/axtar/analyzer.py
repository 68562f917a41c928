"""A text becomes terms: the one composition of analysis and names.

Adding, searching and highlighting all call `analyze`, `lemma_term` and `mention_terms`, so that what is stored, what is asked and
what is marked agree by construction.

An index term is written so in each field (all folded):

    surface   the word                       susada
    lemma     the entity, else the lemma     p.shusha, az:səhər → az:seher
    names     entity, entity=spelling, ~key, ~key=spelling
    grams     the word's 4-grams             susa usad sada
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from axtar import analysis, names
from axtar.detect import word_language
from axtar.languages import LANGUAGES, UNDETERMINED, languages_in_script
from axtar.model import AnalyzedToken, Mention, Passage, Token

SCHEMA = 2
"""Raise it when index terms are written in another way: every index made before is then outdated."""

REMEMBERED = 1 << 16  # words per function


def analyze(text: str, language: str) -> list[AnalyzedToken]:
    """All words of a text in one language, with the names that begin at each."""
    tokens = analysis.tokenize(text)
    return _terms(tokens, names.mentions(tokens, text, language), language)


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word that a reader typed, and its readings: (language, term), one for each lemma that it may have.

    Names are looked up without regard to language and case, and are the same in every reading.
    """

    text: str
    start: int
    end: int
    readings: tuple[tuple[str, AnalyzedToken], ...]
    mentions: tuple[Mention, ...] = ()


def analyze_query(text: str) -> list[QueryWord]:
    """The words of a text in an unknown language, each read in every language that its script allows."""
    tokens = analysis.tokenize(text)
    starts = _by_start(names.query_mentions(tokens, text))
    return [
        QueryWord(
            token.text,
            token.start,
            token.end,
            tuple(_readings(token, starts.get(token.start, ()))),
            starts.get(token.start, ()),
        )
        for token in tokens
    ]


def _readings(token: Token, mentions: tuple[Mention, ...]) -> Iterable[tuple[str, AnalyzedToken]]:
    for language in languages_in_script(analysis.script(token.text)):
        surface = analysis.surface(token.text, language)
        for lemma in analysis.lemmas(token.text, language):
            yield language, AnalyzedToken(token.text, token.start, token.end, surface, lemma, mentions)


def lemma_term(term: AnalyzedToken, language: str) -> str:
    """The entity that begins at a term, else its lemma marked with the language."""
    for mention in term.mentions:
        if mention.entities:
            return mention.entities[0]
    return bare_lemma_term(term, language)


def bare_lemma_term(term: AnalyzedToken, language: str) -> str:
    """The lemma marked with its own language, else the passage's; languages that we do not analyse share one mark."""
    return _marked(term.lemma, term.language or language)


@lru_cache(REMEMBERED)
def _marked(lemma: str, language: str) -> str:
    return f"{language if language in LANGUAGES else UNDETERMINED}:{lemma}" if lemma else FILLER


def mention_terms(mention: Mention) -> tuple[str, ...]:
    """The index terms of a name: each thing that it may be, alone and with its spelling."""
    spelling = spelling_term(mention.base_form)
    return tuple(form for name in mention_names(mention) for form in (name, f"{name}={spelling}"))


def mention_names(mention: Mention) -> tuple[str, ...]:
    """What a name may be: its entities, and what its sound says."""
    return (*mention.entities, *(f"~{key}" for key in mention.keys))


@lru_cache(REMEMBERED)
def is_place(id_: str) -> bool:
    """Whether an entity is a place: the authority file's ids say so (p. places, h. humans, o. organisations)."""
    return id_.startswith("p.")


@lru_cache(REMEMBERED)
def spelling_term(base: str) -> str:
    """A spelling as it stands in an index term: folded, blanks written as underscores."""
    return "_".join(analysis.fold(analysis.lower(base, "und")).split())


def text_fields(terms: Sequence[AnalyzedToken], language: str) -> dict[str, str]:
    """The four text fields of a passage, ready for an engine's whitespace tokenizer.

    `surface` and `lemma` hold one index term for each word, at its position.
    """
    return {
        "surface": " ".join([term.surface or FILLER for term in terms]),
        "lemma": " ".join([lemma_term(term, language) for term in terms]),
        "names": " ".join([name for term in terms for mention in term.mentions for name in mention_terms(mention)]),
        "ngrams": " ".join(filter(None, [_grams(term.surface) for term in terms])),
    }


@lru_cache(REMEMBERED)
def _grams(surface: str) -> str:
    """The grams of a word, ready to be stored: a word comes back more often than not."""
    return " ".join(analysis.ngrams(surface))


def passage_fields(passage: Passage) -> tuple[dict[str, str], list[AnalyzedToken]]:
    """A passage's text fields and its terms."""
    terms = analyze(passage.text, passage.language)
    return text_fields(terms, passage.language), terms


def fingerprint() -> str:
    """A hash of all that shapes index terms."""
    parts = (str(SCHEMA), analysis.version(), names.version())
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


FILLER = "·"
"""Stands in a field with positions where a word has no term there."""


def _terms(tokens: Sequence[Token], mentions: Iterable[Mention], language: str) -> list[AnalyzedToken]:
    starts = _by_start(mentions)
    return [
        AnalyzedToken(token.text, token.start, token.end, surface, lemma, starts.get(token.start, ()), own)
        for token in tokens
        for surface, lemma, own in [_analysed(token.text, language)]
    ]


@lru_cache(REMEMBERED)
def _analysed(word: str, language: str) -> tuple[str, str, str]:
    """A word's surface and lemma by the language that its letters tell, and that language where it is not the passage's."""
    own = word_language(word, language)
    return analysis.surface(word, own), analysis.lemmas(word, own)[0], "" if own == language else own


def _by_start(mentions: Iterable[Mention]) -> dict[int, tuple[Mention, ...]]:
    starts: dict[int, tuple[Mention, ...]] = {}
    for mention in mentions:
        starts[mention.start] = (*starts.get(mention.start, ()), mention)
    return starts
