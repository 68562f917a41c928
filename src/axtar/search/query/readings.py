"""Readings of the words of a query: in which language, and as a form of which lemma.

A word typed is many words: сеть is *net* in Russian and, read as Azerbaijani in Cyrillic, English *set*. Each reading has a
probability: from the frequency of the word in the language (`word_frequencies.tsv`), its letters, whether a dictionary has it,
whether it is a dictionary form, and the languages of the other words. Probable readings are searched; the others are offered.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from math import exp, log
from typing import NamedTuple

from axtar import analysis, detect, tables
from axtar.analyzer import readings_in
from axtar.languages import LANGUAGES
from axtar.model import AnalyzedToken, QueryWord, Token
from axtar.search.query.choices import Choices

MIN_SHARE, MIN_FORM_SHARE = 0.06, 0.003
"""Shares of the most probable reading below which others are not searched: others in general, dictionary forms in Latin."""

UNLISTED, UNKNOWN = {"az": 30}, -10
"""Frequencies, ten times their logarithm: of a dictionary word not in the table (in other languages 20); of an unknown word.

The Azerbaijani counts are of a smaller text, so that a more frequent word is missing."""

INFLECTED, OTHER_LEMMA = 0.1, 0.02
"""Factors for a reading as an inflected form, if the word is a dictionary form in another language, or in the same."""

AZERBAIJANI_IN_CYRILLIC = 0.0001
"""Factor for a word in Cyrillic whose letters do not show that it is Azerbaijani."""

CONTENT_SHARE = 0.002
"""Share of the probability of a function word from which a content word of another language is meant: *at* is a horse."""

UNCERTAINTY = 0.1
"""Share of a word's evidence about the language of the others that is distributed evenly."""

ROMANIZATION = (("sh", "s"), ("ch", "c"), ("kh", "x"), ("gh", "g"), ("zh", "j"))
"""English spellings of letters of Azerbaijani and Turkish, and these letters without diacritics."""

MIN_CONTEXT, RELATED = 0.02, 0.3
"""Least factor of a language by the other words, which may be in another one; of Turkish beside Azerbaijani and inversely."""

Reading = tuple[str, AnalyzedToken]
"""A language, and the word as it is analyzed in this language."""


@dataclass(frozen=True, slots=True)
class WordReadings:
    """A word of a query with its probable readings; `improbable` are the others.

    `is_homograph`: whether a word that is not meant is written alike, such as a function word of another language; then only
    lemmas tell them apart.
    """

    word: QueryWord
    improbable: tuple[Reading, ...] = ()
    is_homograph: bool = False


class _WeighedReading(NamedTuple):
    """A reading with its weight.

    `is_form`: whether the word is a dictionary form in it; `is_function`: whether it is a function word.
    """

    reading: Reading
    weight: float
    is_form: bool
    is_function: bool


def weigh_readings(words: Sequence[QueryWord], choices: Choices) -> list[WordReadings]:
    """Divide the readings of each word into those to search and the others.

    The probable ones are searched, or those that the reader has chosen.
    """
    if choices.all_readings or choices.exact:
        return [WordReadings(word) for word in words]
    words = [_with_romanized_reading(word) for word in words]
    frequencies = [[_frequency(word, *reading) for reading in word.readings] for word in words]
    contexts = _contexts([_language_shares(word, own) for word, own in zip(words, frequencies, strict=True)])
    return [
        _chosen(word, choices.entities) or _divided(word, own, context)
        for word, own, context in zip(words, frequencies, contexts, strict=True)
    ]


def _chosen(word: QueryWord, lemma_terms: frozenset[str]) -> WordReadings | None:
    """Divide the readings of a word of which some are chosen."""
    chosen = tuple(reading for reading in word.readings if reading[1].lemma_term in lemma_terms)
    others = tuple(reading for reading in word.readings if reading not in chosen)
    return WordReadings(replace(word, readings=chosen), others, is_homograph=bool(others)) if chosen else None


def _with_romanized_reading(word: QueryWord) -> QueryWord:
    """Add the readings of a word that no dictionary has and that is romanized: sheher as şəhər."""
    written = word.text.lower()
    if "h" not in written or any(_is_known(word.text, code, token) for code, token in word.readings):
        return word
    for digraph, letter in ROMANIZATION:
        written = written.replace(digraph, letter)
    respelled = Token(written, word.start, word.end)
    added = tuple(
        reading
        for code in ("az", "tr")
        if analysis.is_dictionary_word(written, code)
        for reading in readings_in(code, respelled, word.mentions)
    )
    return replace(word, readings=(*added, *word.readings)) if added else word


def _is_known(text: str, language: str, token: AnalyzedToken) -> bool:
    return analysis.is_dictionary_word(text, language) or _listed_frequency(token.surface, language) is not None


def _divided(word: QueryWord, frequencies: Sequence[float], context: Mapping[str, float]) -> WordReadings:
    is_name = word.text[:1].isupper() and any(mention.entities for mention in word.mentions)
    if is_name or not word.text.isalpha():  # a name is written alike in all languages, and so is a number
        return WordReadings(word)
    readings = _weighed(word, frequencies, context)
    is_content = _is_content_word(readings)
    candidates = [own for own in readings if not (is_content and own.is_function)]
    kept = [own.reading for own in _probable(candidates, word, _clear_language(context))]
    improbable = tuple(own.reading for own in readings if own.reading not in kept)
    surfaces = {token.surface for _, token in kept}
    is_homograph = is_content and any(token.surface in surfaces for _, token in improbable)
    return WordReadings(replace(word, readings=tuple(kept)), improbable, is_homograph)


