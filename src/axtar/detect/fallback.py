"""What our own counts leave undecided: languages that a few letters give away, and langdetect for all others.

langdetect knows its stock profiles and ours of Azerbaijani and Turkish. Loading those of a script takes some 0.1 s and a
text takes milliseconds: ask it seldom.
"""

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from axtar.detect import ngram_model
from axtar.detect.tables import PROFILES, read
from axtar.languages import UNDETERMINED


@cache
def _letters() -> dict[str, frozenset[str]]:
    """Letters of languages in Cyrillic that Russian has not."""
    rows = (line.split("\t") for line in read("letters.tsv").splitlines()[1:])
    return {language: frozenset(letters) for language, letters in rows}


@cache
def _any() -> frozenset[str]:
    return frozenset().union(*_letters().values())


@cache
def _factory(script: str) -> Any:  # noqa: ANN401 - langdetect has no types
    """A factory of detectors for the languages of a script, which give the same answer each time.

    It holds what langdetect's own loading of profiles makes, without the languages that cannot be meant.
    """
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory

    stock = sorted(path for path in Path(PROFILES_DIRECTORY).iterdir() if path.is_file())
    texts = [path.read_text("utf8") for path in stock] + [read(f"profiles/{name}.json") for name in PROFILES]
    profiles = [
        profile for profile in map(json.loads, texts) if ngram_model.word_script(_commonest(profile["freq"])) == script
    ]
    factory = DetectorFactory()
    factory.langlist = [profile["name"] for profile in profiles]
    chances: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(profiles))
    for place, profile in enumerate(profiles):
        for gram, count in profile["freq"].items():
            chances[gram][place] = count / profile["n_words"][len(gram) - 1]
    factory.word_lang_prob_map = dict(chances)
    factory.set_seed(0)
    return factory


def _commonest(counts: dict[str, int]) -> str:
    """The commonest letter of a profile."""
    return max((gram for gram in counts if len(gram) == 1), key=counts.__getitem__)


def _by_letters(words: list[str]) -> str:
    """The language that most of such letters belong to; empty where fewer than two words have any, or several languages fit."""
    own = [letters for letters in map(frozenset, set(words)) if not letters.isdisjoint(_any())]
    counts = {language: sum(len(letters & word) for word in own) for language, letters in _letters().items()}
    most = max(counts.values())
    best = [language for language, n in counts.items() if n == most]
    return best[0] if len(own) > 1 and len(best) == 1 else ""


def _by_profiles(text: str, script: str) -> tuple[str, float]:
    """What langdetect finds most likely; `und` where it knows none of the letters."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory(script).create()
    detector.append(text)
    try:
        best = detector.get_probabilities()[:1]
    except LangDetectException:
        best = []
    return (best[0].lang.partition("-")[0], best[0].prob) if best else (UNDETERMINED, 0.0)


def guess(text: str, words: list[str], script: str) -> tuple[str, float]:
    """The most likely language in a script and how sure that is, from 0 to 1; `und` where nothing speaks for any."""
    language = _by_letters(words)
    return (language, 1.0) if language else _by_profiles(text, script)
