"""The measures of bench/ run, in small; whether they are fast is what docs/performance.md tells."""

from bench.__main__ import MEASURES, measure
from bench.figures import QUICK


def test_every_measure_yields_positive_figures() -> None:
    """Each measure yields figures, all are above nought, and no two have one name."""
    figures = list(measure(QUICK, list(MEASURES)))
    assert len({figure.name for figure in figures}) == len(figures) > len(MEASURES)
    assert all(figure.ratio > 0 for figure in figures)
