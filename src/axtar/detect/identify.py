"""The language and script of a text."""

import math

from axtar.detect import foreign, spelling
from axtar.languages import UNDETERMINED
from axtar.model import Detected

_DOUBT = 10 * spelling.NAT  # how near other languages may come before langdetect is asked
_TELLING = (
    8 * spelling.NAT
)  # how much words in Arabic script must say for Azerbaijani: two that are no other language's
_ENOUGH = 30  # letters, to be taken for another language than ours
_SURE = 0.9
_LEAST = 0.4  # below it, letters speak for all of our languages alike


def detect(text: str) -> Detected:
    """The language and script that a text's letters speak for; `und` where there are none, or where nothing is sure."""
    words = spelling.words(spelling.lower(text))
    return judge(text, words, spelling.costs(words)) if words else Detected(UNDETERMINED, "Zyyy", 0.0)


def judge(text: str, words: list[str], costs: spelling.Costs) -> Detected:
    """As `detect`, where words and their costs are known."""
    best, script, least = _best(costs)
    if not best or (sum(map(len, words)) >= _ENOUGH and is_doubtful(text, costs)):
        language, sure = foreign.guess(text, words)
        if not best or sure >= _SURE:
            return Detected(language, script, sure)
    named = [cost for reading, cost in zip(spelling.READINGS, costs, strict=True) if reading.language]
    chance = _weight(least, named) / sum(_weight(cost, named) for cost in named)
    return Detected(best if chance >= _LEAST else UNDETERMINED, script, chance)


def is_doubtful(text: str, costs: spelling.Costs) -> bool:
    """Whether a language that we do not count may be the text's: one comes near the best of ours, or letters give it away."""
    _, script, least = _best(costs)
    others = min(_of(costs, script, named=False), default=math.inf)
    return others < least + _DOUBT or (script == "Cyrl" and spelling.FOREIGN.search(text) is not None)


def _best(costs: spelling.Costs) -> tuple[str, str, float]:
    """The likeliest of our languages in the likeliest script, the script, and the cost; empty and infinite where we have none.

    A text in Arabic script is ours only where its words tell.
    """
    script = spelling.READINGS[costs.index(min(costs))].script
    least = min(_of(costs, script, named=True), default=math.inf)
    if script == "Arab" and least + _TELLING > min(_of(costs, script, named=False)):
        return "", script, math.inf
    readings = zip(spelling.READINGS, costs, strict=True)
    return (
        next((r.language for r, cost in readings if r.script == script and r.language and cost == least), ""),
        script,
        least,
    )


def _of(costs: spelling.Costs, script: str, *, named: bool) -> list[int]:
    """The costs in a script of our languages (`named`), or of those that we do not count."""
    readings = zip(spelling.READINGS, costs, strict=True)
    return [cost for reading, cost in readings if reading.script == script and bool(reading.language) == named]


def _weight(cost: float, costs: list[int]) -> float:
    """How likely a reading is, beside the best of all."""
    return math.exp((min(costs) - cost) / spelling.NAT)
