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
from collections.abc import Container, Iterable
from pathlib import Path

from resources.analysis.build_endings import chains, grammar

from axtar.analysis.case import lower
from axtar.analysis.lexicon import DERIVED, Ending, Lexicon, Reading, Stem, derived_from, unseen
from axtar.analysis.tables import rows

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src/axtar/analysis/data"
WORD = re.compile(r"[a-zçəğıöşü]{2,29}")
DISCOUNT = 1.0  # what variational Bayes takes off a count, so that stems seen in one reading of one type lose
UNSEEN = 0.1  # what a noun's count is worth that never stood without an ending
LEAD = 20.0  # types that a hand-written stem counts for before any is seen
ROUNDS = 12
ORDINARY = 10  # how often a hand-written word counts as seen in lower case
WEAK = {"imp", "opt", "aor", "imp1", "imp2", "its", "acc", "dat", "gen", "my", "thy", "equ", "art", "am", "ins"}
CLEAR = 20.0  # how much likelier a stem must be than a clear inflection of another to stand as a word of its own
SURE = 200.0  # prior types of a chain of one ending; each further one divides by 3

Key = tuple[str, str]


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


def written_endings() -> dict[str, list[Ending]]:
    """Ending as written → what it can be, all of weight 0."""
    table: dict[str, dict[Key, set[str]]] = {}
    for chain in chains(grammar(HERE / "az_grammar.tsv")):
        table.setdefault(chain.text, {}).setdefault((chain.kind, chain.tags), set()).add(chain.harmony + chain.final)
    return {
        text: [Ending(kind, "".join(sorted(after)), 0.0, tags) for (kind, tags), after in sorted(meanings.items())]
        for text, meanings in sorted(table.items())
    }


def irregular() -> dict[Key, str]:
    """Stems that change before a vowel."""
    return {(changed, kind): stem for changed, kind, stem in rows("az_irregular.tsv")}


def ordinary_nouns() -> set[str]:
    """The hand-written nouns, and those of the table of stems that change."""
    return listed("az_nouns.txt") | {stem for (_, kind), stem in irregular().items() if kind == "noun"}


def prior(tags: str) -> float:
    """How many types a chain counts for before any is seen: our text has few of the first and second person."""
    return SURE * 3.0 ** -len(tags.split())


def learn(words: collections.Counter[str]) -> tuple[dict[Key, float], dict[Key, float], dict[str, list[Reading]]]:
    """Weights of stems and chains, and all readings of all words."""
    verbs, nouns = listed("az_verbs.txt"), ordinary_nouns() | listed("az_places.txt")
    lead = dict.fromkeys(((verb, "verb") for verb in verbs), LEAD) | dict.fromkeys(
        ((noun, "noun") for noun in nouns), LEAD
    )
    endings = written_endings()
    shapes = Lexicon({(verb, "verb"): Stem(0.0, 0, verb) for verb in verbs}, endings, irregular())
    types = {
        word: [r for r in shapes.readings(word) if r.kind == "verb" or r.stem in nouns or r.stem not in verbs]
        for word in words
    }
    stems: dict[Key, float] = dict(lead)
    weights = {(ending.kind, ending.tags): prior(ending.tags) for meanings in endings.values() for ending in meanings}
    for number in range(ROUNDS):
        whole = {kind: sum(value for key, value in weights.items() if key[0] == kind) for kind in ("noun", "verb")}
        seen = collections.defaultdict(float, lead)
        used = collections.defaultdict(float, {key: prior(key[1]) for key in weights})
        for word, readings in types.items():
            scores = [weight(stems, r) * weights[r.kind, r.ending.tags] / whole[r.kind] for r in readings]
            total = sum(scores)
            for reading, score in zip(readings, scores, strict=True):
                share = (1.0 + math.log(words[word]) / 2) * score / total
                if share > 1e-4:
                    seen[reading.stem, reading.kind] += share
                    used[reading.kind, reading.ending.tags] += share
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
    base = stems.get((derived_from(reading.stem), "noun"), 0.0) if reading.kind == "noun" else 0.0
    return unseen(reading.stem) + stems.get((reading.stem, reading.kind), 0.0) + DERIVED * base


def inflected(
    stems: dict[Key, float], weights: dict[Key, float], types: dict[str, list[Reading]], lead: Container[Key]
) -> set[Key]:
    """Stems that are really forms of another: plurals, finite verbs and such, which take nearly all endings that a stem takes."""
    found = set()
    for (stem, kind), weight in stems.items():
        if kind == "noun" and weight and (stem, kind) not in lead:
            bare = weight * weights["noun", ""]
            for reading in types.get(stem, ()):
                clear = 1.0 if set(reading.ending.tags.split()) <= WEAK else CLEAR
                if reading.stem != stem and stems.get((reading.stem, reading.kind), 0.0) > 2.0:
                    other = stems[reading.stem, reading.kind] * weights[reading.kind, reading.ending.tags]
                    if other * clear > bare:
                        found.add((stem, kind))
    return found


def main() -> None:
    """Read the text, learn, write both tables."""
    with gzip.open(sys.argv[1], "rt", encoding="utf-8") as file:
        words, prose = count(file)
    stems, log_weights, types = learn(words)
    small = collections.Counter[Key]()
    for word, readings in types.items():
        if readings and prose[word]:
            best = max(
                readings,
                key=lambda r: math.log(stems.get((r.stem, r.kind), 0) + 1e-9) + log_weights[r.kind, r.ending.tags],
            )
            small[best.stem, best.kind] += prose[word]
    verbs, nouns = listed("az_verbs.txt"), ordinary_nouns()
    small |= collections.Counter(
        dict.fromkeys([(verb, "verb") for verb in verbs] + [(noun, "noun") for noun in nouns], ORDINARY)
    )
    plain = Lexicon(
        {(verb, "verb"): Stem(0.0, 0, verb) for verb in verbs}, {}, {("ed", "verb"): "et", ("ged", "verb"): "get"}
    ).plain
    with (DATA / "az_stems.tsv").open("w", encoding="utf-8") as file:
        file.write("# stem\tkind\tweight (word types explained)\tseen in lower case\tplain verb of a passive\n")
        for (stem, kind), weight in sorted(stems.items()):
            if weight >= 0.4:
                base = plain(stem) if kind == "verb" else stem
                file.write(f"{stem}\t{kind}\t{weight:.1f}\t{small[stem, kind]}\t{base if base != stem else ''}\n")
    with (DATA / "az_endings.tsv").open("w", encoding="utf-8") as file:
        file.write("# ending\tkind\tafter (harmony and final of the stem)\tlog weight\tmeaning\n")
        for text, meanings in written_endings().items():
            for kind, after, _, tags in meanings:
                file.write(f"{text}\t{kind}\t{after}\t{log_weights[kind, tags]:.1f}\t{tags}\n")


if __name__ == "__main__":
    main()
