"""Corrections: words that were probably meant, as the library writes them."""

from collections.abc import Iterable, Sequence
from math import log

from axtar import analysis
from axtar.analysis.spelling_keys import LONG, WrittenWord, folded, neighbours, second_neighbours, written_word
from axtar.languages import languages_in_script
from axtar.search.sources import Sources
from axtar.search.spelling.slips import highest_cost, slip_cost

WEIGHED = 60
"""Candidates, the nearest by plain edit distance, whose slips are weighed."""

COUNTED = 20
"""Candidates, the cheapest, whose frequency counts."""

MAX_SECOND_NEIGHBOURS = 25_000
"""Keys two edits away that are looked up."""

FREQUENT = 0.06  # what a word e times as frequent may cost more
OTHER_MARKS = 0.05  # what a letter with other diacritics than typed costs


def corrections(typed: str, sources: Sources, limit: int) -> list[str]:
    """Return the words that were probably meant, best first: similar and frequent ones."""
    word = written_word(typed)
    if word is None:
        return []
    costs = _costs(typed, _candidates(word, sources))
    if not costs and len(word.text) >= LONG:
        costs = _costs(
            typed,
            sources.catalogue.corpus_words.words_by_consonants(
                second_neighbours(word.consonants, MAX_SECOND_NEIGHBOURS)
            ),
        )
    cheapest = sorted(costs, key=lambda text: (costs[text], text))[:COUNTED]
    counts = {text: frequency(text, sources) for text in cheapest}
    found = [text for text in cheapest if counts[text]]
    return sorted(found, key=lambda text: (costs[text] - FREQUENT * log(counts[text]), text))[:limit]


def spelling_of(typed: str, sources: Sources) -> str:
    """Return how the library writes a word, preferably as typed; "" if no text holds it."""
    word = written_word(typed)
    if word is None:
        return ""
    form = folded(typed)
    texts = [text for text in sources.catalogue.corpus_words.words_by_sound([word.sound]) if folded(text) == form]
    lowercase = analysis.lower(typed, "und")
    nearest = min(texts, key=lambda text: (analysis.lower(text, "und") != lowercase, text), default="")
    if not nearest or not frequency(nearest, sources):
        return ""
    return typed if analysis.lower(nearest, "und") == lowercase else nearest


def frequency(word: str, sources: Sources) -> int:
    """Return the number of passages that contain a word as it is spelled."""
    languages = languages_in_script(analysis.script(word))
    surfaces = {analysis.surface(word, language) for language in languages}
    return max((sources.engine.frequency("surface", surface) for surface in surfaces), default=0)


def _candidates(word: WrittenWord, sources: Sources) -> list[str]:
    """Return the words with the same sound key, and those with a key an edit away."""
    words = sources.catalogue.corpus_words
    candidates = words.words_by_sound([word.sound]) + words.words_by_sound(sorted(neighbours(word.sound)))
    return (
        candidates + words.words_by_consonants(sorted(neighbours(word.consonants))) if word.consonants else candidates
    )


def _costs(typed: str, candidates: Iterable[str]) -> dict[str, float]:
    """Return the costs of the candidates that are near enough, whatever their capitals."""
    from rapidfuzz import process  # imported here to start fast: most searches match and need no suggestions
    from rapidfuzz.distance import OSA

    form, lowercase = folded(typed), analysis.lower(typed, "und")
    spellings = _with_typed_capitals(typed, candidates)
    forms = {text: folded(text) for text in spellings}
    cutoff = 2 + len(form) // LONG
    nearest = process.extract(form, forms, scorer=OSA.distance, score_cutoff=cutoff, limit=WEIGHED)
    costs = {text: slip_cost(form, other) for other, _, text in nearest if other != form}
    limit = highest_cost(form)
    return {
        text: cost + OTHER_MARKS * OSA.distance(lowercase, analysis.lower(text, "und"))
        for text, cost in costs.items()
        if cost <= limit
    }


def _with_typed_capitals(typed: str, candidates: Iterable[str]) -> Sequence[str]:
    """Return one candidate of those that differ in capitals only: preferably as typed."""
    capital = typed[:1].isupper()
    chosen: dict[str, str] = {}
    for text in sorted(set(candidates), key=lambda text: (text[:1].isupper() != capital, text)):
        chosen.setdefault(analysis.lower(text, "und"), text)
    return list(chosen.values())
