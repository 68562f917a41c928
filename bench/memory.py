"""Benchmark of memory: adding and searching in libraries of several sizes.

Each runs in its own process. As a script, `python -m bench.memory LIBRARY add FOLDER` or `… search TEXT`, it runs one task and
prints the peaks.
"""

import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from axtar.config import load
from axtar.library import Library
from axtar.model import Request
from bench import texts
from bench.figures import Figure, Scale

ROOT = Path(__file__).parent.parent
QUESTION = "Когда была построена железная дорога из Баку в Тифлис?"


def memory(folder: Path, scale: Scale) -> Iterator[Figure]:
    """Compare each size with the smallest; a ratio of 1 is constant memory."""
    peaks = {files: _peaks(folder / f"size{files}", files, scale.text_pages) for files in scale.libraries}
    smallest = peaks[scale.libraries[0]]
    for files, peak in list(peaks.items())[1:]:
        size = f"{files} files of {scale.text_pages} pages / {scale.libraries[0]}"
        for name, own, least in zip(("adding", "its largest worker", "searching"), peak, smallest, strict=True):
            yield Figure(f"memory of {name}, {size}", own / least, f"{own:.0f} MB, {least:.0f} MB")


def _peaks(folder: Path, files: int, pages: int) -> tuple[int, int, int]:
    """Measure the peak memory in MB of adding, of its largest worker, and of searching."""
    texts.write_files(folder / "texts", files, pages)
    adding, child = _peak(folder / "library", "add", str(folder / "texts"))
    searching, _ = _peak(folder / "library", "search", QUESTION)
    return adding, child, searching


def _peak(library: Path, *arguments: str) -> tuple[int, int]:
    command = [sys.executable, "-m", "bench.memory", str(library), *arguments]
    printed = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    own, child = map(int, printed.split())
    return own // 1024, child // 1024


def main(folder: str, task: str, argument: str) -> None:
    """Run one task in this process; print its own peak and that of its largest child in KB."""
    with Library(load(Path(folder))) as library:
        if task == "add":
            for _ in library.add([Path(argument)]):
                pass
        else:
            library.search(Request(argument))
    print(_own_peak(), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)


def _own_peak() -> int:
    """Return the peak memory of this process in KB.

    On Linux `ru_maxrss` is inherited from the parent process, whose peak may be higher.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return next(int(line.split()[1]) for line in status.read_text("ascii").splitlines() if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main(*sys.argv[1:])