def _is_content_word(readings: Sequence[_WeighedReading]) -> bool:
    """Whether a word means a content word, though another language has a function word alike.

    A question of function words alone, or one in the language of the function word, means the function word.
    """
    least = CONTENT_SHARE * max(own.weight for own in readings)
    is_probable = any(own.is_form and not own.is_function and own.weight >= least for own in readings)
    return is_probable and any(own.is_function for own in readings)


def _probable(readings: Sequence[_WeighedReading], word: QueryWord, shown_language: str) -> Iterator[_WeighedReading]:
    """Yield the readings that are probable, or in the language that others show."""
    highest = max(own.weight for own in readings)
    form_share = MIN_FORM_SHARE if analysis.script(word.text) == "Latn" else MIN_SHARE
    for own in readings:
        is_shown = own.weight > 0 and own.reading[0] == shown_language
        if is_shown or own.weight >= (form_share if own.is_form else MIN_SHARE) * highest:
            yield own


def _clear_language(context: Mapping[str, float]) -> str:
    """Return the language that the other words show, "" if several are possible.

    A word is read in it even if no dictionary of the language has it.
    """
    first, second = sorted(context, key=lambda code: -context[code])[:2]
    return first if context[second] <= RELATED * context[first] else ""


def _weighed(word: QueryWord, frequencies: Sequence[float], context: Mapping[str, float]) -> list[_WeighedReading]:
    """Return the readings of a word with their weights."""
    forms = [_is_dictionary_form(token, code, word) for code, token in word.readings]
    languages = {
        code
        for (code, _), is_form in zip(word.readings, forms, strict=True)
        if is_form and _letter_factor(word, code) == 1
    }
    weighed = []
    for (code, token), frequency, is_form in zip(word.readings, frequencies, forms, strict=True):
        factor = 1.0 if is_form or not languages else OTHER_LEMMA if code in languages else INFLECTED
        weight = frequency * factor * context.get(code, 0.0)
        weighed.append(_WeighedReading((code, token), weight, is_form, analysis.is_stopword(token.surface, code)))
    return weighed


def _is_dictionary_form(token: AnalyzedToken, language: str, word: QueryWord) -> bool:
    return token.lemma == token.surface and analysis.is_dictionary_word(word.text, language)


def _frequency(word: QueryWord, language: str, token: AnalyzedToken) -> float:
    """Return the estimated frequency of a word in a language, in a billion words."""
    is_known = analysis.is_dictionary_word(word.text, language)
    # Without diacritics a transliterated word is many words: Шуше is not şüşə.
    is_listable = is_known or language != "az" or analysis.script(word.text) == "Latn"
    scale = _listed_frequency(token.surface, language) if is_listable else None
    if scale is None:
        scale = UNLISTED.get(language, 20) if is_known else UNKNOWN
    return 10 ** (scale / 10) * _letter_factor(word, language)


def _letter_factor(word: QueryWord, language: str) -> float:
    """Return the share of a language among the words with these letters."""
    if analysis.script(word.text) != "Cyrl":
        return 1.0
    is_azerbaijani = detect.word_language(word.text, "ru") == "az"
    return 1.0 if is_azerbaijani == (language == "az") else 0.0 if is_azerbaijani else AZERBAIJANI_IN_CYRILLIC


def _language_shares(word: QueryWord, frequencies: Sequence[float]) -> Mapping[str, float]:
    """Return the probability of each language of a word by itself; they add up to 1."""
    weights: dict[str, float] = {}
    for (code, _), frequency in zip(word.readings, frequencies, strict=True):
        weights[code] = max(weights.get(code, 0.0), frequency)
    total = sum(weights.values()) if word.text.isalpha() else 0.0
    return {code: weight / total for code, weight in weights.items()} if total else {}


def _contexts(evidence: Sequence[Mapping[str, float]]) -> list[Mapping[str, float]]:
    """Return the probability of each language by the other words, for each word.

    The highest is 1. The time is linear, since a word's share is taken out of the whole.
    """
    logs = [
        {
            code: log(UNCERTAINTY / len(LANGUAGES) + (1 - UNCERTAINTY) * own.get(code, 0.0)) if own else 0.0
            for code in LANGUAGES
        }
        for own in evidence
    ]
    totals = {code: sum(own[code] for own in logs) for code in LANGUAGES}
    return [_context({code: totals[code] - own[code] for code in LANGUAGES}) for own in logs]


def _context(logs: Mapping[str, float]) -> Mapping[str, float]:
    highest = max(logs.values())
    shares = {code: exp(value - highest) for code, value in logs.items()}
    turkic = RELATED * max(shares["az"], shares["tr"])
    return {code: max(share, turkic if code in {"az", "tr"} else MIN_CONTEXT) for code, share in shares.items()}


@cache
def _table() -> list[str]:
    return tables.lines(__package__, "word_frequencies.tsv")


def _listed_frequency(surface: str, language: str) -> int | None:
    """Return the frequency in the table, whose columns are in the order of LANGUAGES."""
    cells = tables.lookup_sorted(surface, _table()).split("\t")
    listed = dict(zip(LANGUAGES, cells, strict=False)).get(language)
    return int(listed) if listed else None
