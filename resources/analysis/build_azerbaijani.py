"""Learn Azerbaijani stems and the weights of suffix chains from raw text, unsupervised.

    python -m resources.analysis.build_azerbaijani TEXT.gz

Every word type is parsed in all ways that the grammar allows (stem + suffix chain). Expectation–maximization finds the stems and
chains that explain all types best: a word has the probability P(stem) · P(chain), and a Dirichlet prior on stems favors few of
them (variational Bayes, as in M. Johnson, "Why doesn't EM find good HMM POS-taggers?", EMNLP 2007). Hand-written verbs and nouns
start with pseudo-counts. The tables contain counts only, no text.
"""

import collections
import gzip
import math
import re
import sys
from collections.abc import Container, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from axtar.analysis.azerbaijani.lexicon import DERIVED, Lexicon, Stem, derivation_base, unseen_weight
from axtar.analysis.azerbaijani.suffix_grammar import chains, shape
from axtar.analysis.lowercase import lower
from axtar.analysis.tables import rows

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src/axtar/analysis/data"
WORD = re.compile(r"[a-zçəğıöşü]{2,29}")
SENTENCE_ENDS = (".", "!", "?", "…", "»", '"', ":", ";")
DISCOUNT = 1.0  # subtracted from counts by variational Bayes, so that stems seen in one parse of one type lose
BARE_UNSEEN = 0.1  # factor for a noun that never occurred without an ending
LISTED_COUNT = 20.0  # pseudo-count, in word types, of a hand-written stem
LISTED_OCCURRENCES = 10  # pseudo-count of a hand-written word in lower case
ROUNDS = 12
MIN_SHARE = 1e-4  # of a word that a parse must explain to be counted
MIN_WEIGHT = 0.4  # of a stem in the table
WEAK_TAGS = {
    *("IMP.2SG", "OPT", "AOR", "IMP.1SG", "IMP.2PL", "POSS.3", "ACC", "DAT", "GEN"),
    *("POSS.1SG", "POSS.2SG", "EQU", "2SG", "1SG", "1PL", "INS"),
}
STRONG_FACTOR = 20.0  # by which a stem must outweigh its parse with other tags than WEAK_TAGS to stay a word of its own
RARE_PERSONS = {"1SG", "1PL", "POSS.1SG", "POSS.1PL"}
CHAIN_PRIOR = 200.0  # word types for a chain of one suffix; each further suffix divides by 3

Key = tuple[str, str]
"""Kind and tags of a chain; or stem and kind."""


class Parse(NamedTuple):
    """A word as stem and suffix chain (its tags)."""

    stem: str
    kind: str
    tags: str


Endings = dict[str, dict[str, set[Key]]]
"""Ending as written → shape of the preceding stem → kinds and tags of its chains."""


