"""Calibrate the confidence of detection: src/axtar/detect/data/confidence.tsv.

    python -m resources.detect.calibrate FOLDER

Trains on nine tenths of the sentences that train.py uses and detects the language of pieces of the last tenth: one to five
words, and whole sentences; Turkish and Azerbaijani also without diacritics. The model's probabilities are too high, because
the letters of a word are not independent. The output is an isotonic regression of the shares of correct answers (the
pool-adjacent-violators algorithm, Ayer et al. 1955).
"""

import random
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from resources.detect import checksums
from resources.detect.train import DATA, classes, letters, sentences, table

from axtar.detect import identification, ngram_model
from axtar.detect.ngram_model import NgramModel

FOLDS = 10  # every tenth sentence is held out
SIZES = (1, 2, 3, 5)  # words of a piece
PIECES_PER_SIZE = 6  # of each sentence
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999, 1 - 1e-6, 1 - 1e-9, 2.0)
MIN_LETTERS = 3  # of a piece
TURKIC = {"tr", "az"}

Point = tuple[float, float, int]
"""Mean probability, share of correct answers, number of answers."""


def pieces(lines: list[str]) -> Iterator[str]:
    """Yield each sentence and random runs of its words."""
    rng = random.Random(1)  # noqa: S311 - a sample, not a secret
    for line in lines:
        words = line.split()
        starts = ((rng.randrange(len(words) - size), size) for size in SIZES * PIECES_PER_SIZE if len(words) > size)
        runs = [line, *(" ".join(words[start : start + size]) for start, size in starts)]
        yield from (piece for piece in runs if sum(map(str.isalpha, piece)) >= MIN_LETTERS)


def answers(held_out: dict[str, list[str]], model: NgramModel) -> Iterator[tuple[float, bool]]:
    """Yield the probability of each answer, and whether it is correct."""
    to_ascii = str.maketrans(letters()["ascii"])
    for language, lines in held_out.items():
        for piece in pieces(lines):
            for text in dict.fromkeys((piece, piece.translate(to_ascii) if language in TURKIC else piece)):
                words = ngram_model.split_words(ngram_model.normalize_case(text))
                detected, probability = identification.most_probable(text, model.text_costs(words))
                yield probability, detected == language


def isotonic(points: list[Point]) -> list[Point]:
    """Pool adjacent points until the shares of correct answers rise."""
    pooled: list[Point] = []
    for point in points:
        pooled.append(point)
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            (low, low_share, n), (high, high_share, m) = pooled.pop(-2), pooled.pop()
            pooled.append(((low * n + high * m) / (n + m), (low_share * n + high_share * m) / (n + m), n + m))
    return pooled


def points(results: list[tuple[float, bool]]) -> Iterator[Point]:
    """Yield the point of each bin of probabilities that has answers."""
    for low, high in pairwise(EDGES):
        inside = [result for result in results if low <= result[0] < high]
        if inside:
            n = len(inside)
            yield sum(probability for probability, _ in inside) / n, sum(correct for _, correct in inside) / n, n


def main(folder: Path) -> None:
    """Write the table."""
    texts = {code: sentences(folder, code) for code in ("en", "tr", "az", "ru")}
    training = {code: [line for i, line in enumerate(lines) if i % FOLDS] for code, lines in texts.items()}
    tables = {f"{script}.txt": table(script, words) for script, words in classes(training).items()}
    held_out = {
        code: [line for line in lines[::FOLDS] if line.endswith((".", "!", "?"))] for code, lines in texts.items()
    }
    results = list(answers(held_out, NgramModel(tables.__getitem__)))
    lines = ["chance by letters\tshare of right answers\tanswers"]
    lines += [f"{probability:.10g}\t{share:.3f}\t{n}" for probability, share, n in isotonic(list(points(results)))]
    (DATA / "confidence.tsv").write_text("\n".join(lines) + "\n", "utf8")
    checksums.write(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
