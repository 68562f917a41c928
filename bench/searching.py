"""Benchmark of searching, relative to tantivy alone with the same terms in the same index."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import tantivy
from tantivy import Occur, Query

from axtar.config import load
from axtar.engines import create_engine
from axtar.library import Library
from axtar.model import FACETS, IndexedPassage, PhraseQuery, Request, TermQuery
from axtar.search import retrieval
from axtar.search.search import make_plan
from axtar.search.sources import Sources
from bench import engines, texts
from bench.figures import Figure, Scale, cpu_seconds, seconds

QUERIES = {
    "one term": "railway",
    "two words": "köprü nehir",
    "a question": "Когда была построена железная дорога из Баку в Тифлис?",
    "a name with ten spellings": texts.TEN_SPELLINGS[0],
    "a name with one spelling": texts.ONE_SPELLING,
    "a phrase": '"dəmir yolu"',
}
HITS = 10
TIMES = 20


def searches(folder: Path, scale: Scale) -> Iterator[Figure]:
    """Run each kind of query in the library of `adding`.

    A name with ten spellings is compared with a name that has one.
    """
    with Library(load(folder / "library")) as library:
        index = tantivy.Index.open(str(next((folder / "library" / "index").glob("tantivy-*"))))
        times = {name: _times(library, index, text, scale.runs * TIMES) for name, text in QUERIES.items()}
    for name, (baseline, search, answer) in times.items():
        details = f"tantivy {baseline:.2f} ms, search {search:.2f} ms, answer {answer:.2f} ms"
        yield Figure(f"search, {name} / tantivy", search / baseline, details)
        yield Figure(f"answer, {name} / tantivy", answer / baseline, "with highlights, facets and spellings")
    many, one = times["a name with ten spellings"], times["a name with one spelling"]
    yield Figure("ten spellings / one, in the index", many[0] / one[0], f"{many[0]:.2f} ms, {one[0]:.2f} ms")
    yield Figure("ten spellings / one, searched", many[1] / one[1], f"{many[1]:.2f} ms, {one[1]:.2f} ms")


def growing(folder: Path, scale: Scale) -> Iterator[Figure]:
    """Compare CPU times in a large and a small index.

    The large one repeats the passages of the small one as other documents.
    """
    few = engines.passages(scale.passages)
    times: dict[tuple[str, int], list[float]] = {}
    with Library(load(folder / "library")) as library:
        for count in (scale.passages, scale.large_index):
            engine = create_engine("tantivy", folder / f"growing{count}")
            engines.add(engine, _repeat(few, count))
            for _ in range(scale.runs * TIMES):  # in turn, because an engine caches its last count
                for name, text in QUERIES.items():
                    work = partial(
                        search_with_facets, replace(library.sources(), engine=engine), Request(text, limit=HITS)
                    )
                    times.setdefault((name, count), []).append(1e3 * cpu_seconds(work))
    for name in QUERIES:
        small, large = (times[name, count] for count in (scale.passages, scale.large_index))
        details = f"{median(large):.1f} ms (p95 {quantiles(large, n=20)[-1]:.1f}), {median(small):.1f} ms"
        label = f"{name}, {scale.large_index:,} passages / {scale.passages:,}"
        yield Figure(label, median(large) / median(small), details)


def _repeat(passages: Sequence[IndexedPassage], count: int) -> Iterator[IndexedPassage]:
    for number in range(count):
        passage = passages[number % len(passages)]
        document = f"{passage.document}x{number // len(passages)}"
        yield replace(passage, id=passage.id.replace(passage.document, document, 1), document=document)


def _times(library: Library, index: tantivy.Index, text: str, times: int) -> tuple[float, float, float]:
    """Measure median times in ms: tantivy alone, search without highlights, the whole answer."""
    request = Request(text, limit=HITS)
    plan, _ = make_plan(request, library.sources())
    query = _disjunction(index.schema, plan.required)
    whole = [library.search(request) for _ in range(times + 1)][1:]
    assert whole[0].hits, f"no results for {text!r}"
    return (
        1e3 * median(seconds(partial(_search_tantivy, index, query)) for _ in range(times)),
        1e3 * median(seconds(partial(retrieve_and_rank, library.sources(), request)) for _ in range(times)),
        median(answer.took_ms for answer in whole),
    )


def retrieve_and_rank(sources: Sources, request: Request) -> object:
    """Plan, retrieve and rank, without highlights and facets."""
    plan, _ = make_plan(request, sources)
    matches = retrieval.retrieve(sources.engine, plan.required, plan, request)
    return retrieval.rank_window(sources.engine, matches, request)


def search_with_facets(sources: Sources, request: Request) -> object:
    """Plan, retrieve, rank and count the facets."""
    plan, _ = make_plan(request, sources)
    matches = retrieval.retrieve(sources.engine, plan.required, plan, request)
    return retrieval.rank_window(sources.engine, matches, request), sources.engine.facets(matches.counted_query, FACETS)


def _search_tantivy(index: tantivy.Index, query: Query) -> list[tantivy.Document]:
    searcher = index.searcher()
    return [searcher.doc(address) for _, address in searcher.search(query, HITS).hits]


def _disjunction(schema: tantivy.Schema, query: object) -> Query:
    """Build a disjunction of the terms and phrases of a query, for tantivy alone."""
    return Query.boolean_query([(Occur.Should, _query(schema, leaf)) for leaf in dict.fromkeys(_leaves(query))])


def _query(schema: tantivy.Schema, clause: TermQuery | PhraseQuery) -> Query:
    if isinstance(clause, TermQuery):
        return Query.term_query(schema, clause.field, clause.term, "freq")
    return Query.phrase_query(schema, clause.field, list(clause.terms), clause.slop)


def _leaves(clause: object) -> Iterator[TermQuery | PhraseQuery]:
    if isinstance(clause, TermQuery | PhraseQuery):
        yield clause
    elif isinstance(clause, tuple):
        for part in clause:
            yield from _leaves(part)
    elif is_dataclass(clause):
        for field in fields(clause):
            yield from _leaves(getattr(clause, field.name))
