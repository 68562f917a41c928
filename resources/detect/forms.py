"""Inflected forms of Azerbaijani and Turkish.

    python -m resources.detect.forms

An encyclopedia or a small treebank does not cover them. Azerbaijani forms are combined from stems and endings of
`axtar.analysis`, weighted by the frequency of the endings. They are sampled once, into az_forms.tsv.gz, from which the tables
are trained, so that these can be reproduced byte for byte after the analysis changes. Turkish forms are those of simplemma's
list. Both are sampled alike, so that neither language benefits from a larger table.
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
SAMPLE = HERE / "az_forms.tsv.gz"
ENDING_EXPONENT = 0.8  # flattens the probabilities of endings, so that rare ones are sampled too
FORMS_PER_VERB, FORMS_PER_NOUN = 60, 8
MIN_NOUN_WEIGHT = 3.0  # rarer nouns are often foreign names
TURKISH_FORMS = 150_000  # sampled
AZERBAIJANI_EVERYDAY_FORMS = 200_000  # sampled, of everyday words
NATS_PER_LETTER = 0.1  # penalty on the length of a Turkish form
NATS_PER_ENDING_LETTER = 0.2  # penalty on the length of a Turkish ending in everyday words
MIN_SHARE = 1e-4  # of a word's forms, below which a form is left out
SOFTENED = {"q": "ğ", "k": "y"}


def rows(path: Path) -> list[list[str]]:
    """Read the cells of a table without comments and header."""
    lines = path.read_text("utf8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith(("#", "language\t"))]


@cache
def endings() -> dict[tuple[str, str], dict[str, float]]:
    """Read the endings and their weights by kind and shape of the stem."""
    weights: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for ending, cells in rows(ANALYSIS / "az_endings.tsv"):
        for kind, shapes, weight in map(str.split, cells.split("|")):
            for start in range(0, len(shapes), 2):
                weights[kind, shapes[start : start + 2]][ending] = math.exp(ENDING_EXPONENT * float(weight))
    return weights


@cache
def irregular() -> dict[tuple[str, str], str]:
    """Read the irregular stems: (stem, kind) → the stem before a vowel."""
    return {(stem, kind): changed for changed, kind, stem in rows(ANALYSIS / "az_irregular.tsv")}


def join(stem: str, kind: str, ending: str) -> str:
    """Join a stem and an ending: ağız + ı is ağzı, otaq + ı is otağı."""
    if ending[:1] in VOWELS:
        if (stem, kind) in irregular():
            return irregular()[stem, kind] + ending
        if kind == "noun" and len(stem) > 2 and stem[-1] in SOFTENED and stem[-2] in VOWELS:
            return stem[:-1] + SOFTENED[stem[-1]] + ending
    return stem + ending


def sample_azerbaijani() -> Counter[str]:
    """Sample forms of the verbs and nouns that the analysis knows."""
    verbs = {word for row in rows(VERBS) for word in row[0].split()}
    nouns = set()
    for stem, *cells in rows(ANALYSIS / "az_stems.tsv"):
        for cell in cells:
            kind, weight, lowercase_count, *_ = cell.split(" ")
            if kind == "noun" and float(weight) > MIN_NOUN_WEIGHT and float(lowercase_count) > 0:
                nouns.add(stem)
    rng = random.Random(1)  # noqa: S311 - a sample, not a secret
    forms: Counter[str] = Counter()
    for kind, stems, size in (("verb", verbs, FORMS_PER_VERB), ("noun", nouns, FORMS_PER_NOUN)):
        for stem in sorted(stems):
            weights = endings().get((kind, shape(stem)))
            if weights:
                sampled = rng.choices(list(weights), list(weights.values()), k=size)
                forms.update(join(stem, kind, ending) for ending in sampled)
    return forms


def sample_azerbaijani_everyday() -> Counter[str]:
    """Sample forms of the everyday words in talk.tsv."""
    weights = normalize(_azerbaijani_everyday(everyday_words("az")))
    forms = sorted(weights)
    rng = random.Random(1)  # noqa: S311 - a sample, not a secret
    return Counter(rng.choices(forms, [weights[form] for form in forms], k=AZERBAIJANI_EVERYDAY_FORMS))


@cache
def azerbaijani() -> dict[str, Counter[str]]:
    """Read the sample: counts of the forms of `all` words and of `everyday` words."""
    counts = [line.split("\t") for line in gzip.decompress(SAMPLE.read_bytes()).decode("utf8").splitlines()]
    return {
        "all": Counter({form: int(n) for form, n, _ in counts if n != "0"}),
        "everyday": Counter({form: int(n) for form, _, n in counts if n != "0"}),
    }


@cache
def dictionary() -> dict[str, str]:
    """Read the Turkish forms and their lemmas."""
    entries = DefaultDictionaryFactory().get_dictionary("tr")
    return {str(form): str(lemma) for form, lemma in entries.items()}


def turkish() -> Counter[str]:
    """Sample forms of all words of the dictionary."""
    words = sorted(form for form in dictionary() if len(form) > 2)
    weights = [math.exp(-NATS_PER_LETTER * len(word)) for word in words]
    return Counter(random.Random(1).choices(words, weights, k=TURKISH_FORMS))  # noqa: S311 - a sample, not a secret


def turkish_everyday() -> Counter[str]:
    """Return the weighted forms of the everyday words in talk.tsv."""
    return normalize(_turkish_everyday({word for word, _ in everyday_words("tr")}))


def everyday_words(language: str) -> list[tuple[str, str]]:
    """Read the words of a language in talk.tsv, with their kinds."""
    return [(word, kind) for code, kind, cell in rows(HERE / "talk.tsv") if code == language for word in cell.split()]


def normalize(words: list[dict[str, float]]) -> Counter[str]:
    """Add up the forms of all words, each word with a total weight of 1.

    Rare forms are omitted.
    """
    forms: Counter[str] = Counter()
    for weights in words:
        total = sum(weights.values())
        forms.update({form: weight / total for form, weight in weights.items() if weight / total > MIN_SHARE})
    return forms


def _azerbaijani_everyday(words: list[tuple[str, str]]) -> list[dict[str, float]]:
    return [
        {join(word, kind, ending): weight for ending, weight in endings()[kind, shape(word)].items()}
        for word, kind in words
        if (kind, shape(word)) in endings()
    ]


def _turkish_everyday(words: set[str]) -> list[dict[str, float]]:
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    for form, lemma in dictionary().items():
        if lemma in words and form.startswith(lemma[:2]):
            weights[lemma][form] = math.exp(-NATS_PER_ENDING_LETTER * max(0, len(form) - len(lemma)))
    return list(weights.values())


def main() -> None:
    """Sample Azerbaijani forms with the current tables of the analysis."""
    all_words, everyday = sample_azerbaijani(), sample_azerbaijani_everyday()
    lines = (f"{form}\t{all_words[form]}\t{everyday[form]}\n" for form in sorted(all_words | everyday))
    SAMPLE.write_bytes(gzip.compress("".join(lines).encode("utf8"), 9, mtime=0))


if __name__ == "__main__":
    main()
