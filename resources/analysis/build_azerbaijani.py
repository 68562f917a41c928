"""Learn Azerbaijani stems and the weights of endings from raw text, without a teacher.

    python -m resources.analysis.build_azerbaijani TEXT.gz

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
DISCOUNT = 1.0  # what variational Bayes takes off a count, so that stems seen in one reading of one type lose
UNSEEN = 0.1  # what a noun's count is worth that never stood without an ending
LEAD = 20.0  # types that a hand-written stem counts for before any is seen
ROUNDS = 12
ORDINARY = 10  # how often a hand-written word counts as seen in lower case
WEAK = {
    *(
        "IMP.2SG",
        "OPT",
        "AOR",
        "IMP.1SG",
        "IMP.2PL",
        "POSS.3",
        "ACC",
        "DAT",
        "GEN",
        "POSS.1SG",
        "POSS.2SG",
        "EQU",
        "2SG",
        "1SG",
        "1PL",
    ),
    "INS",
}
CLEAR = 20.0  # how much likelier a stem must be than a clear inflection of another to stand as a word of its own
PERSONS = {"1SG", "1PL", "POSS.1SG", "POSS.1PL"}
SURE = 200.0  # prior types of a chain of one ending; each further one divides by 3

Key = tuple[str, str]


class Reading(NamedTuple):
    """A word as stem and chain of endings (its tags)."""

    stem: str
    kind: str
    tags: str


def listed(name: str) -> set[str]:
    """The words of a hand-written list."""
    lines = (HERE / name).read_text("utf-8").splitlines()
    return {word for line in lines if not line.startswith("#") for word in line.split()}


def count(lines: Iterable[str]) -> tuple[collections.Counter[str], collections.Counter[str]]:
    """Lowercased words; and those in lower case inside a sentence (lines of a frequency list have no full stop)."""
    words: collections.Counter[str] = collections.Counter()
    prose: collections.Counter[str] = collections.Counter()
    for line in lines:
        found = re.findall(r"[^\W\d_]+", line)
        small = [lower(word, "az") for word in found]
        words.update(word for word in small if WORD.fullmatch(word))
        if line.rstrip().endswith((".", "!", "?", "…", "»", '"', ":", ";")):
            prose.update(word for word, written in zip(small[1:], found[1:], strict=True) if word == written)
    return words, prose


def written_endings() -> dict[str, dict[str, set[Key]]]:
    """Ending as written → shape of the stem before it → kinds and tags of the chains that are written so."""
    table: dict[str, dict[str, set[Key]]] = {}
    for chain in chains():
        table.setdefault(chain.text, {}).setdefault(chain.shape, set()).add((chain.kind, chain.tags))
    return dict(sorted(table.items()))


def kinds(meanings: Mapping[str, Iterable[Key]]) -> dict[str, list[tuple[str, float]]]:
    """The kinds of an ending by shape, unweighted, as a lexicon wants them."""
    return {after: [(kind, 0.0) for kind in sorted({kind for kind, _ in keys})] for after, keys in meanings.items()}


def readings(word: str, lexicon: Lexicon, endings: Mapping[str, Mapping[str, set[Key]]]) -> list[Reading]:
    """All readings of a word."""
    return [
        Reading(split.stem, split.kind, tags)
        for split in lexicon.readings(word)
        for kind, tags in sorted(endings[word[split.cut :]][shape(word[: split.cut])])
        if kind == split.kind
    ]


def as_lookup(verbs: Iterable[str]) -> dict[str, dict[str, Stem]]:
    """Verbs as a lexicon wants them."""
    return {verb: {"verb": Stem(0.0, 0, verb, verb)} for verb in verbs}


def irregular() -> dict[Key, str]:
    """Stems that change before a vowel."""
    return {(changed, kind): stem for changed, kind, stem in rows("az_irregular.tsv")}


def ordinary_nouns() -> set[str]:
    """The hand-written nouns, and those of the table of stems that change."""
    return listed("az_nouns.txt") | {stem for (_, kind), stem in irregular().items() if kind == "noun"}


def prior(tags: str) -> float:
    """How many types a chain counts for before any is seen: our text has few of the first and second person."""
    return SURE * 3.0 ** -len(tags.split()) * (5.0 if PERSONS & set(tags.split()) else 1.0)


def learn(words: collections.Counter[str]) -> tuple[dict[Key, float], dict[Key, float], dict[str, list[Reading]]]:
    """Weights of stems and chains, and all readings of all words."""
    verbs, nouns = listed("az_verbs.txt"), ordinary_nouns() | listed("az_places.txt")
    lead = dict.fromkeys(((verb, "verb") for verb in verbs), LEAD) | dict.fromkeys(
        ((noun, "noun") for noun in nouns), LEAD
    )
    endings = written_endings()
    lexicon = Lexicon(as_lookup(verbs), {text: kinds(meanings) for text, meanings in endings.items()}, irregular())
    types = {
        word: [
            r for r in readings(word, lexicon, endings) if r.kind == "verb" or r.stem in nouns or r.stem not in verbs
        ]
        for word in words
    }
    stems: dict[Key, float] = dict(lead)
    weights = {key: prior(key[1]) for meanings in endings.values() for keys in meanings.values() for key in keys}
    for number in range(ROUNDS):
        whole = {kind: sum(value for key, value in weights.items() if key[0] == kind) for kind in ("noun", "verb")}
        seen = collections.defaultdict(float, lead)
        used = collections.defaultdict(float, {key: prior(key[1]) for key in weights})
        for word, found in types.items():
            scores = [weight(stems, r) * weights[r.kind, r.tags] / whole[r.kind] for r in found]
            total = sum(scores)
            for reading, score in zip(found, scores, strict=True):
                share = (1.0 + math.log(words[word]) / 2) * score / total
                if share > 1e-4:
                    seen[reading.stem, reading.kind] += share
                    used[reading.kind, reading.tags] += share
        stems = {
            key: max(0.0, value - DISCOUNT) * (1.0 if key in lead or key[1] == "verb" or key[0] in words else UNSEEN)
            for key, value in seen.items()
        }
        weights = dict(used)
        if number > ROUNDS // 3:
            whole = {kind: sum(value for key, value in weights.items() if key[0] == kind) for kind in ("noun", "verb")}
            share_of = {key: value / whole[key[0]] for key, value in weights.items()}
            stems.update(dict.fromkeys(inflected(stems, share_of, types, lead), 0.0))
        print(f"round {number}: {sum(value > DISCOUNT for value in stems.values())} stems")
    log_weights = {key: math.log(value / whole[key[0]]) for key, value in weights.items()}
    return stems, log_weights, types


def weight(stems: dict[Key, float], reading: Reading) -> float:
    """What Lexicon.weight says, while the stems are still being learnt."""
    base = stems.get((derivation_base(reading.stem), "noun"), 0.0) if reading.kind == "noun" else 0.0
    return unseen_weight(reading.stem) + stems.get((reading.stem, reading.kind), 0.0) + DERIVED * base


def inflected(
    stems: dict[Key, float], weights: dict[Key, float], types: dict[str, list[Reading]], lead: Container[Key]
) -> set[Key]:
    """Stems that are really forms of another: plurals, finite verbs and such, which take nearly all endings that a stem takes."""
    found = set()
    for (stem, kind), weight in stems.items():
        if kind == "noun" and weight and (stem, kind) not in lead:
            bare = weight * weights["noun", ""]
            for reading in types.get(stem, ()):
                clear = 1.0 if set(reading.tags.split()) <= WEAK else CLEAR
                if reading.stem != stem and stems.get((reading.stem, reading.kind), 0.0) > 2.0:
                    other = stems[reading.stem, reading.kind] * weights[reading.kind, reading.tags]
                    if other * clear > bare:
                        found.add((stem, kind))
    return found


def main() -> None:
    """Read the text, learn, write both tables."""
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        words, prose = count(file)
    stems, log_weights, types = learn(words)
    small = collections.Counter[Key]()
    for word, found in types.items():
        if found and prose[word]:
            best = max(
                found,
                key=lambda r: math.log(stems.get((r.stem, r.kind), 0) + 1e-9) + log_weights[r.kind, r.tags],
            )
            small[best.stem, best.kind] += prose[word]
    verbs, nouns = listed("az_verbs.txt"), ordinary_nouns()
    small |= collections.Counter(
        dict.fromkeys([(verb, "verb") for verb in verbs] + [(noun, "noun") for noun in nouns], ORDINARY)
    )
    plain = Lexicon(as_lookup(verbs), {}, irregular()).plain
    table: dict[str, list[str]] = {}
    for (stem, kind), weight in sorted(stems.items()):
        if weight >= 0.4:
            base = plain(stem) if kind == "verb" else stem
            table.setdefault(stem, []).append(f"{kind} {weight:.1f} {small[stem, kind]} {stem} {base}")
    write(
        "az_stems.tsv",
        "stem\tkind, weight (word types explained), seen in lower case, stem, plain verb of a passive",
        table,
    )
    write(
        "az_chains.tsv",
        "kind and tags of a chain\tlog weight; one that is missing has that of `*` for its kind and number of tags",
        chain_rows(log_weights),
    )
    ending_table = {text: cells(meanings, log_weights) for text, meanings in written_endings().items()}
    write(
        "az_endings.tsv", "ending\tkind, after stems of these shapes, log weight of the likeliest meaning", ending_table
    )


def cells(meanings: Mapping[str, Iterable[Key]], log_weights: Mapping[Key, float]) -> list[str]:
    """What an ending's row says: shapes with the same kind and weight share a cell."""
    best: dict[Key, float] = {}
    for after, keys in meanings.items():
        for key in keys:
            best[key[0], after] = max(log_weights[key], best.get((key[0], after), -math.inf))
    shapes: dict[tuple[str, str], str] = {}
    for (kind, after), weight in sorted(best.items()):
        shapes[kind, f"{weight:.1f}"] = shapes.get((kind, f"{weight:.1f}"), "") + after
    return [f"{kind} {after} {weight}" for (kind, weight), after in shapes.items()]


def chain_rows(log_weights: Mapping[Key, float]) -> dict[str, list[str]]:
    """The log weights of chains: those that were never seen share one for each kind and number of tags."""
    found: dict[str, list[str]] = {}
    least: dict[tuple[str, int], float] = {}
    for (kind, tags), weight in log_weights.items():
        count = len(tags.split())
        least[kind, count] = min(weight, least.get((kind, count), 0.0))
    for (kind, count), weight in sorted(least.items()):
        found[f"{kind} {'*' * count}".rstrip()] = [f"{weight:.1f}"]
    for (kind, tags), weight in sorted(log_weights.items()):
        if tags and weight > least[kind, len(tags.split())] + 0.05:
            found[f"{kind} {tags}"] = [f"{weight:.1f}"]
    return found


def write(name: str, head: str, table: Mapping[str, list[str]]) -> None:
    """Write a table."""
    lines = "".join(f"{key}\t{'|'.join(row)}\n" for key, row in table.items())
    (DATA / name).write_text(f"# {head}\n{lines}", "utf-8")


if __name__ == "__main__":
    main()
