"""How sure detection says that it is."""

from hypothesis import given
from hypothesis import strategies as st

from axtar.detect import calibration
from axtar.detect.tables import read

chances = st.floats(0, 1)


@given(chances, chances)
def test_what_is_likelier_is_surer(one: float, other: float) -> None:
    """The line never falls, and stays between nought and one."""
    low, high = sorted((one, other))
    assert 0 <= calibration.calibrate(low) <= calibration.calibrate(high) <= 1


def test_the_line_goes_through_what_was_counted() -> None:
    """Each row of the table is a point of it, and letters alone are too sure where there is doubt."""
    rows = [line.split("\t") for line in read("confidence.tsv").splitlines()[1:]]
    assert len(rows) > 5
    for chance, share, _answers in rows:
        assert abs(calibration.calibrate(float(chance)) - float(share)) < 1e-9
    assert 0.6 < calibration.calibrate(0.9) < 0.9
    assert calibration.calibrate(1.0) > 0.98
