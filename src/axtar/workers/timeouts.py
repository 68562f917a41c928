"""How long a worker may be silent, and how often it reports."""

from typing import NamedTuple

START_SECONDS = 60.0
"""Seconds that a new interpreter may need on a busy machine before it is ready."""


class Timeouts(NamedTuple):
    """Seconds without a message after which a worker is killed.

    `start`: until a new process is ready; `first_heartbeat`: until an item's first heartbeat; `next_heartbeat`: after it.
    `cpu`: seconds of processor time for a whole item, which the system enforces. `interval`: seconds between two heartbeats of an
    item, at least; with 0 the last one tells exactly where a worker hung or crashed.
    """

    start: float = START_SECONDS
    first_heartbeat: float = 30.0
    next_heartbeat: float = 5.0
    cpu: float = 3_600.0
    interval: float = 0.2


DEFAULT_TIMEOUTS = Timeouts()
