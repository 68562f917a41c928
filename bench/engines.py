"""Whoosh beside tantivy: adding the same passages, and asking the same."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from axtar import analyzer, detect
from axtar.config import ENGINES
from axtar.engines import open_engine
from axtar.engines.protocol import Engine
from axtar.model import EngineQuery, IndexedPassage, Page, PassageId, PhraseQuery, TermQuery
from bench import texts
from bench.figures import Figure, Scale, median, seconds

FIRST = "tantivy"
CLAUSES: dict[str, EngineQuery] = {
    "one term": TermQuery("lemma", "tr:kopru"),
    "a name": TermQuery("names", "p.shamakhi"),
    "a phrase": PhraseQuery("surface", ("demir", "yolu")),
}
LEAST = 20  # searches for one figure


def engines(folder: Path, scale: Scale) -> Iterator[Figure]:
    """Every other engine beside the first."""
    entries = passages(scale.passages)
    opened = {name: open_engine(name, folder / "engines" / name) for name in ENGINES}
    adding = {name: seconds(partial(add, engine, entries)) for name, engine in opened.items()}
    for name in ENGINES:
        if name == FIRST:
            continue
        rates = ", ".join(f"{each} {len(entries) / adding[each]:,.0f} passages a second" for each in ENGINES)
        yield Figure(f"{name} / {FIRST}, adding", adding[name] / adding[FIRST], rates)
        for what, clause in CLAUSES.items():
            own, first = (_search(opened[each], clause, scale) for each in (name, FIRST))
            yield Figure(f"{name} / {FIRST}, {what}", own / first, f"{1e3 * own:.2f} ms, {1e3 * first:.2f} ms")


def passages(count: int) -> list[IndexedPassage]:
    """So many passages of running text in the four languages, ready for an engine."""
    entries: list[IndexedPassage] = []
    number = 0
    while len(entries) < count:
        language = tuple(texts.SOURCES)[number % len(texts.SOURCES)]
        for page, lines in enumerate(texts.pages(language, 10, number), start=1):
            entries += _entries(f"d{number}", Page(page, None, "\n".join(lines)))
        number += 1
    return entries[:count]


def _entries(document: str, page: Page) -> Iterator[IndexedPassage]:
    for passage in detect.split_passages(page):
        fields, found = analyzer.passage_fields(passage)
        named = [
            id_ for term in found for mention in term.mentions for id_ in mention.entities if analyzer.is_place(id_)
        ]
        address = PassageId(document, page.number, passage.start, passage.end, passage.language)
        yield IndexedPassage(
            id=str(address),
            document=document,
            language=passage.language,
            type="book",
            year=1990,
            places=tuple(dict.fromkeys(named)),
            title="",
            author="",
            **fields,
        )


def add(engine: Engine, entries: Iterable[IndexedPassage]) -> None:
    """Store passages in one commit."""
    with engine.writer() as writer:
        writer.add(entries)


def _search(engine: Engine, clause: EngineQuery, scale: Scale) -> float:
    assert engine.search(clause, 10) or scale.runs == 1, f"nothing found for {clause}"
    return median(lambda: engine.search(clause, 10), scale.runs * LEAST)
