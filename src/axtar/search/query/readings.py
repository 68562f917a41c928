"""Readings of the words of a query: in which language, and as a form of which lemma.

A word typed is many words: сеть is *net* in Russian and, read as Azerbaijani in Cyrillic, English *set*. Each reading has a
probability: from the frequency of the word in the language (`word_frequencies.tsv`), its letters, whether a dictionary has it,
whether it is a dictionary form, and the languages of the other words. Probable readings are searched; the others are offered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from axtar import analysis, detect
from axtar.languages import LANGUAGES
from axtar.model import AnalyzedToken, QueryWord
from axtar.search.query.choices import Choices
from axtar.tables import lookup_sorted

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

_LANGUAGE_ORDER = ("en", "tr", "az", "ru")  # of the columns of word_frequencies.tsv

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


def weigh_readings(words: Sequence[QueryWord], choices: Choices) -> list[WordReadings]:
    """Divide the readings of each word into those to search and the others.

    The probable ones are searched, or those that the reader has chosen.
    """
    if choices.all_readings or choices.exact:
        return [WordReadings(word) for word in words]
    words = [_with_romanized_reading(word) for word in words]
    evidence = [_language_shares(word) for word in words]
    return [_chosen(word, choices.entities) or _divided(word, _context(evidence, at)) for at, word in enumerate(words)]


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
    added = tuple(
        (code, AnalyzedToken(word.text, word.start, word.end, surface, lemma, f"{code}:{lemma}", word.mentions))
        for code in ("az", "tr")
        if analysis.is_dictionary_word(written, code)
        for surface in (analysis.surface(written, code),)
        for lemma in analysis.lemmas(written, code)
    )
    return replace(word, readings=(*added, *word.readings)) if added else word


def _is_known(text: str, language: str, token: AnalyzedToken) -> bool:
    return analysis.is_dictionary_word(text, language) or _listed_frequency(token.surface, language) is not None


def _divided(word: QueryWord, context: Mapping[str, float]) -> WordReadings:
    is_name = word.text[:1].isupper() and any(mention.entities for mention in word.mentions)
    if is_name or not word.text.isalpha():  # a name is written alike in all languages, and so is a number
        return WordReadings(word)
    weights = [weight * context.get(code, 0.0) for (code, _), weight in zip(word.readings, _weights(word), strict=True)]
    function = [analysis.is_stopword(token.surface, code) for code, token in word.readings]
    forms = [_is_dictionary_form(token, code, word) for code, token in word.readings]
    content = [
        weight
        for weight, is_form, is_function in zip(weights, forms, function, strict=True)
        if is_form and not is_function
    ]
    # A question of function words alone, or one in the language of the function word, means the function word.
    is_content = any(weight >= CONTENT_SHARE * max(weights) for weight in content) and any(function)
    shown_language = _clear_language(context)
    kept: list[Reading] = []
    improbable: list[Reading] = []
    is_latin = analysis.script(word.text) == "Latn"
    highest = max(
        weight for weight, is_function in zip(weights, function, strict=True) if not (is_content and is_function)
    )
    for reading, weight, is_form, is_function in zip(word.readings, weights, forms, function, strict=True):
        is_probable = weight >= (MIN_FORM_SHARE if is_form and is_latin else MIN_SHARE) * highest
        is_shown = weight > 0 and reading[0] == shown_language
        is_kept = (is_probable or is_shown) and not (is_content and is_function)
        (kept if is_kept else improbable).append(reading)
    surfaces = {token.surface for _, token in kept}
    is_homograph = is_content and any(token.surface in surfaces for _, token in improbable)
    return WordReadings(replace(word, readings=tuple(kept)), tuple(improbable), is_homograph)


def _clear_language(context: Mapping[str, float]) -> str:
    """Return the language that the other words show, "" if several are possible.

    A word is read in it even if no dictionary of the language has it.
    """
    first, second = sorted(context, key=lambda code: -context[code])[:2]
    return first if context[second] <= RELATED * context[first] else ""


def _weights(word: QueryWord) -> list[float]:
    """Return the weight of each reading, without its context."""
    languages = {
        code
        for code, token in word.readings
        if _is_dictionary_form(token, code, word) and _letter_factor(word, code) == 1
    }
    return [
        _frequency(word, code, token)
        * (
            1.0
            if not languages or _is_dictionary_form(token, code, word)
            else OTHER_LEMMA
            if code in languages
            else INFLECTED
        )
        for code, token in word.readings
    ]


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


def _language_shares(word: QueryWord) -> Mapping[str, float]:
    """Return the probability of each language of a word by itself; they add up to 1."""
    weights: dict[str, float] = {}
    for code, token in word.readings:
        weights[code] = max(weights.get(code, 0.0), _frequency(word, code, token))
    total = sum(weights.values()) if word.text.isalpha() else 0.0
    return {code: weight / total for code, weight in weights.items()} if total else {}


def _context(evidence: Sequence[Mapping[str, float]], at: int) -> Mapping[str, float]:
    """Return the probability of each language by the words other than the one at an index."""
    shares = dict.fromkeys(LANGUAGES, 1.0)
    for index, others in enumerate(evidence):
        if index != at and others:
            for code in shares:
                shares[code] *= UNCERTAINTY / len(LANGUAGES) + (1 - UNCERTAINTY) * others.get(code, 0.0)
        highest = max(shares.values())  # many words would underflow
        shares = {code: share / highest for code, share in shares.items()}
    turkic = RELATED * max(shares["az"], shares["tr"])
    return {code: max(share, turkic if code in {"az", "tr"} else MIN_CONTEXT) for code, share in shares.items()}


@cache
def _table() -> list[str]:
    text = files(__package__).joinpath("word_frequencies.tsv").read_text("utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"]


def _listed_frequency(surface: str, language: str) -> int | None:
    cells = lookup_sorted(surface, _table()).split("\t")
    listed = dict(zip(_LANGUAGE_ORDER, cells, strict=False)).get(language)
    return int(listed) if listed else None
