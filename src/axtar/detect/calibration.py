"""How often an answer is right whose letters give it a chance: a rising line through the points of data/confidence.tsv.

resources/detect/calibrate.py makes the table.
"""

from bisect import bisect_right
from functools import cache

from axtar.detect.tables import read


@cache
def _points() -> tuple[list[float], list[float]]:
    """Chances and shares of right answers, both rising; nought and one are right as often as their neighbours."""
    rows = [line.split("\t") for line in read("confidence.tsv").splitlines()[1:]]
    chances, shares = [float(row[0]) for row in rows], [float(row[1]) for row in rows]
    return [0.0, *chances, 1.0], [0.0, *shares, shares[-1]]


def calibrate(chance: float) -> float:
    """The share of right answers among those of a chance (0 to 1)."""
    chances, shares = _points()
    place = min(bisect_right(chances, chance), len(chances) - 1)
    low, high = chances[place - 1], chances[place]
    part = (chance - low) / (high - low) if high > low else 1.0
    return shares[place - 1] + part * (shares[place] - shares[place - 1])