def listed(name: str) -> set[str]:
    """Read the words of a hand-written list."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def count(lines: Iterable[str]) -> tuple[collections.Counter[str], collections.Counter[str]]:
    """Count the lowercased words, and those that are in lower case inside a sentence.

    The lines of a frequency list end without a full stop, and do not count as sentences.
    """
    words: collections.Counter[str] = collections.Counter()
    prose: collections.Counter[str] = collections.Counter()
    for line in lines:
        written = re.findall(r"[^\W\d_]+", line)
        lowered = [lower(word, "az") for word in written]
        words.update(word for word in lowered if WORD.fullmatch(word))
        if line.rstrip().endswith(SENTENCE_ENDS):
            prose.update(word for word, form in zip(lowered[1:], written[1:], strict=True) if word == form)
    return words, prose


def written_endings() -> Endings:
    """Generate all endings of the grammar as written."""
    table: Endings = {}
    for chain in chains():
        table.setdefault(chain.text, {}).setdefault(chain.shape, set()).add((chain.kind, chain.tags))
    return dict(sorted(table.items()))


def unweighted_kinds(by_shape: Mapping[str, Iterable[Key]]) -> dict[str, list[tuple[str, float]]]:
    """Return the kinds of an ending by shape, each of weight 0, as a Lexicon expects them."""
    return {shape: [(kind, 0.0) for kind in sorted({kind for kind, _ in keys})] for shape, keys in by_shape.items()}


def parses(word: str, lexicon: Lexicon, endings: Endings) -> list[Parse]:
    """List all parses of a word."""
    return [
        Parse(segmentation.stem, segmentation.kind, tags)
        for segmentation in lexicon.segmentations(word)
        for kind, tags in sorted(endings[word[segmentation.cut :]][shape(word[: segmentation.cut])])
        if kind == segmentation.kind
    ]


def verb_entries(verbs: Iterable[str]) -> dict[str, dict[str, Stem]]:
    """Return verbs as entries of a Lexicon."""
    return {verb: {"verb": Stem(0.0, 0, verb, verb)} for verb in verbs}


def irregular() -> dict[Key, str]:
    """Return the irregular stems: (stem before a vowel, kind) → stem."""
    return {(changed, kind): stem for changed, kind, stem in rows("az_irregular.tsv")}


def listed_nouns() -> set[str]:
    """Return the hand-written nouns, including those that change before a vowel."""
    return listed("az_nouns.txt") | {stem for (_, kind), stem in irregular().items() if kind == "noun"}


def prior(tags: str) -> float:
    """Return the pseudo-count of a chain in word types.

    First persons get more, because encyclopedic text has few of them.
    """
    return CHAIN_PRIOR * 3.0 ** -len(tags.split()) * (5.0 if RARE_PERSONS & set(tags.split()) else 1.0)


def learn(words: collections.Counter[str]) -> tuple[dict[Key, float], dict[Key, float], dict[str, list[Parse]]]:
    """Learn weights of stems and log weights of chains; also return the parses of all words."""
    verbs, nouns = listed("az_verbs.txt"), listed_nouns() | listed("az_places.txt")
    pseudo_counts = {(verb, "verb"): LISTED_COUNT for verb in verbs} | {(noun, "noun"): LISTED_COUNT for noun in nouns}
    endings = written_endings()
    lexicon = Lexicon(
        verb_entries(verbs),
        {text: unweighted_kinds(by_shape) for text, by_shape in endings.items()},
        irregular(),
    )
    types = {
        word: [
            parse
            for parse in parses(word, lexicon, endings)
            if parse.kind == "verb" or parse.stem in nouns or parse.stem not in verbs
        ]
        for word in words
    }
    stems: dict[Key, float] = dict(pseudo_counts)
    weights = {key: prior(key[1]) for by_shape in endings.values() for keys in by_shape.values() for key in keys}
    for number in range(ROUNDS):
        seen, weights = expected_counts(words, types, stems, weights, pseudo_counts)
        stems = {
            key: max(0.0, value - DISCOUNT)
            * (1.0 if key in pseudo_counts or key[1] == "verb" or key[0] in words else BARE_UNSEEN)
            for key, value in seen.items()
        }
        if number > ROUNDS // 3:
            stems.update(dict.fromkeys(inflected(stems, normalized(weights), types, pseudo_counts), 0.0))
        print(f"round {number}: {sum(value > DISCOUNT for value in stems.values())} stems")
    return stems, {key: math.log(value) for key, value in normalized(weights).items()}, types


def expected_counts(
    words: Mapping[str, int],
    types: Mapping[str, list[Parse]],
    stems: dict[Key, float],
    weights: dict[Key, float],
    pseudo_counts: dict[Key, float],
) -> tuple[dict[Key, float], dict[Key, float]]:
    """Take the expectation step: return expected counts of stems and chains, priors included."""
    probabilities = normalized(weights)
    seen = collections.defaultdict(float, pseudo_counts)
    used = collections.defaultdict(float, {key: prior(key[1]) for key in weights})
    for word, found in types.items():
        scores = [stem_weight(stems, parse) * probabilities[parse.kind, parse.tags] for parse in found]
        total = sum(scores)
        for parse, score in zip(found, scores, strict=True):
            share = (1.0 + math.log(words[word]) / 2) * score / total
            if share > MIN_SHARE:
                seen[parse.stem, parse.kind] += share
                used[parse.kind, parse.tags] += share
    return seen, dict(used)


def normalized(weights: Mapping[Key, float]) -> dict[Key, float]:
    """Return the probability of each chain among those of its kind."""
    totals = {kind: sum(value for key, value in weights.items() if key[0] == kind) for kind in ("noun", "verb")}
    return {key: value / totals[key[0]] for key, value in weights.items()}


def stem_weight(stems: dict[Key, float], parse: Parse) -> float:
    """Return the weight of a parse's stem, as Lexicon.weight computes it.

    It is needed while stems are still being learned.
    """
    base = stems.get((derivation_base(parse.stem), "noun"), 0.0) if parse.kind == "noun" else 0.0
    return unseen_weight(parse.stem) + stems.get((parse.stem, parse.kind), 0.0) + DERIVED * base


def inflected(
    stems: dict[Key, float],
    probabilities: dict[Key, float],
    types: dict[str, list[Parse]],
    pseudo_counts: Container[Key],
) -> set[Key]:
    """Find the stems that are inflected forms of others.

    Plurals and finite verbs, for example, would pass for stems because they take nearly all endings.
    """
    found = set()
    for (stem, kind), weight in stems.items():
        if kind == "noun" and weight and (stem, kind) not in pseudo_counts:
            as_stem = weight * probabilities["noun", ""]
            for parse in types.get(stem, ()):
                factor = 1.0 if set(parse.tags.split()) <= WEAK_TAGS else STRONG_FACTOR
                if parse.stem != stem and stems.get((parse.stem, parse.kind), 0.0) > 2.0:
                    as_form = stems[parse.stem, parse.kind] * probabilities[parse.kind, parse.tags]
                    if as_form * factor > as_stem:
                        found.add((stem, kind))
    return found


def lowercase_counts(
    prose: Mapping[str, int],
    types: Mapping[str, list[Parse]],
    stems: Mapping[Key, float],
    log_weights: Mapping[Key, float],
) -> collections.Counter[Key]:
    """Count occurrences of stems in lower case, by the best parse of each word.

    Hand-written stems have a minimum.
    """
    counts = collections.Counter[Key]()
    for word, found in types.items():
        if found and prose[word]:
            best = max(
                found,
                key=lambda parse: (
                    math.log(stems.get((parse.stem, parse.kind), 0) + 1e-9) + log_weights[parse.kind, parse.tags]
                ),
            )
            counts[best.stem, best.kind] += prose[word]
    listed_stems = [(verb, "verb") for verb in listed("az_verbs.txt")] + [(noun, "noun") for noun in listed_nouns()]
    return counts | collections.Counter(dict.fromkeys(listed_stems, LISTED_OCCURRENCES))


def main() -> None:
    """Read the text, learn, write the three tables."""
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        words, prose = count(file)
    stems, log_weights, types = learn(words)
    lowercase = lowercase_counts(prose, types, stems, log_weights)
    active_stem = Lexicon(verb_entries(listed("az_verbs.txt")), {}, irregular()).active_stem
    table: dict[str, list[str]] = {}
    for (stem, kind), weight in sorted(stems.items()):
        if weight >= MIN_WEIGHT:
            lemma_stem = active_stem(stem) if kind == "verb" else stem
            table.setdefault(stem, []).append(f"{kind} {weight:.1f} {lowercase[stem, kind]} {stem} {lemma_stem}")
    write(
        "az_stems.tsv",
        "stem\tkind, weight (word types explained), occurrences in lower case, spelling, stem of the lemma",
        table,
    )
    write(
        "az_chains.tsv",
        "kind and tags of a chain\tlog weight; an unlisted chain has that of `*` for its kind and number of tags",
        chain_rows(log_weights),
    )
    endings = {text: cells(by_shape, log_weights) for text, by_shape in written_endings().items()}
    write(
        "az_endings.tsv", "ending\tkind, shapes of the preceding stem, log weight of the most probable meaning", endings
    )


def cells(by_shape: Mapping[str, Iterable[Key]], log_weights: Mapping[Key, float]) -> list[str]:
    """Return the cells of an ending's row.

    Shapes with the same kind and weight share a cell.
    """
    best: dict[Key, float] = {}
    for after, keys in by_shape.items():
        for key in keys:
            best[key[0], after] = max(log_weights[key], best.get((key[0], after), -math.inf))
    shapes: dict[tuple[str, str], str] = {}
    for (kind, after), weight in sorted(best.items()):
        shapes[kind, f"{weight:.1f}"] = shapes.get((kind, f"{weight:.1f}"), "") + after
    return [f"{kind} {after} {weight}" for (kind, weight), after in shapes.items()]


def chain_rows(log_weights: Mapping[Key, float]) -> dict[str, list[str]]:
    """Return the log weights of chains.

    Unseen chains share a row for each kind and number of tags.
    """
    table: dict[str, list[str]] = {}
    lowest: dict[tuple[str, int], float] = {}
    for (kind, tags), weight in log_weights.items():
        length = len(tags.split())
        lowest[kind, length] = min(weight, lowest.get((kind, length), 0.0))
    for (kind, length), weight in sorted(lowest.items()):
        table[f"{kind} {'*' * length}".rstrip()] = [f"{weight:.1f}"]
    for (kind, tags), weight in sorted(log_weights.items()):
        if tags and weight > lowest[kind, len(tags.split())] + 0.05:
            table[f"{kind} {tags}"] = [f"{weight:.1f}"]
    return table


def write(name: str, header: str, table: Mapping[str, list[str]]) -> None:
    """Write a table."""
    lines = "".join(f"{key}\t{'|'.join(row)}\n" for key, row in table.items())
    (DATA / name).write_text(f"# {header}\n{lines}", "utf-8")


if __name__ == "__main__":
    main()
