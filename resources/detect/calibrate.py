"""How often detection is right where it is so and so sure: make src/axtar/detect/data/confidence.tsv.

    python -m resources.detect.calibrate FOLDER

Learns from nine tenths of the sentences that train.py learns from all of, and asks what language pieces of the last tenth are
in: one to five words, and whole sentences; Turkish and Azerbaijani also without their letters. The chances that letters give are
too sure, because a word's letters are not independent. What is written is a rising line through the shares of right answers
(the pool-adjacent-violators algorithm, Ayer et al. 1955).
"""

import random
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from resources.detect import made
from resources.detect.train import DATA, classes, letters, sentences, written

from axtar.detect import identification, ngram_model
from axtar.detect.ngram_model import NgramModel

PART = 10  # one sentence in so many is asked about
SIZES = (1, 2, 3, 5)  # words of a piece
TIMES = 6  # pieces of each size that are taken of a sentence
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999, 1 - 1e-6, 1 - 1e-9, 2.0)
SHORTEST = 3  # letters of a piece
TURKIC = {"tr", "az"}


def pieces(lines: list[str]) -> Iterator[str]:
    """Words that stand together, and whole sentences."""
    draw = random.Random(1)  # noqa: S311 - a sample, no secret
    for line in lines:
        words = line.split()
        starts = ((draw.randrange(len(words) - size), size) for size in SIZES * TIMES if len(words) > size)
        found = [line, *(" ".join(words[start : start + size]) for start, size in starts)]
        yield from (piece for piece in found if sum(map(str.isalpha, piece)) >= SHORTEST)


def answers(held: dict[str, list[str]], model: NgramModel) -> Iterator[tuple[float, bool]]:
    """The chance that letters give to an answer, and whether it is right."""
    plain = str.maketrans(letters()["ascii"])
    for language, lines in held.items():
        for piece in pieces(lines):
            for text in dict.fromkeys((piece, piece.translate(plain) if language in TURKIC else piece)):
                words = ngram_model.split_words(ngram_model.normalize_case(text))
                found, chance = identification.most_probable(text, model.text_costs(words))
                yield chance, found == language


def rising(points: list[tuple[float, float, int]]) -> list[tuple[float, float, int]]:
    """Neighbours whose shares fall are joined until none do: chance, share and number of answers."""
    pooled: list[tuple[float, float, int]] = []
    for point in points:
        pooled.append(point)
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            (one, share, n), (other, less, m) = pooled.pop(-2), pooled.pop()
            pooled.append(((one * n + other * m) / (n + m), (share * n + less * m) / (n + m), n + m))
    return pooled


def main(folder: Path) -> None:
    """Write the table."""
    texts = {code: sentences(folder, code) for code in ("en", "tr", "az", "ru")}
    learnt = {code: [line for i, line in enumerate(lines) if i % PART] for code, lines in texts.items()}
    tables = {f"{script}.txt": written(script, groups) for script, groups in classes(learnt).items()}
    held = {code: [line for line in lines[::PART] if line.endswith((".", "!", "?"))] for code, lines in texts.items()}
    found = list(answers(held, NgramModel(tables.__getitem__)))  # the counts of this split, not the shipped ones
    points = []
    for low, high in pairwise(EDGES):
        inside = [answer for answer in found if low <= answer[0] < high]
        if inside:
            n = len(inside)
            points.append((sum(chance for chance, _ in inside) / n, sum(right for _, right in inside) / n, n))
    lines = ["chance by letters\tshare of right answers\tanswers"]
    lines += [f"{chance:.10g}\t{share:.3f}\t{n}" for chance, share, n in rising(points)]
    (DATA / "confidence.tsv").write_text("\n".join(lines) + "\n", "utf8")
    made.write(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
