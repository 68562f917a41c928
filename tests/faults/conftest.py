"""The preloaded library that injects faults, compiled once."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).with_name("fault_layer.c")


@pytest.fixture(scope="session")
def fault_layer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled library. A machine of continuous integration must have a compiler; others may lack one."""
    compiler = shutil.which("cc")
    if not (compiler and sys.platform == "linux"):
        assert not os.environ.get("CI"), "cc is missing: install gcc"
        pytest.skip("needs Linux and a C compiler")
    target = tmp_path_factory.mktemp("faults") / "fault_layer.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", target, SOURCE, "-ldl", "-lpthread"], check=True)
    return target
