"""Count letters: make src/axtar/detect/data/{latn,cyrl}.txt and the langdetect profiles beside them.

    python -m resources.detect.train FOLDER

FOLDER holds text_az.txt.gz, text_en.txt.gz, text_ru.txt.gz and text_tr.txt.gz, one sentence a line. English also learns
from the word forms of simplemma (`pip install simplemma`), because its sentences are few; both Turkic languages from
inflected forms and everyday talk (forms.py), because their sentences are an encyclopedia's or few. Azerbaijani in Cyrillic,
and both Turkic languages typed without their letters, are made from the Latin by the tables in letters.json. What is
written: for each class the probability of a letter after up to four others inside a word, interpolated by Witten and
Bell's method (1991); no sentence and no word list can be read from it.
"""

import gzip
import itertools
import json
import math
import random
import re
import sys
from collections import defaultdict
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from resources.detect import forms, made
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src" / "axtar" / "detect" / "data"
ORDER = 5  # letters of an n-gram: the one that is guessed and four before it
DAMPING = 0.7  # counts of words are raised to this power: a few very common words shall not rule
TYPES = 150_000  # word forms taken from a dictionary
TYPE_WEIGHT = 0.15
LIST_WEIGHT = 0.3  # lines of text_az without an end are made of a frequency list; they hold foreign words
PERSON_WEIGHT = 0.2
# Shares of what the Turkic languages learn from beside their sentences, which are 1.
FORMS, TALK, WORDS = 0.25, 0.25, 0.1
RUSSIAN_WORDS = 0.03
FOREIGN = {"latn": "af ca cs da de es fi fr hr hu id it nl no pl pt ro sq sv", "cyrl": "bg mk uk"}
FOREIGN_WEIGHT = 200_000  # letters counted in each of them
FLOOR = 1 / 3000  # probability of a letter that was never seen
MASS = 165_000  # words that each language is taken to have
LEAST = 8.0  # grams that were seen less often are not kept
LIKE = 3  # steps by which a gram must differ from its end to be kept
STEP = 8  # steps in a nat
# Steps a letter: the Turkish sentences are the more worldly, the Azerbaijani ones an encyclopedia's.
FAVOUR = {"tr": -0.1, "tr-ascii": -0.1}
WORST = 93  # the last printable code
WORD = re.compile(r"(?:(?<=[^\W\d_])')?[^\W\d_]+")  # with the apostrophe that cuts a suffix off

Counts = dict[str, float]
Model = dict[str, tuple[dict[str, float], float, int]]


def lower(text: str) -> str:
    """As axtar.detect.spelling lowers: I and İ are both i."""
    return text.replace("İ", "i").replace("I", "i").replace("’", "'").lower()


def sentences(folder: Path, language: str) -> list[str]:
    """All lines of a source."""
    return [
        lower(line) for line in gzip.open(folder / f"text_{language}.txt.gz", "rt", encoding="utf8").read().splitlines()
    ]


def count(lines: list[str]) -> Counts:
    """Words of running text; lines that no sentence ends weigh less."""
    counts: Counts = defaultdict(float)
    for line in lines:
        weight = 1.0 if line.endswith((".", "!", "?", '"', "»", ":", ";")) else LIST_WEIGHT
        for word in WORD.findall(line):
            counts[word] += weight
    return counts


def with_types(counts: Counts, language: str) -> Counts:
    """Add forms of a dictionary."""
    forms = DefaultDictionaryFactory().get_dictionary(language)
    words = sorted({part for form in forms for part in WORD.findall(lower(str(form))) if len(part) > 2})
    for word in random.Random(1).sample(words, min(TYPES, len(words))):  # noqa: S311 - a sample, no secret
        counts[word] += TYPE_WEIGHT
    return counts


