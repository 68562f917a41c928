"""Benchmark of whole commands, relative to an empty Python process."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from bench.figures import Figure, Scale, median

COMMANDS: Mapping[str, tuple[str, ...]] = {
    "axtar --help": ("-m", "axtar.cli", "--help"),
    "axtar search": ("-m", "axtar.cli", "search", "Şuşa"),
    "axtar search, a question": ("-m", "axtar.cli", "search", "Bakü-Tiflis demiryolu ne zaman yapıldı?"),
}


def startup(folder: Path, scale: Scale) -> Iterator[Figure]:
    """Run the commands in the library of `adding`."""
    runs = 2 * scale.runs - 1
    nothing = median(partial(_run, folder, "-c", "pass"), runs)
    for name, command in COMMANDS.items():
        took = median(partial(_run, folder, *command), runs)
        yield Figure(f"{name} / python -c pass", took / nothing, f"{took:.3f} s, {nothing:.3f} s")


def _run(folder: Path, *arguments: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["AXTAR_LIBRARY"] = str(folder / "library")
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
