"""The measures of bench/ run, in small: whether they are fast is what docs/performance.md tells."""

import pytest
from bench.__main__ import MEASURES, main, measure
from bench.figures import QUICK


def test_every_measure_yields_positive_figures() -> None:
    """Each measure yields at least one figure, all are above nought, and no two have one name."""
    figures = list(measure(QUICK, list(MEASURES)))
    assert len({figure.name for figure in figures}) == len(figures) > len(MEASURES)
    assert all(figure.ratio > 0 for figure in figures)


def test_the_table_has_a_line_for_each_figure(capsys: pytest.CaptureFixture[str]) -> None:
    """The command prints the measure that was named, and the one that makes its library."""
    main(["--quick", "authority"])
    printed = capsys.readouterr().out
    assert "opening names" in printed
    assert "adding PDFs" in printed
    assert "tokenizing" not in printed
