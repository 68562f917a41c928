"""How long searches take, beside bare tantivy looking for the same terms in the same index."""

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import tantivy
from tantivy import Occur, Query

from axtar.catalogue import Catalogue
from axtar.config import load
from axtar.engines import open_engine
from axtar.engines.protocol import Engine
from axtar.library import Library
from axtar.model import FACETS, IndexedPassage, PhraseQuery, Request, TermQuery
from axtar.search import retrieval
from axtar.search import search as steps
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
    """Every kind of query in the library of the adding measure; then ten spellings of a name beside one."""
    with Library(load(folder / "library")) as library:
        index = tantivy.Index.open(str(next((folder / "library" / "index").glob("tantivy-*"))))
        times = {name: _times(library, index, text, scale.runs * TIMES) for name, text in QUERIES.items()}
    for name, (bare, found, whole) in times.items():
        beside = f"bare {bare:.2f} ms, found in {found:.2f} ms, answer in {whole:.2f} ms"
        yield Figure(f"search, {name} / tantivy", found / bare, beside)
        yield Figure(f"answer, {name} / tantivy", whole / bare, "with highlights, facets and spellings")
    many, one = times["a name with ten spellings"], times["a name with one spelling"]
    yield Figure("ten spellings / one, in the index", many[0] / one[0], f"{many[0]:.2f} ms, {one[0]:.2f} ms")
    yield Figure("ten spellings / one, searched", many[1] / one[1], f"{many[1]:.2f} ms, {one[1]:.2f} ms")


def growing(folder: Path, scale: Scale) -> Iterator[Figure]:
    """Finding and counting in many passages beside few, in CPU time: the few, stored again and again as other documents."""
    few = engines.passages(scale.passages)
    times: dict[tuple[str, int], list[float]] = {}
    with Library(load(folder / "library")) as library:
        for count in (scale.passages, scale.large):
            engine = open_engine("tantivy", folder / f"growing{count}")
            engines.add(engine, _repeated(few, count))
            for _ in range(scale.runs * TIMES):  # in turn: an engine remembers what it counted last
                for name, text in QUERIES.items():
                    work = partial(counted, library.catalogue, engine, Request(text, limit=HITS))
                    times.setdefault((name, count), []).append(1e3 * cpu_seconds(work))
    for name in QUERIES:
        small, large = (times[name, count] for count in (scale.passages, scale.large))
        beside = f"{median(large):.1f} ms (p95 {quantiles(large, n=20)[-1]:.1f}), {median(small):.1f} ms"
        label = f"{name}, {scale.large:,} passages / {scale.passages:,}"
        yield Figure(label, median(large) / median(small), beside)


def _repeated(entries: Sequence[IndexedPassage], count: int) -> Iterator[IndexedPassage]:
    for number in range(count):
        entry = entries[number % len(entries)]
        document = f"{entry.document}x{number // len(entries)}"
        yield replace(entry, id=entry.id.replace(entry.document, document, 1), document=document)


def _times(library: Library, index: tantivy.Index, text: str, times: int) -> tuple[float, float, float]:
    """Milliseconds of bare tantivy, of our search without highlights, and of the whole answer: medians."""
    request = Request(text, limit=HITS)
    plan, _ = steps.make_plan(library.catalogue, library.store.engine(), request)
    query = _bare(index.schema, plan.required)
    whole = [library.search(request) for _ in range(times + 1)][1:]
    assert whole[0].hits, f"nothing found for {text!r}"
    return (
        1e3 * median(seconds(partial(_ask, index, query)) for _ in range(times)),
        1e3 * median(seconds(partial(found, library.catalogue, library.store.engine(), request)) for _ in range(times)),
        median(answer.took_ms for answer in whole),
    )


def found(catalogue: Catalogue, engine: Engine, request: Request) -> object:
    """What a search does before it shows anything: plan, ask, rank."""
    plan, _ = steps.make_plan(catalogue, engine, request)
    asked = retrieval.retrieve(engine, plan.required, plan, request)
    return retrieval.rank_window(engine, asked, request)


def counted(catalogue: Catalogue, engine: Engine, request: Request) -> object:
    """The same, and the facets."""
    plan, _ = steps.make_plan(catalogue, engine, request)
    asked = retrieval.retrieve(engine, plan.required, plan, request)
    return retrieval.rank_window(engine, asked, request), engine.facets(asked.matching, FACETS)


def _ask(index: tantivy.Index, query: Query) -> list[tantivy.Document]:
    searcher = index.searcher()
    return [searcher.doc(address) for _, address in searcher.search(query, HITS).hits]


def _bare(schema: tantivy.Schema, clauses: object) -> Query:
    """Any of the terms and phrases in clauses, as tantivy itself would be asked."""
    return Query.boolean_query([(Occur.Should, _query(schema, one)) for one in dict.fromkeys(_leaves(clauses))])


def _query(schema: tantivy.Schema, clause: TermQuery | PhraseQuery) -> Query:
    if isinstance(clause, TermQuery):
        return Query.term_query(schema, clause.field, clause.term, "freq")
    return Query.phrase_query(schema, clause.field, list(clause.terms), clause.slop)


def _leaves(clause: object) -> Iterator[TermQuery | PhraseQuery]:
    if isinstance(clause, TermQuery | PhraseQuery):
        yield clause
    elif isinstance(clause, tuple):
        for one in clause:
            yield from _leaves(one)
    elif is_dataclass(clause):
        for field in fields(clause):
            yield from _leaves(getattr(clause, field.name))
