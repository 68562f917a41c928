"""Run all benchmarks, or those named: `python -m bench [--quick] [BENCHMARK...]`."""

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
from bench.language import analyzing
from bench.load import load
from bench.memory import memory
from bench.names import authority, tagging
from bench.searching import growing, searches
from bench.stages import stages
from bench.startup import startup

BENCHMARKS: Mapping[str, Callable[[Path, Scale], Iterator[Figure]]] = {
    "adding": adding,
    "stages": stages,
    "searching": searches,
    "growing": growing,
    "startup": startup,
    "engines": engines,
    "memory": memory,
    "load": load,
    "analyzing": analyzing,
    "tagging": tagging,
    "authority": authority,
}
LIST = ", ".join(BENCHMARKS)
PREREQUISITE = "adding"  # builds the library that others search


def run(scale: Scale, names: list[str]) -> Iterator[Figure]:
    """Run the named benchmarks and yield their figures."""
    with TemporaryDirectory(prefix="axtar-bench-") as folder:
        for name in names:
            gc.collect()
            gc.freeze()  # objects of earlier benchmarks would slow garbage collection in later ones
            yield from BENCHMARKS[name](Path(folder), scale)


def main(arguments: list[str]) -> None:
    """Print a table of the results."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Benchmarks of speed and size, as ratios within one run."
    )
    parser.add_argument("--quick", action="store_true", help="run at a small scale, as a smoke test")
    parser.add_argument("--passages", type=int, help="the size of the large index of `growing`")
    parser.add_argument(
        "benchmarks",
        nargs="*",
        choices=(*BENCHMARKS, []),
        metavar="BENCHMARK",
        help="one of " + ", ".join(BENCHMARKS) + "; default: all",
    )
    chosen = parser.parse_args(arguments)
    names = [name for name in BENCHMARKS if not chosen.benchmarks or name in chosen.benchmarks or name == PREREQUISITE]
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}\n")
    print(f"{'ratio':>9}  benchmark")
    began = time.monotonic()
    scale = QUICK if chosen.quick else FULL
    for figure in run(replace(scale, large_index=chosen.passages or scale.large_index), names):
        print(f"{figure.ratio:9.2f}  {figure.name:48} {figure.details}", flush=True)
    print(f"\n{time.monotonic() - began:.0f} seconds, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main(sys.argv[1:])
