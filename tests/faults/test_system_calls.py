"""Faults at the system calls of commands that write: kills, power cuts, a full disk, a disk that fails, short writes.

After each of them every command works, nothing reported is lost, nothing is there twice, nothing removed is found, and the first
command that writes leaves a library in which `axtar check` finds nothing. `make bench-faults` tries every system call.
"""

import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from axtar.config import ENGINES

DRIVER = Path(__file__).with_name("driver.py")

STEPS = {"kill": 37, "power": 41, "full": 43, "broken": 43, "hiccup": 47, "short": 1}
"""By fault, the distance of the system calls that the tests try; primes, so that they differ from test to test."""

EVERYTHING = os.environ.get("AXTAR_FAULTS") == "all"
"""Whether every system call of every command is tried (`make bench-faults`)."""

CASES = [
    (engine, operation, fault)
    for number, (engine, operation, fault) in enumerate(product(ENGINES, ("add", "remove", "edit", "rebuild"), STEPS))
    if EVERYTHING or (number + number // len(STEPS)) % 5 == 0
]
"""Engine, command and fault; a fifth of the combinations in the tests, with each fault among them."""


@pytest.mark.parametrize(("engine", "operation", "fault"), CASES)
@pytest.mark.usefixtures("unmeasured")
def test_a_fault_at_a_system_call_loses_nothing(
    fault_layer: Path, tmp_path: Path, engine: str, operation: str, fault: str
) -> None:
    """The driver reports each run after which something was wrong."""
    step = "1" if EVERYTHING else str(STEPS[fault])
    ended = subprocess.run(
        [sys.executable, DRIVER, tmp_path, engine, operation, fault, step],
        env={**os.environ, "LD_PRELOAD": str(fault_layer), "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    *wrong, summary = ended.stdout.splitlines() or [""]
    assert wrong == [], ended.stderr
    assert json.loads(summary)["runs"] > 0, ended.stderr
