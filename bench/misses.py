"""How well names are found, and which are not: `python -m bench.misses NAMES.json [--alone]`.

Only the terms are compared, without an engine: a document is found where one of its names, or its lemma, is one that the
question asks for. The file is a JSON object of `places` and `persons`, each a list of
`{"id", "groups": [{"n", "variants": [{"t", "langs"}]}]}`, where a group holds the spellings of one name, and `inflected`,
a list of `{"id", "group", "lang", "form"}`. With `--alone` the authority file is off: what the key does alone.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axtar import analyzer, names

SENTENCES = {  # one of each language, with nothing else that is a name
    "en": "At that time many people heard of {} and wrote letters.",
    "tr": "O zaman birçok insan {} hakkında duydu ve mektup yazdı.",
    "az": "O vaxt çox adam {} haqqında eşitdi və məktub yazdı.",
    "ru": "В то время многие слышали это слово: {}, и писали письма.",
    "az-Cyrl": "О вахт чох адам {} һаггында ешитди вә мәктуб јазды.",
    "hy": "Այն ժամանակ շատերը լսել էին {} մասին։",
    "fa/azb": "در آن زمان مردم درباره {} شنیدند",
}
LANGUAGES = {"az-Cyrl": "az", "hy": "und", "fa/azb": "und"}
WORST = 30


@dataclass(frozen=True)
class Document:
    """One name in one sentence: whose it is, which of its names, how it was made, and its terms."""

    owner: str
    group: int
    made: str
    form: str
    terms: frozenset[str]


def main(arguments: list[str] | None = None) -> None:
    """Print recall, precision and the worst misses of each kind."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.misses", description="Names found and missed, without an engine."
    )
    parser.add_argument("file", type=Path, help="names and their spellings, JSON")
    parser.add_argument("--alone", action="store_true", help="without the authority file")
    chosen = parser.parse_args(arguments)
    names.use_authority(on=not chosen.alone)
    try:
        report(json.loads(chosen.file.read_text("utf-8")))
    finally:
        names.use_authority(on=True)


def report(data: dict[str, Any]) -> None:
    """The figures of each kind, then what is missed most."""
    for kind in ("places", "persons"):
        counts, missed, wrong = compare(list(documents(data, kind)), list(questions(data[kind])))
        recalls = {
            made: counts[made] / all_ for made in ("base", "inflected", "exonym") if (all_ := counts[f"{made} of"])
        }
        precision = counts["right"] / max(1, counts["found"])
        print(kind, *(f"{made} {recall:.3f}" for made, recall in recalls.items()), f"precision {precision:.3f}")
        for title, table in (("missed", missed), ("wrong", wrong)):
            for (form, owner), asked in sorted(table.items(), key=lambda item: -len(item[1]))[:WORST]:
                print(f"  {title} {len(asked):3} times  {form} ({owner}), asked for as {', '.join(asked[:5])}")


def documents(data: dict[str, Any], kind: str) -> Iterator[Document]:
    """Every spelling in every language that has it; of places their inflected forms too."""
    for entity in data[kind]:
        for group in entity["groups"]:
            for variant in group["variants"]:
                for language in variant["langs"]:
                    yield document(entity["id"], group["n"], "base", variant["t"], language)
    for one in data["inflected"] if kind == "places" else ():
        yield document(one["id"], one["group"], "inflected", one["form"], one["lang"])


def document(owner: str, group: int, made: str, form: str, language: str) -> Document:
    """A name in the sentence of its language."""
    code = LANGUAGES.get(language, language)
    text = SENTENCES[language]
    start = text.index("{")
    found = [
        term
        for term in analyzer.analyze(text.format(form), code)
        if term.end > start and term.start < start + len(form)
    ]
    stored = {
        *(name for term in found for mention in term.mentions for name in analyzer.mention_names(mention)),
        *(analyzer.bare_lemma_term(term, code) for term in found),
    }
    return Document(owner, group, made, form, frozenset(stored))


def questions(entities: list[dict[str, Any]]) -> Iterator[tuple[str, int, str, list[frozenset[str]]]]:
    """Owner, group, text, and for each of its words or names what may stand for it."""
    spelled = {
        (one["id"], group["n"], v["t"]) for one in entities for group in one["groups"] for v in group["variants"]
    }
    for owner, group, text in sorted(spelled):
        yield owner, group, text, wanted(text)


def wanted(text: str) -> list[frozenset[str]]:
    """Each word or name of a question with all that may stand for it."""
    words, asked, end = analyzer.analyze_query(text), [], -1
    for word in words:
        if word.start < end:
            continue
        end = max([word.end, *(mention.end for mention in word.mentions)])
        named = {name for mention in word.mentions for name in analyzer.mention_names(mention)}
        lemmas = (
            {analyzer.bare_lemma_term(term, language) for language, term in word.readings} if end == word.end else set()
        )
        asked.append(frozenset(named | lemmas))
    return asked


def compare(
    stored: list[Document], asked: list[tuple[str, int, str, list[frozenset[str]]]]
) -> tuple[Counter[str], dict[tuple[str, str], list[str]], dict[tuple[str, str], list[str]]]:
    """Counts; forms that were missed, and forms that were wrongly found, each with the questions."""
    counts: Counter[str] = Counter()
    missed: dict[tuple[str, str], list[str]] = defaultdict(list)
    wrong: dict[tuple[str, str], list[str]] = defaultdict(list)
    for owner, group, text, parts in asked:
        for one in stored:
            found = all(part & one.terms for part in parts)
            counts["found"] += found
            if one.owner == owner:
                made = one.made if one.group == group else "exonym"
                counts[f"{made} of"] += 1
                counts[made] += found
                counts["right"] += found
                if not found:
                    missed[one.form, owner].append(text)
            elif found:
                wrong[one.form, one.owner].append(text)
    return counts, missed, wrong


if __name__ == "__main__":
    main()
