"""Recall, precision and errors of name search.

    python -m bench.misses NAMES.json [--alone]

Only index terms are compared, without an engine: a document matches if one of its names, or its lemma, is a term of the query.
The file is a JSON object of `places` and `persons`, each a list of `{"id", "groups": [{"n", "variants": [{"t", "langs"}]}]}`,
where a group contains the spellings of one name, and `inflected`, a list of `{"id", "group", "lang", "form"}`. With `--alone`
the authority file is switched off, which measures the phonetic key alone.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from axtar.analyzer import Analyzer, mention_names, shipped_analyzer

SENTENCES = {  # one for each language, without any other name
    "en": "At that time many people heard of {} and wrote letters.",
    "tr": "O zaman birçok insan {} hakkında duydu ve mektup yazdı.",
    "az": "O vaxt çox adam {} haqqında eşitdi və məktub yazdı.",
    "ru": "В то время многие слышали это слово: {}, и писали письма.",
    "az-Cyrl": "О вахт чох адам {} һаггында ешитди вә мәктуб јазды.",
    "hy": "Այն ժամանակ շատերը լսել էին {} մասին։",
    "fa/azb": "در آن زمان مردم درباره {} شنیدند",
}
LANGUAGES = {"az-Cyrl": "az", "hy": "und", "fa/azb": "und"}
MAX_ERRORS = 30


@dataclass(frozen=True)
class Document:
    """A name in a sentence.

    It has its entity, the group of its spelling, the kind of form, the form, and its index terms.
    """

    owner: str
    group: int
    kind: str
    form: str
    terms: frozenset[str]


def main(arguments: list[str] | None = None) -> None:
    """Print recall, precision and the most frequent errors of each kind."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.misses", description="Recall and precision of name search, without an engine."
    )
    parser.add_argument("file", type=Path, help="names and their spellings (JSON)")
    parser.add_argument("--alone", action="store_true", help="without the authority file")
    chosen = parser.parse_args(arguments)
    report(json.loads(chosen.file.read_text("utf-8")), shipped_analyzer(authority=not chosen.alone))


def report(data: dict[str, Any], analyzer: Analyzer) -> None:
    """Print the figures of each kind, then its most frequent errors."""
    for kind in ("places", "persons"):
        counts, missed, wrong = compare(list(documents(data, kind, analyzer)), list(queries(data[kind], analyzer)))
        recalls = {
            form: counts[form] / total for form in ("base", "inflected", "exonym") if (total := counts[f"{form} of"])
        }
        precision = counts["right"] / max(1, counts["found"])
        print(kind, *(f"{form} {recall:.3f}" for form, recall in recalls.items()), f"precision {precision:.3f}")
        for title, table in (("missed", missed), ("wrong", wrong)):
            for (form, owner), texts in sorted(table.items(), key=lambda item: -len(item[1]))[:MAX_ERRORS]:
                print(f"  {title} {len(texts):3} times  {form} ({owner}), searched as {', '.join(texts[:5])}")


def documents(data: dict[str, Any], kind: str, analyzer: Analyzer) -> Iterator[Document]:
    """Make a document for every spelling in each of its languages.

    Places also get one for each inflected form.
    """
    for entity in data[kind]:
        for group in entity["groups"]:
            for variant in group["variants"]:
                for language in variant["langs"]:
                    yield document(analyzer, entity["id"], group["n"], "base", variant["t"], language)
    for row in data["inflected"] if kind == "places" else ():
        yield document(analyzer, row["id"], row["group"], "inflected", row["form"], row["lang"])


def document(  # noqa: PLR0913, PLR0917 - the analyzer, and the fields of a document
    analyzer: Analyzer, owner: str, group: int, kind: str, form: str, language: str
) -> Document:
    """Analyze a name in the sentence of its language."""
    code = LANGUAGES.get(language, language)
    text = SENTENCES[language]
    start = text.index("{")
    tokens = [
        token
        for token in analyzer.analyze(text.format(form), code)
        if token.end > start and token.start < start + len(form)
    ]
    stored = {
        *(name for token in tokens for mention in token.mentions for name in mention_names(mention)),
        *(token.lemma_term for token in tokens),
    }
    return Document(owner, group, kind, form, frozenset(stored))


def queries(entities: list[dict[str, Any]], analyzer: Analyzer) -> Iterator[tuple[str, int, str, list[frozenset[str]]]]:
    """Yield the entity, group and text of each query, and its terms by word or name."""
    spelled = {
        (entity["id"], group["n"], variant["t"])
        for entity in entities
        for group in entity["groups"]
        for variant in group["variants"]
    }
    for owner, group, text in sorted(spelled):
        yield owner, group, text, query_terms(text, analyzer)


def query_terms(text: str, analyzer: Analyzer) -> list[frozenset[str]]:
    """List the alternative terms of each word or name of a query."""
    words, alternatives, end = analyzer.analyze_query(text), [], -1
    for word in words:
        if word.start < end:
            continue
        end = max([word.end, *(mention.end for mention in word.mentions)])
        named = {name for mention in word.mentions for name in mention_names(mention)}
        lemmas = {token.lemma_term for _, token in word.readings} if end == word.end else set()
        alternatives.append(frozenset(named | lemmas))
    return alternatives


def compare(
    stored: list[Document], searched: list[tuple[str, int, str, list[frozenset[str]]]]
) -> tuple[Counter[str], dict[tuple[str, str], list[str]], dict[tuple[str, str], list[str]]]:
    """Count matches; return them with the missed and the wrong forms, each with its queries."""
    counts: Counter[str] = Counter()
    missed: dict[tuple[str, str], list[str]] = defaultdict(list)
    wrong: dict[tuple[str, str], list[str]] = defaultdict(list)
    for owner, group, text, parts in searched:
        for candidate in stored:
            matches = all(part & candidate.terms for part in parts)
            counts["found"] += matches
            if candidate.owner == owner:
                kind = candidate.kind if candidate.group == group else "exonym"
                counts[f"{kind} of"] += 1
                counts[kind] += matches
                counts["right"] += matches
                if not matches:
                    missed[candidate.form, owner].append(text)
            elif matches:
                wrong[candidate.form, candidate.owner].append(text)
    return counts, missed, wrong


if __name__ == "__main__":
    main()
