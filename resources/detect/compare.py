"""How well other ways tell the languages of a table: rows of source, length, language (az, az-ascii, az-cyrl ...) and text.

    python resources/detect/compare.py TABLE.tsv

Ways: langdetect as it ships; langdetect with the stock profiles of our languages and those that train.py makes; axtar. Prints
a share of right answers for each length and spelling, and texts a CPU second; then how often axtar is right by its confidence.
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

WANTED = {"az-ascii": "az", "az-cyrl": "az", "tr-ascii": "tr"}
BINS = (0.6, 0.8, 0.95, 0.999, 1.01)


def langdetect(profiles: list[str]) -> Callable[[str], str]:
    """A detector with these profiles, the same each time."""
    factory = DetectorFactory()
    factory.load_json_profile(profiles)
    factory.set_seed(0)

    def ask(text: str) -> str:
        detector = factory.create()
        detector.append(text)
        try:
            return str(detector.detect().partition("-")[0])
        except LangDetectException:
            return "und"

    return ask


def score(name: str, ask: Callable[[str], str], rows: list[list[str]]) -> None:
    """Print a line for each length and spelling."""
    cells: dict[str, list[bool]] = defaultdict(list)
    ask(rows[0][3])
    began = time.process_time()
    for _, size, language, text in rows:
        cells[f"{size} {language if '-' in language else '4-way'}"].append(ask(text) == WANTED.get(language, language))
    print(name, f"{len(rows) / (time.process_time() - began):.0f} texts a CPU second")
    for cell, right in sorted(cells.items()):
        print(f"  {cell:20} {sum(right) / len(right):.3f}")


def reliability(rows: list[list[str]]) -> None:
    """Print how often answers of a confidence are right."""
    bins: dict[float, list[tuple[bool, float]]] = defaultdict(list)
    for _, _, language, text in rows:
        found = detect_language(text)
        top = next(edge for edge in BINS if found.confidence < edge)
        bins[top].append((found.language == WANTED.get(language, language), found.confidence))
    for top, answers in sorted(bins.items()):
        n = len(answers)
        right, mean = sum(a for a, _ in answers), sum(c for _, c in answers)
        print(f"  below {top}: {n} answers, mean confidence {mean / n:.3f}, right {right / n:.3f}")


def main(table: Path) -> None:
    """Measure all."""
    rows = [line.split("\t", 3) for line in table.read_text("utf8").splitlines()]
    stock = Path(PROFILES_DIRECTORY)
    ours = [read(f"profiles/{name}.json") for name in PROFILES]
    all_of_them = [path.read_text("utf8") for path in sorted(stock.iterdir()) if path.is_file()]
    score("langdetect as shipped", langdetect(all_of_them), rows)
    four = [(stock / code).read_text("utf8") for code in ("en", "tr", "ru")]
    score("langdetect with our profiles", langdetect(four + ours), rows)
    score("axtar", lambda text: detect_language(text).language, rows)
    reliability(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
