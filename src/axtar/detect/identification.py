"""Language identification: the language and script of a text, with a calibrated confidence."""

import math
import re

from axtar.detect import calibration, fallback, ngram_model
from axtar.detect.ngram_model import COST_PER_NAT, MODEL, STATES, Costs
from axtar.detect.old_russian import with_modern_letters
from axtar.languages import UNDETERMINED
from axtar.model import DetectedLanguage

_FALLBACK_MARGIN = 10 * COST_PER_NAT  # langdetect is used if another language is at most this much worse
_MIN_ARABIC_EVIDENCE = 8 * COST_PER_NAT  # for Azerbaijani in Arabic script: two words of no other language
_MIN_FALLBACK_LETTERS = 30  # a shorter text is never identified as a language without a model
_MIN_FALLBACK_CONFIDENCE = 0.9
_MIN_PROBABILITY = 0.4  # below it, the letters fit all modelled languages alike
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s*$")
# Prior for a sentence in plain ASCII letters that both Turkic languages spell alike: Azerbaijani, whose ə is on few
# keyboards, is typed without its letters more often.
_ASCII_TURKISH_PENALTY = COST_PER_NAT
_TURKISH = next(index for index, state in enumerate(STATES) if state.language == "tr")


def _states_by_script(*, modelled: bool) -> dict[str, list[int]]:
    """Return the indexes of the states of each script, for modelled languages or all others."""
    return {
        script: [i for i, state in enumerate(STATES) if state.script == script and bool(state.language) == modelled]
        for script in dict.fromkeys(state.script for state in STATES)
    }


_MODELLED, _OTHER = _states_by_script(modelled=True), _states_by_script(modelled=False)
_ALL_MODELLED = [index for indexes in _MODELLED.values() for index in indexes]


def detect_language(text: str) -> DetectedLanguage:
    """Detect the language and script of a text.

    The language is `und` if the text has no letters or no language is probable.
    """
    text = with_modern_letters(text)
    words = ngram_model.split_words(ngram_model.normalize_case(text))
    return identify(text, words, MODEL.text_costs(words)) if words else DetectedLanguage(UNDETERMINED, "Zyyy", 0.0)


def identify(text: str, words: list[str], costs: Costs) -> DetectedLanguage:
    """Detect the language of a text whose lowercase words and costs are known."""
    best, script, _ = _best_modelled(costs)
    if not best or (sum(map(len, words)) >= _MIN_FALLBACK_LETTERS and may_be_other_language(text, costs)):
        language, confidence = fallback.guess(text, words, script)
        if not best or confidence >= _MIN_FALLBACK_CONFIDENCE:
            return DetectedLanguage(language, script, confidence)
    language, probability = most_probable(text, costs)
    return DetectedLanguage(
        language if probability >= _MIN_PROBABILITY else UNDETERMINED, script, calibration.calibrate(probability)
    )


def most_probable(text: str, costs: Costs) -> tuple[str, float]:
    """Return the most probable modelled language in the text's script, and its probability.

    The probability is a softmax of costs, and not calibrated.
    """
    if text.isascii() and _SENTENCE_END.search(text):
        costs = [cost + _ASCII_TURKISH_PENALTY * (index == _TURKISH) for index, cost in enumerate(costs)]
    best, _, best_cost = _best_modelled(costs)
    lowest, *others = sorted([costs[index] for index in _ALL_MODELLED])
    rest = sum([math.exp((lowest - other) / COST_PER_NAT) for other in others])
    return best, math.exp((lowest - best_cost) / COST_PER_NAT) / (1 + rest)


def may_be_other_language(text: str, costs: Costs) -> bool:
    """Whether a text may be in a language without a model.

    It may if one is nearly as probable as the best modelled language, or if the text has letters of one.
    """
    _, script, best_cost = _best_modelled(costs)
    return _best_other_cost(costs, script) < best_cost + _FALLBACK_MARGIN or (
        script == "Cyrl" and ngram_model.FOREIGN_CYRILLIC.search(text) is not None
    )


def _best_modelled(costs: Costs) -> tuple[str, str, float]:
    """Return the best modelled language of the best script, the script, and the cost.

    If there is none, the language is "" and the cost infinite. In Arabic script Azerbaijani needs positive evidence.
    """
    script = STATES[costs.index(min(costs))].script
    index = min(_MODELLED[script], key=costs.__getitem__, default=None)
    if index is None or (script == "Arab" and costs[index] + _MIN_ARABIC_EVIDENCE > _best_other_cost(costs, script)):
        return "", script, math.inf
    return STATES[index].language, script, costs[index]


def _best_other_cost(costs: Costs, script: str) -> float:
    """Return the lowest cost in a script of the languages without a model."""
    return min([costs[index] for index in _OTHER[script]], default=math.inf)
