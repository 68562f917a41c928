"""Benchmark of language analysis.

It opens dictionaries, and analyzes unseen words and running text with cached words.
"""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from axtar import analysis
from axtar.analysis.azerbaijani import lemmatizer
from bench import texts
from bench.figures import Figure, Scale, median, seconds

WORDS = 40_000
FIRST_WORDS = {"en": "mountains", "tr": "çocukları", "az": "kitablarımızdan", "ru": "горами"}
LOAD = """
import sys, time
from axtar import analysis
began = time.perf_counter()
analysis.lemmas(sys.argv[1], sys.argv[2])
print(time.perf_counter() - began)
"""


def analyzing(folder: Path, scale: Scale) -> Iterator[Figure]:  # noqa: ARG001 - all benchmarks have one signature
    """Measure, by language, the first word in a new process and running text.

    For Azerbaijani, unseen words are measured as well.
    """
    for language, word in FIRST_WORDS.items():
        command = [sys.executable, "-c", LOAD, word, language]
        runs = sorted(float(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(scale.runs))
        text = texts.running(language, WORDS if scale.runs > 1 else WORDS // 40, 1)
        count = len(_analyze(text, language))  # fills the caches
        plain = median(partial(analysis.tokenize, text), scale.runs)
        took = median(partial(_analyze, text, language), scale.runs)
        yield Figure(f"analyzing, {language} / tokenizing", took / plain, f"{count / took:,.0f} tokens per second")
        first = runs[len(runs) // 2]
        yield Figure(
            f"first word, {language} / 1,000 cached words", first / (1000 * took / count), f"{1e3 * first:.0f} ms"
        )
    words = _forms(scale)
    lemmatizer.lemmas("kitablarimizdan")  # opens the lexicon of words typed without diacritics
    took = seconds(lambda: [lemmatizer.lemmas(word) for word in words])
    plain = seconds(lambda: [analysis.fold(word) for word in words])
    yield Figure("unseen words, az / folding them", took / plain, f"{len(words) / took:,.0f} distinct words per second")


def _analyze(text: str, language: str) -> list[tuple[str, tuple[str, ...]]]:
    """Analyze each word as the index needs it, except for names."""
    return [
        (analysis.surface(token.text, language), analysis.lemmas(token.text, language))
        for token in analysis.tokenize(text)
    ]


def _forms(scale: Scale) -> list[str]:
    """Return distinct Azerbaijani words of the samples, one in twenty of them made up."""
    text = texts.running("az", WORDS if scale.runs > 1 else WORDS // 40, 2)
    return list({analysis.lower(token.text, "az") for token in analysis.tokenize(text)})
