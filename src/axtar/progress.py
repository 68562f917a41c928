"""How far work has come; of a process that reads a file it is the sign of life too, and silence ends it (`extract.pool`)."""

from collections.abc import Callable

ProgressCallback = Callable[[int, int], None]
"""Is told how far something has come: steps done, and steps in all, 0 where that is not known."""


def ignore_progress(_done: int, _total: int) -> None:
    """Nobody wants to know."""


_listeners: list[ProgressCallback] = [ignore_progress]


def beat(done: int = 0, total: int = 0) -> None:
    """Say that work goes on, and how far it has come where that is known. Call it once for every page that is worked on."""
    _listeners[-1](done, total)


def listen(listener: ProgressCallback) -> None:
    """Send every further beat of this process to `listener`."""
    _listeners.append(listener)
