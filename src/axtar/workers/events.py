"""What a run learns from its workers: progress, results, and the end of a process."""

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from axtar.workers.process import WorkerProcess


class ItemFailure(NamedTuple):
    """The reason why an item has no result.

    `trace` is the traceback of its exception, empty if its process ended. `reached` is the progress last reported by a process
    that hung or crashed: (steps done, total steps), 0 where unknown.
    """

    reason: str
    trace: str = ""
    reached: tuple[int, int] = (0, 0)


class Progress(NamedTuple):
    """Progress of an item."""

    done: int
    total: int


class Result(NamedTuple):
    """The result of an item."""

    item: Any
    result: Any


class Exit(NamedTuple):
    """The end of a worker process."""

    worker: "WorkerProcess"


Event = Progress | Result | Exit
