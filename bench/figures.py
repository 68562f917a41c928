"""What a measure yields, and how time is taken."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: `ratio` is the figure, because it stays true on another machine; `beside` are absolute ones."""

    name: str
    ratio: float
    beside: str


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: PDFs and their pages, passages for the engines, sizes of libraries in files, and repetitions."""

    files: int
    pages: int
    passages: int
    large: int
    libraries: tuple[int, ...]
    runs: int


FULL = Scale(files=20, pages=25, passages=1500, large=50_000, libraries=(10, 30), runs=3)
QUICK = Scale(files=4, pages=2, passages=40, large=80, libraries=(1, 2), runs=1)


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def cpu_seconds(work: Callable[[], object]) -> float:
    """How long one call computes in this process, whatever else the machine does."""
    began = time.process_time()
    work()
    return time.process_time() - began


def median(work: Callable[[], object], runs: int) -> float:
    """Seconds that a call takes: the median of several."""
    return statistics.median(seconds(work) for _ in range(runs))
