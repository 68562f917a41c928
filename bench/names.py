"""Benchmark of name recognition, text analysis, and opening the authority file."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from axtar import analysis, names
from axtar.analyzer import Analyzer
from axtar.names.tables import all_tables, content
from bench import texts
from bench.figures import Figure, Scale, median

WORDS = 40_000
LOAD = """
import time
from axtar import names
began = time.perf_counter()
gazetteer = names.Gazetteer(names.shipped_entities())
gazetteer.find(["susa"])
gazetteer.entity("p.shusha")
print(time.perf_counter() - began)
"""


def tagging(folder: Path, scale: Scale) -> Iterator[Figure]:  # noqa: ARG001 - all benchmarks have one signature
    """Measure, by language, recognition of names and analysis of text.

    Words are cached. The figures are relative to tokenizing.
    """
    for language in texts.SOURCES:
        text = texts.running(language, WORDS if scale.runs > 1 else WORDS // 40, 1)
        tokens = analysis.tokenize(text)
        plain = _seconds(partial(analysis.tokenize, text), scale)
        for name, work in _works(text, language).items():
            took = _seconds(work, scale)
            details = f"{len(tokens) / took:,.0f} tokens per second, {len(tokens) / plain:,.0f}"
            yield Figure(f"{name}, {language} / tokenizing", took / plain, details)


def authority(folder: Path, scale: Scale) -> Iterator[Figure]:  # noqa: ARG001 - all benchmarks have one signature
    """Measure the first lookup in the authority file in a new process.

    It is relative to parsing the same data as JSON.
    """
    tables = [[line.split("\t") for line in content(name).decode().splitlines()] for name in all_tables()]
    same = json.dumps(tables, ensure_ascii=False)
    parsing = median(lambda: json.loads(same), scale.runs)
    command = [sys.executable, "-c", LOAD]
    runs = sorted(float(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(scale.runs))
    took = runs[len(runs) // 2]
    yield Figure("opening names / parsing JSON", took / parsing, f"{1e3 * took:.0f} ms, {1e3 * parsing:.0f} ms")


def _works(text: str, language: str) -> dict[str, Callable[[], object]]:
    tokens = analysis.tokenize(text)
    gazetteer = names.Gazetteer(names.shipped_entities())
    return {
        "names.mentions": partial(names.NameRecognizer(gazetteer).mentions, tokens, text, language),
        "analyzer.analyze": partial(Analyzer(gazetteer).analyze, text, language),
    }


def _seconds(work: Callable[[], object], scale: Scale) -> float:
    """Measure the median time after a first run, which fills the caches."""
    work()
    return median(work, scale.runs)
