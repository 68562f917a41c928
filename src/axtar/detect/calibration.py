"""Calibrated confidence of detection.

Confidence is the share of correct answers at a given model probability. The model is overconfident, because the letters of a
word are not independent. The calibration curve is the piecewise linear function through the points of data/confidence.tsv,
measured by resources/detect/calibrate.py.
"""

from bisect import bisect_right
from functools import cache

from axtar.detect.tables import read


@cache
def _curve() -> tuple[list[float], list[float]]:
    """Read probabilities and shares of correct answers, both ascending.

    At 1 the share is that of the last point.
    """
    rows = [line.split("\t") for line in read("confidence.tsv").splitlines()[1:]]
    probabilities, shares = [float(row[0]) for row in rows], [float(row[1]) for row in rows]
    return [0.0, *probabilities, 1.0], [0.0, *shares, shares[-1]]


def calibrate(probability: float) -> float:
    """Convert a model probability to the share of correct answers, both from 0 to 1."""
    probabilities, shares = _curve()
    upper = min(bisect_right(probabilities, probability), len(probabilities) - 1)
    low, high = probabilities[upper - 1], probabilities[upper]
    fraction = (probability - low) / (high - low) if high > low else 1.0
    return shares[upper - 1] + fraction * (shares[upper] - shares[upper - 1])
