"""Train the n-gram models, src/axtar/detect/data/{latn,cyrl}.txt, and langdetect profiles.

    python -m resources.detect.train FOLDER

The profiles are written to a folder next to the models. FOLDER contains text_az.txt.gz, text_en.txt.gz, text_ru.txt.gz and
text_tr.txt.gz, one sentence a line. English is also trained on simplemma's word forms (`pip install simplemma`), because its
sentences are few; both Turkic languages on inflected forms and everyday words (forms.py), because their sentences are
encyclopedic or few. Azerbaijani in Cyrillic, and both Turkic languages typed without diacritics, are derived from the Latin
texts by the tables in letters.json. The output gives, for each class, the probability of a letter after up to four others
inside a word, interpolated by the method of Witten and Bell (1991); no sentence or word list can be recovered from it.
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

from resources.detect import checksums, forms
from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

from axtar.detect.ngram_model import COST_PER_NAT, normalize_case

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src" / "axtar" / "detect" / "data"
ORDER = 5  # letters of an n-gram: the predicted one and up to four before it
COUNT_EXPONENT = 0.7  # dampens word counts, so that a few very frequent words do not dominate
DICTIONARY_FORMS = 150_000  # sampled word forms of a dictionary
DICTIONARY_WEIGHT = 0.15
FRAGMENT_WEIGHT = 0.3  # lines of text_az without a full stop are from a frequency list, which contains foreign words
PERSON_WEIGHT = 0.2
SENTENCE_ENDS = (".", "!", "?", '"', "»", ":", ";")
# Weights of the other training data of the Turkic languages, relative to their sentences.
FORMS_SHARE, EVERYDAY_SHARE, WORDS_SHARE = 0.25, 0.25, 0.1
RUSSIAN_WORDS_SHARE = 0.03
OTHER_LANGUAGES = {"latn": "af ca cs da de es fi fr hr hu id it nl no pl pt ro sq sv", "cyrl": "bg mk uk"}
OTHER_LANGUAGE_LETTERS = 200_000  # counted in each of them
OTHER_LANGUAGE_COUNT = 20_000  # the same when deciding which n-grams are kept
MIN_PROBABILITY = 1 / 3000  # of an unseen letter
TOTAL_WORDS = 165_000  # to which the counts of each language are scaled
MIN_COUNT = 8.0  # rarer n-grams are pruned
MIN_PROFILE_COUNT = 20.0  # likewise in the langdetect profiles
MIN_DIFFERENCE = 3  # cost steps by which an n-gram must differ from its suffix to be kept
# Prior in cost steps a letter: the Turkish sentences are more colloquial, the Azerbaijani ones encyclopedic.
PRIORS = {"tr": -0.1, "tr-ascii": -0.1}
MAX_COST = 93  # the last printable code
ZERO = 33  # the code point of cost 0
WORD = re.compile(r"(?:(?<=[^\W\d_])')?[^\W\d_]+")  # with the apostrophe that separates a suffix

Counts = dict[str, float]
Model = dict[str, tuple[dict[str, float], float, int]]
"""History → how often each letter follows it, how often any, and how many different letters."""


def sentences(folder: Path, language: str) -> list[str]:
    """Read the lines of a text, in normalized case."""
    text = gzip.decompress((folder / f"text_{language}.txt.gz").read_bytes()).decode("utf8")
    return [normalize_case(line) for line in text.splitlines()]


def count(lines: list[str]) -> Counts:
    """Count words; those of lines that do not end like a sentence weigh less."""
    counts: Counts = defaultdict(float)
    for line in lines:
        weight = 1.0 if line.endswith(SENTENCE_ENDS) else FRAGMENT_WEIGHT
        for word in WORD.findall(line):
            counts[word] += weight
    return counts


def add_dictionary_forms(counts: Counts, language: str) -> None:
    """Add a sample of a dictionary's forms."""
    entries = DefaultDictionaryFactory().get_dictionary(language)
    words = sorted({part for form in entries for part in WORD.findall(normalize_case(str(form))) if len(part) > 2})
    for word in random.Random(1).sample(words, min(DICTIONARY_FORMS, len(words))):  # noqa: S311 - a sample, not a secret
        counts[word] += DICTIONARY_WEIGHT


