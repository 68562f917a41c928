"""The measures of bench/ run, in small; whether they are fast is what docs/performance.md tells."""

import pytest
from bench import memory
from bench.__main__ import MEASURES, measure
from bench.figures import QUICK


@pytest.mark.usefixtures("unmeasured")
def test_every_measure_yields_positive_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each measure yields figures, all are above nought, and no two have one name."""
    monkeypatch.setattr(memory, "PAGES", 2)
    figures = list(measure(QUICK, list(MEASURES)))
    assert len({figure.name for figure in figures}) == len(figures) > len(MEASURES)
    assert all(figure.ratio > 0 for figure in figures)
