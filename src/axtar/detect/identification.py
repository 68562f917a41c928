"""The language and script of a text."""

import math
import re

from axtar.detect import calibration, fallback, ngram_model
from axtar.languages import UNDETERMINED
from axtar.model import DetectedLanguage

_DOUBT = 10 * ngram_model.COST_PER_NAT  # how near other languages may come before langdetect is asked
_TELLING = (
    8 * ngram_model.COST_PER_NAT
)  # what words in Arabic script must say for Azerbaijani: two that are no other language's
_ENOUGH = 30  # letters, to be taken for another language than ours
_SURE = 0.9
_LEAST = 0.4  # below it, letters speak for all of our languages alike
_SENTENCE = re.compile(r"[.!?][\"')\]]*\s*$")
# A sentence in plain letters that both Turkic languages spell alike counts as Azerbaijani: its ə is on few keyboards, so
# that more of it is typed without its letters.
_PLAIN_TURKISH = ngram_model.COST_PER_NAT
_TURKISH = next(place for place, reading in enumerate(ngram_model.STATES) if reading.language == "tr")
_OURS, _OTHERS = (
    {
        one.script: [
            place
            for place, reading in enumerate(ngram_model.STATES)
            if reading.script == one.script and bool(reading.language) == named
        ]
        for one in ngram_model.STATES
    }
    for named in (True, False)
)
_NAMED = [place for places in _OURS.values() for place in places]


def detect_language(text: str) -> DetectedLanguage:
    """The language and script that a text's letters speak for; `und` where there are none, or where nothing is sure."""
    words = ngram_model.split_words(ngram_model.normalize_case(text))
    return (
        identify(text, words, ngram_model.text_costs(words)) if words else DetectedLanguage(UNDETERMINED, "Zyyy", 0.0)
    )


def identify(text: str, words: list[str], costs: ngram_model.Costs) -> DetectedLanguage:
    """As `detect_language`, where words and their costs are known."""
    best, script, _ = _best(costs)
    if not best or (sum(map(len, words)) >= _ENOUGH and may_be_other_language(text, costs)):
        language, sure = fallback.guess(text, words, script)
        if not best or sure >= _SURE:
            return DetectedLanguage(language, script, sure)
    language, chance = most_probable(text, costs)
    return DetectedLanguage(language if chance >= _LEAST else UNDETERMINED, script, calibration.calibrate(chance))


def most_probable(text: str, costs: ngram_model.Costs) -> tuple[str, float]:
    """The likeliest of our languages in the text's script, and its chance by letters alone, which is too sure."""
    if text.isascii() and _SENTENCE.search(text):
        costs = [cost + _PLAIN_TURKISH * (place == _TURKISH) for place, cost in enumerate(costs)]
    best, _, own = _best(costs)
    least, *more = sorted([costs[place] for place in _NAMED])
    rest = sum([math.exp((least - other) / ngram_model.COST_PER_NAT) for other in more])
    return best, math.exp((least - own) / ngram_model.COST_PER_NAT) / (1 + rest)


def may_be_other_language(text: str, costs: ngram_model.Costs) -> bool:
    """Whether a language that we do not count may be the text's: one comes near the best of ours, or letters give it away."""
    _, script, least = _best(costs)
    return _others(costs, script) < least + _DOUBT or (
        script == "Cyrl" and ngram_model.FOREIGN_CYRILLIC.search(text) is not None
    )


def _best(costs: ngram_model.Costs) -> tuple[str, str, float]:
    """The likeliest of our languages in the likeliest script, the script, and the cost; empty and infinite where we have none.

    A text in Arabic script is ours only where its words tell.
    """
    script = ngram_model.STATES[costs.index(min(costs))].script
    place = min(_OURS[script], key=costs.__getitem__, default=None)
    if place is None or (script == "Arab" and costs[place] + _TELLING > _others(costs, script)):
        return "", script, math.inf
    return ngram_model.STATES[place].language, script, costs[place]


def _others(costs: ngram_model.Costs, script: str) -> float:
    """The least cost in a script of the languages that we do not count."""
    return min([costs[place] for place in _OTHERS[script]], default=math.inf)
