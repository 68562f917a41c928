"""The sign of life of a process that reads a file: its parent ends it after too long a silence (`extract.pool`)."""

from collections.abc import Callable


def _nobody() -> None:
    """Nobody listens: we are not in a worker."""


_listeners: list[Callable[[], None]] = [_nobody]


def beat() -> None:
    """Say that work goes on. Call it once for every page, wherever that page is worked on."""
    _listeners[-1]()


def listen(listener: Callable[[], None]) -> None:
    """Send every further beat of this process to `listener`."""
    _listeners.append(listener)
