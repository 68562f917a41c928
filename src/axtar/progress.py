"""Progress of long work, reported through a callback that callers pass down."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

ProgressCallback = Callable[[int, int], None]
"""Called with (steps done, total steps); total is 0 when unknown."""

Beat = Callable[[], None]
"""Called while a step is under way that has no progress to count, so that it is not taken for a hang."""


def ignore_progress(_done: int, _total: int) -> None:
    """Ignore progress: the default callback."""


def ignore_beat() -> None:
    """Ignore that work goes on: the default callback."""


def beating(items: Iterable[T], beat: Beat) -> Iterator[T]:
    """Yield items, and call `beat` before each."""
    for item in items:
        beat()
        yield item