def with_persons(counts: Counts) -> Counts:
    """Add first and second persons to Azerbaijani: an encyclopedia has none. The endings are in persons.tsv."""
    made: Counts = defaultdict(float, counts)
    for line in (HERE / "persons.tsv").read_text("utf8").splitlines()[1:]:
        ending, cut, replacements = line.split("\t")
        for word, n in counts.items():
            if word.endswith(ending) and len(word) > len(ending) + 1:
                for replacement in replacements.split():
                    made[word[: len(word) - int(cut)] + replacement] += n * PERSON_WEIGHT
    return made


def listed(language: str) -> Counts:
    """Words of everyday talk and of the region, which the sources lack, from words.tsv."""
    rows = (line.split("\t") for line in (HERE / "words.tsv").read_text("utf8").splitlines())
    return {word: 1.0 for code, words in rows if code == language for word in words.split()}


def add(counts: Counts, more: Mapping[str, float], share: float) -> None:
    """Add words that shall weigh so much of what is there together."""
    factor = share * MASS / sum(more.values())
    for text, n in more.items():
        for word in WORD.findall(lower(text)):
            counts[word] += factor * n


def weigh_alike(*languages: Counts) -> None:
    """Scale all to MASS: a small source is smoothed more, and its language would lose every near call."""
    for counts in languages:
        factor = MASS / sum(counts.values())
        for word in counts:
            counts[word] *= factor


def rewritten(counts: Counts, table: dict[str, str]) -> Counts:
    """The same words in other letters."""
    letters = str.maketrans(table)
    out: Counts = defaultdict(float)
    for word, n in counts.items():
        out[word.translate(letters)] += n
    return out


def letters() -> dict[str, dict[str, str]]:
    """What Azerbaijani is in Cyrillic, and what is typed for letters that are missing: letters.json."""
    tables: dict[str, dict[str, str]] = json.loads((HERE / "letters.json").read_text("utf8"))
    return tables


def classes(texts: Mapping[str, list[str]]) -> dict[str, dict[str, Counts]]:
    """Words with their weights, by script and class, of the sentences of each language."""
    tables = letters()
    english, turkish, russian = (count(texts[code]) for code in ("en", "tr", "ru"))
    azerbaijani = with_persons(count(texts["az"]))
    damp = [english, turkish, azerbaijani, russian]
    for counts in damp:
        for word in counts:
            counts[word] **= DAMPING
    with_types(english, "en")
    weigh_alike(*damp)
    inflected = forms.azerbaijani()
    for counts, code, every, talk in (
        (turkish, "tr", forms.turkish(), forms.turkish_talk()),
        (azerbaijani, "az", inflected["all"], inflected["talk"]),
    ):
        add(counts, every, FORMS)
        add(counts, talk, TALK)
        add(counts, listed(code), WORDS)
    add(russian, listed("ru"), RUSSIAN_WORDS)
    weigh_alike(turkish, azerbaijani, russian)
    return {
        "latn": {
            "en": english,
            "tr": turkish,
            "az": azerbaijani,
            "tr-ascii": rewritten(turkish, tables["ascii"]),
            "az-ascii": rewritten(azerbaijani, tables["ascii"]),
        },
        "cyrl": {"ru": russian, "az-cyrl": rewritten(azerbaijani, tables["cyrillic"])},
    }


def model(counts: Counts) -> Model:
    """For each history: how often each letter follows, in all, and how many different ones."""
    follows: dict[str, Counts] = defaultdict(lambda: defaultdict(float))
    for word, n in counts.items():
        padded = f"_{word}_"
        for end in range(1, len(padded)):
            for start in range(max(0, end - ORDER + 1), end + 1):
                follows[padded[start:end]][padded[end]] += n
    return {history: (dict(letters), sum(letters.values()), len(letters)) for history, letters in follows.items()}


def foreign(languages: str) -> Model:
    """What other languages in a script have in common: the mean of langdetect's stock profiles, up to three letters."""
    follows: dict[str, Counts] = defaultdict(lambda: defaultdict(float))
    for language in languages.split():
        stock = json.loads(files("langdetect").joinpath("profiles", language).read_text("utf8"))
        for gram, n in stock["freq"].items():
            padded = gram.lower().replace(" ", "_")
            if padded != "_" and not re.search(r"[\W\d]", padded):
                follows[padded[:-1]][padded[-1]] += FOREIGN_WEIGHT * n / stock["n_words"][len(gram) - 1]
    return {history: (dict(letters), sum(letters.values()), len(letters)) for history, letters in follows.items()}


