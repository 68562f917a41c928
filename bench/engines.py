"""Benchmark of the search engines: adding the same passages and searching the same queries."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from axtar import detect
from axtar.analyzer import Analyzer, is_place, shipped_analyzer
from axtar.config import ENGINES
from axtar.engines import create_engine
from axtar.engines.protocol import Engine
from axtar.model import EngineQuery, IndexedPassage, Page, PassageId, PhraseQuery, TermQuery
from bench import texts
from bench.figures import Figure, Scale, median, seconds

BASELINE = "tantivy"
QUERIES: dict[str, EngineQuery] = {
    "one term": TermQuery("lemma", "tr:kopru"),
    "a name": TermQuery("names", "p.shamakhi"),
    "a phrase": PhraseQuery("surface", ("demir", "yolu")),
}
MIN_SEARCHES = 20  # for one figure


def engines(folder: Path, scale: Scale) -> Iterator[Figure]:
    """Compare every other engine with the baseline."""
    indexed = passages(scale.passages)
    opened = {name: create_engine(name, folder / "engines" / name) for name in ENGINES}
    adding = {name: seconds(partial(add, engine, indexed)) for name, engine in opened.items()}
    for name in ENGINES:
        if name == BASELINE:
            continue
        rates = ", ".join(f"{engine} {len(indexed) / adding[engine]:,.0f} passages per second" for engine in ENGINES)
        yield Figure(f"{name} / {BASELINE}, adding", adding[name] / adding[BASELINE], rates)
        for label, query in QUERIES.items():
            own, baseline = (_search(opened[engine], query, scale) for engine in (name, BASELINE))
            yield Figure(
                f"{name} / {BASELINE}, {label}", own / baseline, f"{1e3 * own:.2f} ms, {1e3 * baseline:.2f} ms"
            )


def passages(count: int) -> list[IndexedPassage]:
    """Analyze `count` passages of running text in the four languages, ready to be indexed."""
    analyzer = shipped_analyzer(authority=True)
    indexed: list[IndexedPassage] = []
    number = 0
    while len(indexed) < count:
        language = tuple(texts.SOURCES)[number % len(texts.SOURCES)]
        for page, lines in enumerate(texts.pages(language, 10, number), start=1):
            indexed += _index_passages(f"d{number}", Page(page, None, "\n".join(lines)), analyzer)
        number += 1
    return indexed[:count]


def _index_passages(document: str, page: Page, analyzer: Analyzer) -> Iterator[IndexedPassage]:
    for passage in detect.split_passages(page):
        fields, tokens = analyzer.passage_fields(passage)
        named = [id_ for token in tokens for mention in token.mentions for id_ in mention.entities if is_place(id_)]
        passage_id = PassageId(document, page.number, passage.start, passage.end, passage.language)
        yield IndexedPassage(
            id=str(passage_id),
            document=document,
            language=passage.language,
            type="book",
            year=1990,
            places=tuple(dict.fromkeys(named)),
            title="",
            author="",
            **fields,
        )


def add(engine: Engine, indexed: Iterable[IndexedPassage]) -> None:
    """Index passages in one commit."""
    with engine.writer() as writer:
        writer.add(indexed)


def _search(engine: Engine, query: EngineQuery, scale: Scale) -> float:
    assert engine.search(query, 10) or scale.runs == 1, f"no results for {query}"
    return median(lambda: engine.search(query, 10), scale.runs * MIN_SEARCHES)
