"""Progress of long work, reported through a callback that callers pass down."""

from collections.abc import Callable

ProgressCallback = Callable[[int, int], None]
"""Called with (steps done, total steps); total is 0 when unknown."""


def ignore_progress(_done: int, _total: int) -> None:
    """Ignore progress: the default callback."""
