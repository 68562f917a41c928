"""Compare language detectors on a table of texts.

    python resources/detect/compare.py TABLE.tsv

A row has source, length, language (az, az-ascii, az-cyrl ...) and text. The detectors are langdetect as shipped, langdetect
with the stock profiles of our languages and those that train.py makes, and axtar. Prints the accuracy for each length and
spelling, and texts per CPU second; then the accuracy of axtar by confidence.
"""

import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

from axtar.detect import detect_language
from axtar.detect.tables import PROFILES, read

EXPECTED = {"az-ascii": "az", "az-cyrl": "az", "tr-ascii": "tr"}
BINS = (0.6, 0.8, 0.95, 0.999, 1.01)


def langdetect(profiles: list[str]) -> Callable[[str], str]:
    """Make a deterministic langdetect detector with these profiles."""
    factory = DetectorFactory()
    factory.load_json_profile(profiles)
    factory.set_seed(0)

    def detect(text: str) -> str:
        detector = factory.create()
        detector.append(text)
        try:
            return str(detector.detect().partition("-")[0])
        except LangDetectException:
            return "und"

    return detect


def print_accuracy(name: str, detect: Callable[[str], str], rows: list[list[str]]) -> None:
    """Print the accuracy of a detector for each length and spelling."""
    cells: dict[str, list[bool]] = defaultdict(list)
    detect(rows[0][3])
    began = time.process_time()
    for _, size, language, text in rows:
        correct = detect(text) == EXPECTED.get(language, language)
        cells[f"{size} {language if '-' in language else '4-way'}"].append(correct)
    print(name, f"{len(rows) / (time.process_time() - began):.0f} texts per CPU second")
    for cell, results in sorted(cells.items()):
        print(f"  {cell:20} {sum(results) / len(results):.3f}")


def print_reliability(rows: list[list[str]]) -> None:
    """Print the accuracy of axtar by confidence."""
    bins: dict[float, list[tuple[bool, float]]] = defaultdict(list)
    for _, _, language, text in rows:
        detected = detect_language(text)
        upper = next(edge for edge in BINS if detected.confidence < edge)
        bins[upper].append((detected.language == EXPECTED.get(language, language), detected.confidence))
    for upper, results in sorted(bins.items()):
        n = len(results)
        correct, mean = sum(result for result, _ in results) / n, sum(confidence for _, confidence in results) / n
        print(f"  below {upper}: {n} answers, mean confidence {mean:.3f}, accuracy {correct:.3f}")


def main(table: Path) -> None:
    """Measure all detectors."""
    rows = [line.split("\t", 3) for line in table.read_text("utf8").splitlines()]
    stock = Path(PROFILES_DIRECTORY)
    our_profiles = [read(f"profiles/{name}.json") for name in PROFILES]
    stock_profiles = [path.read_text("utf8") for path in sorted(stock.iterdir()) if path.is_file()]
    print_accuracy("langdetect as shipped", langdetect(stock_profiles), rows)
    stock_of_ours = [(stock / code).read_text("utf8") for code in ("en", "tr", "ru")]
    print_accuracy("langdetect with our profiles", langdetect(stock_of_ours + our_profiles), rows)
    print_accuracy("axtar", lambda text: detect_language(text).language, rows)
    print_reliability(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
