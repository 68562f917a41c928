"""Results of benchmarks, their scale, and timers."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A row of the results.

    `ratio` holds on other machines too; `details` has the absolute figures.
    """

    name: str
    ratio: float
    details: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale of all benchmarks.

    `files` PDFs of `pages` pages; `passages` in the small index and `large_index` in the large one; libraries of `libraries`
    text files with `text_pages` pages each; `runs` repetitions; a rate of requests is kept for `load_seconds`.
    """

    files: int
    pages: int
    passages: int
    large_index: int
    libraries: tuple[int, ...]
    text_pages: int
    runs: int
    load_seconds: float


FULL = Scale(
    files=20, pages=25, passages=1500, large_index=50_000, libraries=(10, 30), text_pages=50, runs=3, load_seconds=60.0
)
QUICK = Scale(files=4, pages=2, passages=40, large_index=80, libraries=(1, 2), text_pages=2, runs=1, load_seconds=1.0)


def seconds(work: Callable[[], object]) -> float:
    """Measure the wall-clock time of one call."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def cpu_seconds(work: Callable[[], object]) -> float:
    """Measure the CPU time of one call in this process, which other processes hardly affect."""
    began = time.process_time()
    work()
    return time.process_time() - began


def median(work: Callable[[], object], runs: int) -> float:
    """Measure the median wall-clock time of several calls."""
    return statistics.median(seconds(work) for _ in range(runs))
