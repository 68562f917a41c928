"""Smoke test of the benchmarks; docs/performance.md has their results."""

import pytest
from bench.__main__ import BENCHMARKS, run
from bench.figures import QUICK


@pytest.mark.usefixtures("unmeasured")
def test_every_benchmark_yields_positive_figures() -> None:
    """Every benchmark yields figures with distinct names."""
    figures = list(run(QUICK, list(BENCHMARKS)))
    assert len({figure.name for figure in figures}) == len(figures) > len(BENCHMARKS)
    assert all(figure.ratio > 0 for figure in figures)
