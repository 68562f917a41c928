"""Calibration of detection confidence."""

from hypothesis import given
from hypothesis import strategies as st

from axtar.detect import calibration
from axtar.detect.tables import read

probabilities = st.floats(0, 1)


@given(probabilities, probabilities)
def test_confidence_rises_with_probability(one: float, other: float) -> None:
    """The curve is monotonic and stays between 0 and 1."""
    low, high = sorted((one, other))
    assert 0 <= calibration.calibrate(low) <= calibration.calibrate(high) <= 1


def test_the_curve_passes_through_the_measured_points() -> None:
    """Each row of the table is a point of the curve, and uncertain answers get a lower confidence than the model's."""
    rows = [line.split("\t") for line in read("confidence.tsv").splitlines()[1:]]
    assert len(rows) > 5
    for probability, share, _answers in rows:
        assert abs(calibration.calibrate(float(probability)) - float(share)) < 1e-9
    assert 0.6 < calibration.calibrate(0.9) < 0.9
    assert calibration.calibrate(1.0) > 0.98
