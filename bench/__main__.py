"""Runs all measures, or those that are named: `python -m bench [--quick] [MEASURE...]`."""

import argparse
import gc
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.adding import adding
from bench.engines import engines
from bench.figures import FULL, QUICK, Figure, Scale
from bench.language import analysing
from bench.memory import memory
from bench.names import authority, tagging
from bench.searching import growing, searches
from bench.stages import stages
from bench.startup import startup

MEASURES: Mapping[str, Callable[[Path, Scale], Iterator[Figure]]] = {
    "adding": adding,
    "stages": stages,
    "searching": searches,
    "growing": growing,
    "startup": startup,
    "engines": engines,
    "memory": memory,
    "analysing": analysing,
    "tagging": tagging,
    "authority": authority,
}
LIST = ", ".join(MEASURES)
NEEDED = "adding"  # makes the library that others search


def measure(scale: Scale, names: list[str]) -> Iterator[Figure]:
    """The figures of the named measures, as they come."""
    with TemporaryDirectory(prefix="axtar-bench-") as folder:
        for name in names:
            gc.collect()
            gc.freeze()  # what earlier measures left in memory would slow every collection of the later ones
            yield from MEASURES[name](Path(folder), scale)


def main(arguments: list[str]) -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Speed and size, as ratios in one run.")
    parser.add_argument("--quick", action="store_true", help="little of everything, only to see that it runs")
    parser.add_argument("--passages", type=int, help="how many the growing measure stores")
    parser.add_argument(
        "measures",
        nargs="*",
        choices=(*MEASURES, []),
        metavar="MEASURE",
        help="one of " + ", ".join(MEASURES) + "; default: all",
    )
    chosen = parser.parse_args(arguments)
    names = [name for name in MEASURES if not chosen.measures or name in chosen.measures or name == NEEDED]
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n")
    print(f"{'ratio':>9}  measure")
    began = time.monotonic()
    scale = QUICK if chosen.quick else FULL
    for one in measure(replace(scale, large=chosen.passages or scale.large), names):
        print(f"{one.ratio:9.2f}  {one.name:48} {one.beside}", flush=True)
    print(f"\n{time.monotonic() - began:.0f} seconds, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
