"""Learn Azerbaijani stems and the weights of endings from raw text, without a teacher.

    python resources/analysis/build_azerbaijani.py TEXT.gz

Every word type is read in all ways that the grammar allows (stem + chain of endings). Expectation–maximisation finds the
stems and chains that explain all types best: a word is P(stem) · P(chain); stems carry a Dirichlet prior that makes few of
them win (variational Bayes, as in M. Johnson, "Why doesn't EM find good HMM POS-taggers?", EMNLP 2007). Hand-written verbs
and nouns start with a lead. Only counts go into the tables, no text.
"""

import collections
import gzip
import math
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from build_endings import VOWELS, Chain, chains, grammar, harmony

from axtar.analysis.case import lower

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src/axtar/analysis/data"
WORD = re.compile(r"[a-zçəğıöşüxq]+")
LETTER = 1 / 8  # the probability of each further letter of an unseen stem
NEW = 20000.0  # concentration: how readily a stem is new
DISCOUNT = 0.5  # what variational Bayes takes off a count, so that stems seen in one reading of one type lose
LEAD = 20.0  # types that a hand-written stem counts for before any is seen
ROUNDS = 12


class Reading(NamedTuple):
    """A word as stem and chain."""

    stem: str
    kind: str
    tags: str


def listed(name: str) -> set[str]:
    """The words of a hand-written list."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def irregular() -> dict[tuple[str, str], str]:
    """Changed stem and kind → stem."""
    rows = [
        line.split("\t")
        for line in (HERE / "az_irregular.tsv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    return {(changed, kind): stem for changed, kind, stem in rows}


def count(lines: Iterable[str]) -> tuple[collections.Counter[str], collections.Counter[str]]:
    """Lowercased words, and those that stood in lower case inside a sentence (lines of a frequency list have no full stop)."""
    words: collections.Counter[str] = collections.Counter()
    prose: collections.Counter[str] = collections.Counter()
    for line in lines:
        found = re.findall(r"[^\W\d_]+", line)
        small = [lower(word, "az") for word in found]
        words.update(word for word in small if WORD.fullmatch(word))
        if line.rstrip().endswith((".", "!", "?", "…", "»", '"', ":", ";")):
            prose.update(word for word, written in zip(small[1:], found[1:], strict=True) if word == written)
    return words, prose


def endings(all_chains: Iterable[Chain]) -> dict[str, dict[tuple[str, str], set[tuple[str, str]]]]:
    """Ending as written → (kind, tags) → the (harmony, final) of the stems it may follow."""
    table: dict[str, dict[tuple[str, str], set[tuple[str, str]]]] = {}
    for chain in all_chains:
        table.setdefault(chain.text, {}).setdefault((chain.kind, chain.tags), set()).add((chain.harmony, chain.final))
    return table


def softened(stem: str, ending: str) -> Iterable[str]:
    """The stem, and as it is written without its ending where q, k softened before a vowel."""
    yield stem
    if ending and ending[0] in VOWELS and len(stem) > 2 and stem[-1] in "ğy" and stem[-2] in VOWELS:
        yield stem[:-1] + {"ğ": "q", "y": "k"}[stem[-1]]


class Model:
    """Counts of stems and chains as the rounds go on."""

    def __init__(self) -> None:
        self.endings = endings(chains(grammar(HERE / "az_grammar.tsv")))
        self.irregular = irregular()
        self.lead = {(verb, "verb"): LEAD for verb in listed("az_verbs.txt")} | {
            (noun, "noun"): LEAD for noun in listed("az_nouns.txt")
        }
        self.stems: dict[tuple[str, str], float] = dict(self.lead)
        self.chains: dict[tuple[str, str], float] = {}
        for table in self.endings.values():
            for kind, tags in table:
                self.chains[kind, tags] = 3.0 ** -len(tags.split())

    def readings(self, word: str) -> list[Reading]:
        """All ways to read a word."""
        found = []
        for cut in range(2, len(word) + 1):
            ending = word[cut:]
            if ending not in self.endings:
                continue
            shape = (harmony(word[:cut]), "V" if word[cut - 1] in VOWELS else "C")
            for (kind, tags), shapes in self.endings[ending].items():
                if shape not in shapes:
                    continue
                for stem in softened(word[:cut], ending) if kind == "noun" else (word[:cut],):
                    found.append(Reading(stem, kind, tags))
                changed = self.irregular.get((word[:cut], kind))
                if changed and ending and ending[0] in VOWELS:
                    found.append(Reading(changed, kind, tags))
        return found or [Reading(word, "noun", "")]

    def learn(self, types: dict[str, tuple[float, list[Reading]]]) -> None:
        """One round: expected counts under the present ones become the new ones."""
        per_kind = collections.Counter[str]()
        for (kind, _), value in self.chains.items():
            per_kind[kind] += value  # type: ignore[assignment]
        stems: dict[tuple[str, str], float] = collections.defaultdict(float, self.lead)
        known: dict[tuple[str, str], float] = collections.defaultdict(lambda: 0.01)
        for weight, readings in types.values():
            scores = []
            for stem, kind, tags in readings:
                seen = max(0.0, self.stems.get((stem, kind), 0.0) - DISCOUNT)
                scores.append((seen + NEW * LETTER ** len(stem)) * self.chains[kind, tags] / per_kind[kind])
            whole = sum(scores)
            for (stem, kind, tags), score in zip(readings, scores, strict=True):
                share = weight * score / whole
                if share > 1e-4:
                    stems[stem, kind] += share
                    known[kind, tags] += share
        self.stems = dict(stems)
        self.chains = {key: known[key] for key in self.chains}


def main() -> None:
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        words, prose = count(file)
    model = Model()
    types = {word: (1.0 + math.log(n) / 2, model.readings(word)) for word, n in words.items() if 1 < len(word) < 30}
    print(len(types), "types", sum(len(r) for _, r in types.values()), "readings")
    for number in range(ROUNDS):
        model.learn(types)
        print(number, sum(1 for v in model.stems.values() if v > 0.5))
    # how often each stem stood in lower case
    small = collections.Counter[tuple[str, str]]()
    for word, n in prose.items():
        if word in types:
            best = max(
                types[word][1], key=lambda r: model.stems.get((r.stem, r.kind), 0) * model.chains[r.kind, r.tags]
            )
            small[best.stem, best.kind] += n
    # for every kind of chain its weight; for every stem its count and its count in lower case
    per_kind = collections.Counter[str]()
    for (kind, _), value in model.chains.items():
        per_kind[kind] += value  # type: ignore[assignment]
    kept = {key: value for key, value in model.stems.items() if value >= 0.9}
    with (DATA / "az_stems.tsv").open("w", encoding="utf-8") as file:
        file.write("# stem\tkind\ttypes explained\tseen in lower case\n")
        for (stem, kind), value in sorted(kept.items()):
            file.write(f"{stem}\t{kind}\t{value:.1f}\t{small[stem, kind]}\n")
    lines = []
    for ending, table in model.endings.items():
        for (kind, tags), shapes in table.items():
            weight = math.log(model.chains[kind, tags] / per_kind[kind])
            spelt = "".join(sorted({h + f for h, f in shapes}))
            lines.append(f"{ending}\t{kind}\t{spelt}\t{weight:.1f}\t{tags}\n")
    with (DATA / "az_endings.tsv").open("w", encoding="utf-8") as file:
        file.write("# ending\tkind\tafter (harmony and final of the stem)\tlog weight\tmeaning\n")
        file.writelines(sorted(lines))
    print(len(kept), len(lines))


if __name__ == "__main__":
    main()