def probability(chain: Model, gram: str) -> float:
    """Of the last letter of a gram after the others."""
    p = FLOOR
    for start in range(len(gram) - 1, -1, -1):
        found = chain.get(gram[start:-1])
        if found is None:
            break
        letters, total, kinds = found
        p = (letters.get(gram[-1], 0.0) + kinds * p) / (total + kinds)
    return p


def cost(chain: Model, gram: str, favour: float) -> int:
    """Of the last letter of a gram, in steps."""
    return round(-STEP * math.log(probability(chain, gram)) - favour)


def table(models: dict[str, Model], least: float) -> dict[str, str]:
    """Grams to codes, one printable character a class, in steps of 1/8 nat, without grams that tell no more than their end."""
    seen: Counts = defaultdict(float)
    for chain in list(models.values())[:-1]:
        for history, (letters, _, _) in chain.items():
            for letter, n in letters.items():
                seen[history + letter] += n
    for history, (letters, _, _) in models["foreign"].items():
        for letter, n in letters.items():
            seen[history + letter] += n / FOREIGN_WEIGHT * 20_000
    kept: dict[str, list[int]] = {}
    for gram, n in sorted(seen.items(), key=lambda item: (len(item[0]), item[0])):
        if gram == "_" or (n < least and len(gram) > 2):
            continue
        row = [max(0, min(WORST, cost(chain, gram, FAVOUR.get(name, 0.0)))) for name, chain in models.items()]
        shorter = next((kept[gram[i:]] for i in range(1, len(gram)) if gram[i:] in kept), None)
        if (
            shorter is None
            or max(abs(a - b) for a, b in itertools.pairwise([x - y for x, y in zip(row, shorter, strict=True)] * 2))
            > LIKE
        ):
            kept[gram] = row
    return {gram: "".join(chr(33 + code) for code in row) for gram, row in kept.items()}


def profile(name: str, counts: Counts, least: float) -> str:
    """A profile as langdetect reads it: counts of one to three letters, a blank at both ends of a word."""
    freq: Counts = defaultdict(float)
    for word, n in counts.items():
        padded = " " + word.lstrip("'") + " "
        for size in (1, 2, 3):
            for start in range(len(padded) - size + 1):
                if padded[start : start + size].strip():
                    freq[padded[start : start + size]] += n
    sizes = [round(sum(n for gram, n in freq.items() if len(gram) == size)) for size in (1, 2, 3)]
    grams = {gram: round(n) for gram, n in sorted(freq.items()) if n >= least}
    return json.dumps({"name": name, "n_words": sizes, "freq": grams}, ensure_ascii=False, separators=(",", ":"))


def written(script: str, groups: dict[str, Counts]) -> str:
    """The table of a script as axtar.detect reads it."""
    models = {name: model(counts) for name, counts in groups.items()} | {"foreign": foreign(FOREIGN[script])}
    rows = table(models, least=LEAST)
    lines = [" ".join(models), " ".join(sorted(rows)), "".join(rows[gram] for gram in sorted(rows))]
    return "\n".join(lines) + "\n"


def main(folder: Path) -> None:
    """Write all tables, and what they were made of."""
    (DATA / "profiles").mkdir(parents=True, exist_ok=True)
    texts = {code: sentences(folder, code) for code in ("en", "tr", "az", "ru")}
    for script, groups in classes(texts).items():
        (DATA / f"{script}.txt").write_text(written(script, groups), "utf8")
        for name, counts in groups.items():
            if name not in ("en", "tr", "ru"):  # those come with langdetect
                (DATA / "profiles" / f"{name}.json").write_text(profile(name, counts, least=20.0), "utf8")
    made.write(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
