"""The language and script of a text."""

import math

from axtar.detect import foreign, spelling
from axtar.languages import UNDETERMINED
from axtar.model import Detected

_STRANGE = 22.0  # cost of a letter from which on a text is in none of our languages
_ENOUGH = 30  # letters, to call a text foreign
_SURE = 0.9


def detect(text: str) -> Detected:
    """The language and script that a text's letters speak for; `und` where there are none, or where nothing is sure."""
    words = spelling.words(text)
    if not words:
        return Detected(UNDETERMINED, "Zyyy", 0.0)
    return judge(text, words, spelling.costs(words))


def judge(text: str, words: list[str], costs: spelling.Costs) -> Detected:
    """As `detect`, where words and their costs are known."""
    least = min(costs)
    reading = spelling.READINGS[costs.index(least)]
    if not reading.language or is_strange(words, least):
        language, sure = foreign.guess(text)
        if sure >= _SURE or not reading.language:
            return Detected(language, reading.script, sure)
    chances = [math.exp((least - cost) / spelling.NAT) for cost in costs]
    return Detected(reading.language, reading.script, 1 / sum(chances))


def is_strange(words: list[str], least: int) -> bool:
    """Whether words are spelled like none of our languages."""
    letters = sum(map(len, words))
    return letters >= _ENOUGH and least > _STRANGE * (letters + len(words))