def with_persons(counts: Counts) -> Counts:
    """Add first and second persons to Azerbaijani, by the endings of persons.tsv.

    An encyclopedia lacks them.
    """
    extended: Counts = defaultdict(float, counts)
    for line in (HERE / "persons.tsv").read_text("utf8").splitlines()[1:]:
        ending, cut, replacements = line.split("\t")
        for word, n in counts.items():
            if word.endswith(ending) and len(word) > len(ending) + 1:
                for replacement in replacements.split():
                    extended[word[: len(word) - int(cut)] + replacement] += n * PERSON_WEIGHT
    return extended


def listed_words(language: str) -> Counts:
    """Read the everyday and regional words of a language in words.tsv."""
    rows = (line.split("\t") for line in (HERE / "words.tsv").read_text("utf8").splitlines())
    return {word: 1.0 for code, words in rows if code == language for word in words.split()}


def add(counts: Counts, more: Mapping[str, float], share: float) -> None:
    """Add words with a total weight of this share of TOTAL_WORDS."""
    factor = share * TOTAL_WORDS / sum(more.values())
    for text, n in more.items():
        for word in WORD.findall(normalize_case(text)):
            counts[word] += factor * n


def scale(*languages: Counts) -> None:
    """Scale all counts to TOTAL_WORDS.

    A smaller source would be smoothed more, and its language would lose every close decision.
    """
    for counts in languages:
        factor = TOTAL_WORDS / sum(counts.values())
        for word in counts:
            counts[word] *= factor


def transliterate(counts: Counts, table: dict[str, str]) -> Counts:
    """Count the same words in other letters."""
    letters = str.maketrans(table)
    result: Counts = defaultdict(float)
    for word, n in counts.items():
        result[word.translate(letters)] += n
    return result


def letters() -> dict[str, dict[str, str]]:
    """Read letters.json: Azerbaijani in Cyrillic, and ASCII substitutes for diacritics."""
    tables: dict[str, dict[str, str]] = json.loads((HERE / "letters.json").read_text("utf8"))
    return tables


def classes(texts: Mapping[str, list[str]]) -> dict[str, dict[str, Counts]]:
    """Count the words of each class, by script, from the sentences of each language."""
    tables = letters()
    english, turkish, russian = (count(texts[code]) for code in ("en", "tr", "ru"))
    azerbaijani = with_persons(count(texts["az"]))
    languages = [english, turkish, azerbaijani, russian]
    for counts in languages:
        for word in counts:
            counts[word] **= COUNT_EXPONENT
    add_dictionary_forms(english, "en")
    scale(*languages)
    inflected = forms.azerbaijani()
    for counts, code, all_words, everyday in (
        (turkish, "tr", forms.turkish(), forms.turkish_everyday()),
        (azerbaijani, "az", inflected["all"], inflected["everyday"]),
    ):
        add(counts, all_words, FORMS_SHARE)
        add(counts, everyday, EVERYDAY_SHARE)
        add(counts, listed_words(code), WORDS_SHARE)
    add(russian, listed_words("ru"), RUSSIAN_WORDS_SHARE)
    scale(turkish, azerbaijani, russian)
    return {
        "latn": {
            "en": english,
            "tr": turkish,
            "az": azerbaijani,
            "tr-ascii": transliterate(turkish, tables["ascii"]),
            "az-ascii": transliterate(azerbaijani, tables["ascii"]),
        },
        "cyrl": {"ru": russian, "az-cyrl": transliterate(azerbaijani, tables["cyrillic"])},
    }


def train(counts: Counts) -> Model:
    """Train the model of a class on its words."""
    follows: dict[str, Counts] = defaultdict(lambda: defaultdict(float))
    for word, n in counts.items():
        padded = f"_{word}_"
        for end in range(1, len(padded)):
            for start in range(max(0, end - ORDER + 1), end + 1):
                follows[padded[start:end]][padded[end]] += n
    return _with_totals(follows)


def train_other_languages(languages: str) -> Model:
    """Train the model of all other languages of a script.

    It is the mean of langdetect's stock profiles, up to three letters.
    """
    follows: dict[str, Counts] = defaultdict(lambda: defaultdict(float))
    for language in languages.split():
        stock = json.loads(files("langdetect").joinpath("profiles", language).read_text("utf8"))
        for gram, n in stock["freq"].items():
            padded = gram.lower().replace(" ", "_")
            if padded != "_" and not re.search(r"[\W\d]", padded):
                follows[padded[:-1]][padded[-1]] += OTHER_LANGUAGE_LETTERS * n / stock["n_words"][len(gram) - 1]
    return _with_totals(follows)


