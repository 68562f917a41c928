"""How fast words are analysed: dictionaries opened, words never met, and running text whose words were seen before."""

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
FIRST = {"en": "mountains", "tr": "çocukları", "az": "kitablarımızdan", "ru": "горами"}
LOAD = """
import sys, time
from axtar import analysis
began = time.perf_counter()
analysis.lemmas(sys.argv[1], sys.argv[2])
print(time.perf_counter() - began)
"""


def analysing(folder: Path, scale: Scale) -> Iterator[Figure]:  # noqa: ARG001 - all measures are called alike
    """Each language: the first word in a new process, and running text; Azerbaijani: words that were never met."""
    for language, word in FIRST.items():
        command = [sys.executable, "-c", LOAD, word, language]
        runs = sorted(float(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(scale.runs))
        text = texts.running(language, WORDS if scale.runs > 1 else WORDS // 40, 1)
        count = len(_analysed(text, language))  # fills what is remembered by word
        plain = median(partial(analysis.tokenize, text), scale.runs)
        took = median(partial(_analysed, text, language), scale.runs)
        yield Figure(f"analysing, {language} / tokenizing", took / plain, f"{count / took:,.0f} tokens a second")
        first = runs[len(runs) // 2]
        yield Figure(
            f"first word, {language} / 1,000 words seen", first / (1000 * took / count), f"{1e3 * first:.0f} ms"
        )
    words = _forms(scale)
    lemmatizer.lemmas("kitablarimizdan")  # opens the tables for words without diacritics
    took = seconds(lambda: [lemmatizer.lemmas(word) for word in words])
    plain = seconds(lambda: [analysis.fold(word) for word in words])
    yield Figure("new words, az / folding them", took / plain, f"{len(words) / took:,.0f} distinct words a second")


def _analysed(text: str, language: str) -> list[tuple[str, tuple[str, ...]]]:
    """What the index needs of each word, names apart."""
    return [
        (analysis.surface(token.text, language), analysis.lemmas(token.text, language))
        for token in analysis.tokenize(text)
    ]


def _forms(scale: Scale) -> list[str]:
    """Distinct Azerbaijani words: those of the samples, and one in twenty made up."""
    text = texts.running("az", WORDS if scale.runs > 1 else WORDS // 40, 2)
    return list({analysis.lower(token.text, "az") for token in analysis.tokenize(text)})
