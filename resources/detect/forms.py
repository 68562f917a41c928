"""Inflected forms of Azerbaijani and Turkish words: what an encyclopedia or a small treebank does not show of a grammar.

    python -m resources.detect.forms

Azerbaijani forms are made of stems and the endings that `axtar.analysis` ships, each weighted by how common its ending is.
They are drawn once, into az_forms.tsv.gz, from which the tables are made: so those can be made again, byte for byte, whatever
becomes of the analysis. Turkish forms are those of simplemma's list. Both are drawn alike, so that neither language gains by
having the larger table.
"""

import gzip
import math
import random
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from axtar.analysis.azerbaijani.suffix_grammar import VOWELS, shape

HERE = Path(__file__).parent
ANALYSIS = HERE.parents[1] / "src" / "axtar" / "analysis" / "data"
VERBS = HERE.parent / "analysis" / "az_verbs.txt"
EVENNESS = 0.8  # the power that an ending's probability is raised to: rare endings shall be seen too
PER_VERB, PER_NOUN = 60, 8  # forms drawn of each stem
LEAST_WEIGHT = 3.0  # of a noun: rarer ones are often foreign names
DRAWN = 150_000  # Turkish forms
DRAWN_TALK = 200_000  # Azerbaijani forms of everyday words
DRAWINGS = HERE / "az_forms.tsv.gz"
SHORTNESS = 0.1  # nats that a letter costs in drawing a Turkish form
ENDING = 0.2  # and that a letter of its ending costs in everyday talk
RARE = 1e-4  # share of a word's forms below which a form is left out
SOFT = {"q": "ğ", "k": "y"}


def rows(path: Path) -> list[list[str]]:
    """The cells of a table without its remarks and headings."""
    lines = path.read_text("utf8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith(("#", "language\t"))]


@cache
def endings() -> dict[tuple[str, str], dict[str, float]]:
    """For stems of a kind and shape: endings with their weights."""
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for ending, readings in rows(ANALYSIS / "az_endings.tsv"):
        for kind, shapes, weight in map(str.split, readings.split("|")):
            for start in range(0, len(shapes), 2):
                found[kind, shapes[start : start + 2]][ending] = math.exp(EVENNESS * float(weight))
    return found


@cache
def changed() -> dict[tuple[str, str], str]:
    """Stems that change before a vowel, as they are then."""
    return {(stem, kind): short for short, kind, stem in rows(ANALYSIS / "az_irregular.tsv")}


def joined(stem: str, kind: str, ending: str) -> str:
    """A stem with its ending: ağız + ı is ağzı, otaq + ı is otağı."""
    if ending[:1] in VOWELS:
        if (stem, kind) in changed():
            return changed()[stem, kind] + ending
        if kind == "noun" and len(stem) > 2 and stem[-1] in SOFT and stem[-2] in VOWELS:
            return stem[:-1] + SOFT[stem[-1]] + ending
    return stem + ending


def drawn() -> Counter[str]:
    """Forms of the verbs and nouns that the analysis knows."""
    verbs = {word for row in rows(VERBS) for word in row[0].split()}
    nouns = set()
    for stem, *readings in rows(ANALYSIS / "az_stems.tsv"):
        for reading in readings:
            kind, weight, small, *_ = reading.split(" ")
            if kind == "noun" and float(weight) > LEAST_WEIGHT and float(small) > 0:
                nouns.add(stem)
    draw = random.Random(1)  # noqa: S311 - a sample, no secret
    forms: Counter[str] = Counter()
    for kind, stems, times in (("verb", verbs, PER_VERB), ("noun", nouns, PER_NOUN)):
        for stem in sorted(stems):
            found = endings().get((kind, shape(stem)))
            if found:
                drawn = draw.choices(list(found), list(found.values()), k=times)
                forms.update(joined(stem, kind, ending) for ending in drawn)
    return forms


def drawn_talk() -> Counter[str]:
    """Forms of the everyday words in talk.tsv."""
    weights = weighted(_azerbaijani_talk(everyday("az")))
    forms = sorted(weights)
    return Counter(random.Random(1).choices(forms, [weights[form] for form in forms], k=DRAWN_TALK))  # noqa: S311 - a sample


@cache
def azerbaijani() -> dict[str, Counter[str]]:
    """What was drawn: `all` words, and those of everyday `talk`."""
    counts = [line.split("\t") for line in gzip.decompress(DRAWINGS.read_bytes()).decode("utf8").splitlines()]
    return {
        "all": Counter({form: int(n) for form, n, _ in counts if n != "0"}),
        "talk": Counter({form: int(n) for form, _, n in counts if n != "0"}),
    }


@cache
def dictionary() -> dict[str, str]:
    """Turkish forms and their lemmas."""
    found = DefaultDictionaryFactory().get_dictionary("tr")
    return {str(form): str(lemma) for form, lemma in found.items()}


def turkish() -> Counter[str]:
    """Forms of all words of the dictionary."""
    words = sorted(form for form in dictionary() if len(form) > 2)
    weights = [math.exp(-SHORTNESS * len(word)) for word in words]
    return Counter(random.Random(1).choices(words, weights, k=DRAWN))  # noqa: S311 - a sample, no secret


def everyday(language: str) -> list[tuple[str, str]]:
    """The words in talk.tsv with their kinds."""
    return [(word, kind) for code, kind, cell in rows(HERE / "talk.tsv") if code == language for word in cell.split()]


def weighted(words: list[dict[str, float]]) -> Counter[str]:
    """The forms of words, each with its weight; all words weigh alike."""
    forms: Counter[str] = Counter()
    for found in words:
        total = sum(found.values())
        forms.update({form: weight / total for form, weight in found.items() if weight / total > RARE})
    return forms


def turkish_talk() -> Counter[str]:
    """The forms of the everyday words in talk.tsv."""
    return weighted(_turkish_talk({word for word, _ in everyday("tr")}))


def _azerbaijani_talk(words: list[tuple[str, str]]) -> list[dict[str, float]]:
    return [
        {joined(word, kind, ending): weight for ending, weight in endings()[kind, shape(word)].items()}
        for word, kind in words
        if (kind, shape(word)) in endings()
    ]


def _turkish_talk(words: set[str]) -> list[dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for form, lemma in dictionary().items():
        if lemma in words and form.startswith(lemma[:2]):
            found[lemma][form] = math.exp(-ENDING * max(0, len(form) - len(lemma)))
    return list(found.values())


def main() -> None:
    """Draw Azerbaijani forms from the tables of the analysis as they are today."""
    every, spoken = drawn(), drawn_talk()
    lines = (f"{form}\t{every[form]}\t{spoken[form]}\n" for form in sorted(every | spoken))
    DRAWINGS.write_bytes(gzip.compress("".join(lines).encode("utf8"), 9, mtime=0))


if __name__ == "__main__":
    main()