def _with_totals(follows: dict[str, Counts]) -> Model:
    return {history: (dict(letters), sum(letters.values()), len(letters)) for history, letters in follows.items()}


def probability(model: Model, ngram: str) -> float:
    """Return the probability of an n-gram's last letter after the others (Witten-Bell)."""
    p = MIN_PROBABILITY
    for start in range(len(ngram) - 1, -1, -1):
        entry = model.get(ngram[start:-1])
        if entry is None:
            break
        letters, total, kinds = entry
        p = (letters.get(ngram[-1], 0.0) + kinds * p) / (total + kinds)
    return p


def cost(model: Model, ngram: str, prior: float) -> int:
    """Return the cost of the last letter of an n-gram, in steps, limited to the codes."""
    steps = round(-COST_PER_NAT * math.log(probability(model, ngram)) - prior)
    return max(0, min(MAX_COST, steps))


def encode(models: dict[str, Model]) -> dict[str, str]:
    """Encode n-grams as one printable character for each class.

    N-grams that add little to their suffix are pruned.
    """
    kept: dict[str, list[int]] = {}
    for ngram, n in sorted(ngram_counts(models).items(), key=lambda item: (len(item[0]), item[0])):
        if ngram == "_" or (n < MIN_COUNT and len(ngram) > 2):
            continue
        costs = [cost(model, ngram, PRIORS.get(name, 0.0)) for name, model in models.items()]
        suffix = next((kept[ngram[i:]] for i in range(1, len(ngram)) if ngram[i:] in kept), None)
        if suffix is None or _max_difference(costs, suffix) > MIN_DIFFERENCE:
            kept[ngram] = costs
    return {ngram: "".join(chr(ZERO + code) for code in costs) for ngram, costs in kept.items()}


def _max_difference(costs: list[int], suffix: list[int]) -> int:
    """Return the largest change of a class's cost relative to that of the next class."""
    differences = [a - b for a, b in zip(costs, suffix, strict=True)]
    return max(abs(a - b) for a, b in itertools.pairwise(differences * 2))


def ngram_counts(models: dict[str, Model]) -> Counts:
    """Count the n-grams of all classes together; the last class is that of other languages."""
    counts: Counts = defaultdict(float)
    for model in list(models.values())[:-1]:
        for history, (letters, _, _) in model.items():
            for letter, n in letters.items():
                counts[history + letter] += n
    for history, (letters, _, _) in models["foreign"].items():
        for letter, n in letters.items():
            counts[history + letter] += n / OTHER_LANGUAGE_LETTERS * OTHER_LANGUAGE_COUNT
    return counts


def profile(name: str, counts: Counts) -> str:
    """Encode a langdetect profile: counts of one to three letters.

    A word has a blank at both ends.
    """
    frequencies: Counts = defaultdict(float)
    for word, n in counts.items():
        padded = " " + word.lstrip("'") + " "
        for size in (1, 2, 3):
            for start in range(len(padded) - size + 1):
                if padded[start : start + size].strip():
                    frequencies[padded[start : start + size]] += n
    totals = [round(sum(n for ngram, n in frequencies.items() if len(ngram) == size)) for size in (1, 2, 3)]
    kept = {ngram: round(n) for ngram, n in sorted(frequencies.items()) if n >= MIN_PROFILE_COUNT}
    return json.dumps({"name": name, "n_words": totals, "freq": kept}, ensure_ascii=False, separators=(",", ":"))


def table(script: str, words: dict[str, Counts]) -> str:
    """Train the classes of a script and encode its table as axtar.detect reads it."""
    models = {name: train(counts) for name, counts in words.items()}
    models["foreign"] = train_other_languages(OTHER_LANGUAGES[script])
    rows = encode(models)
    lines = [" ".join(models), " ".join(sorted(rows)), "".join(rows[ngram] for ngram in sorted(rows))]
    return "\n".join(lines) + "\n"


def main(folder: Path) -> None:
    """Write all tables and their checksums."""
    (DATA / "profiles").mkdir(parents=True, exist_ok=True)
    texts = {code: sentences(folder, code) for code in ("en", "tr", "az", "ru")}
    for script, words in classes(texts).items():
        (DATA / f"{script}.txt").write_text(table(script, words), "utf8")
        for name, counts in words.items():
            if name not in ("en", "tr", "ru"):  # langdetect ships these
                (DATA / "profiles" / f"{name}.json").write_text(profile(name, counts), "utf8")
    checksums.write(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
