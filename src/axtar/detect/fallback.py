"""Detection of languages that the n-gram model lacks.

Distinctive letters decide, else langdetect, with its stock profiles and ours of Azerbaijani and Turkish. Loading the profiles
of a script takes about 0.1 s and each text takes milliseconds, so callers ask only in doubt.
"""

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from axtar.detect import ngram_model
from axtar.detect.tables import PROFILES, read
from axtar.languages import UNDETERMINED

_SAMPLE_LENGTH = 20_000  # characters; langdetect reads 10,000, without web addresses


def guess(text: str, words: list[str], script: str) -> tuple[str, float]:
    """Guess the language of a text in a script, with a confidence from 0 to 1.

    The language is `und` if there is no evidence.
    """
    language = _by_distinctive_letters(words)
    return (language, 1.0) if language else _by_langdetect(text, script)


@cache
def _distinctive_letters() -> dict[str, frozenset[str]]:
    """Map each language to its Cyrillic letters that Russian lacks (data/letters.tsv)."""
    rows = (line.split("\t") for line in read("letters.tsv").splitlines()[1:])
    return {language: frozenset(letters) for language, letters in rows}


@cache
def _all_distinctive_letters() -> frozenset[str]:
    return frozenset().union(*_distinctive_letters().values())


def _by_distinctive_letters(words: list[str]) -> str:
    """Return the language with most of the distinctive letters.

    Returns "" if fewer than two words have any, or if languages tie.
    """
    marked = [letters for letters in map(frozenset, set(words)) if not letters.isdisjoint(_all_distinctive_letters())]
    counts = {
        language: sum(len(letters & word) for word in marked) for language, letters in _distinctive_letters().items()
    }
    highest = max(counts.values())
    best = [language for language, count in counts.items() if count == highest]
    return best[0] if len(marked) > 1 and len(best) == 1 else ""


def _by_langdetect(text: str, script: str) -> tuple[str, float]:
    """Return the most probable language by langdetect; `und` if it knows none of the letters."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _detector_factory(script).create()
    detector.append(text[:_SAMPLE_LENGTH])
    try:
        best = detector.get_probabilities()[:1]
    except LangDetectException:
        best = []
    return (best[0].lang.partition("-")[0], best[0].prob) if best else (UNDETERMINED, 0.0)


@cache
def _detector_factory(script: str) -> Any:  # noqa: ANN401 - langdetect has no types
    """Return a factory of deterministic detectors for the languages of a script.

    It is filled as langdetect fills its own, but without the languages of other scripts.
    """
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    stock = sorted(path for path in Path(PROFILES_DIRECTORY).iterdir() if path.is_file())
    texts = [path.read_text("utf8") for path in stock] + [read(f"profiles/{name}.json") for name in PROFILES]
    profiles = [
        profile
        for profile in map(json.loads, texts)
        if ngram_model.word_script(_most_frequent_letter(profile["freq"])) == script
    ]
    factory = DetectorFactory()
    factory.langlist = [profile["name"] for profile in profiles]
    probabilities: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(profiles))
    for column, profile in enumerate(profiles):
        for ngram, count in profile["freq"].items():
            probabilities[ngram][column] = count / profile["n_words"][len(ngram) - 1]
    factory.word_lang_prob_map = dict(probabilities)
    factory.set_seed(0)
    return factory


def _most_frequent_letter(counts: dict[str, int]) -> str:
    """Return the most frequent letter of a profile."""
    return max((ngram for ngram in counts if len(ngram) == 1), key=counts.__getitem__)
