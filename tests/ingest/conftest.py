"""A copy of the library of all sources with each engine."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from axtar import config
from axtar.library import Library


@pytest.fixture(params=config.ENGINES)
def library(collection: Path, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Library]:
    """A copy of the library of all sources, with each engine."""
    shutil.copytree(collection, tmp_path / "copied")
    with Library(config.load(tmp_path / "copied", request.param, {"AXTAR_WORKERS": "1"})) as library:
        yield library
