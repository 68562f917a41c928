"""The language and script of a text."""

import math

from axtar.detect import foreign, spelling
from axtar.languages import UNDETERMINED
from axtar.model import Detected

_DOUBT = 10 * spelling.NAT  # how near other languages may come before langdetect is asked
_ENOUGH = 30  # letters, to be taken for another language than ours
_SURE = 0.9
_LEAST = 0.4  # below it, letters speak for all of our languages alike


def detect(text: str) -> Detected:
    """The language and script that a text's letters speak for; `und` where there are none, or where nothing is sure."""
    words = spelling.words(spelling.lower(text))
    return judge(text, words, spelling.costs(words)) if words else Detected(UNDETERMINED, "Zyyy", 0.0)


def judge(text: str, words: list[str], costs: spelling.Costs) -> Detected:
    """As `detect`, where words and their costs are known."""
    script = spelling.READINGS[costs.index(min(costs))].script
    best, least, others = None, 0, math.inf
    for reading, cost in zip(spelling.READINGS, costs, strict=True):
        if reading.script == script and not reading.language:
            others = cost
        elif reading.script == script and (best is None or cost < least):
            best, least = reading, cost
    doubtful = others < least + _DOUBT or (script == "Cyrl" and spelling.FOREIGN.search(text))
    if best is None or (doubtful and sum(map(len, words)) >= _ENOUGH):
        language, sure = foreign.guess(text, words)
        if best is None or sure >= _SURE:
            return Detected(language, script, sure)
    named = [cost for reading, cost in zip(spelling.READINGS, costs, strict=True) if reading.language]
    chance = _weight(least, named) / sum(_weight(cost, named) for cost in named)
    return Detected(best.language if chance >= _LEAST else UNDETERMINED, script, chance)


def _weight(cost: int, costs: list[int]) -> float:
    """How likely a reading is, beside the best of all."""
    return math.exp((min(costs) - cost) / spelling.NAT)
