"""From a request to an answer: parse, expand, ask the engine, rank, highlight.

A document answers when each clause of the plan matches somewhere in it; its passages are those that match any of them.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from urllib.parse import urlencode

from axtar import detect, query
from axtar.catalogue import Catalogue
from axtar.engines.protocol import Engine
from axtar.errors import QuerySyntaxError, UsageError
from axtar.highlight import snippet, spans
from axtar.library.explaining import explain
from axtar.model import (
    FACETS,
    NUMBER_FIELDS,
    Answer,
    AnyOf,
    Clause,
    Expansion,
    Hit,
    Match,
    Page,
    Passage,
    PassageHit,
    Range,
    Ranked,
    Reason,
    Request,
)
from axtar.query import Plan, Vocabulary
from axtar.rank import Address, RankedDocument, rank

EXPLAINABLE = 40
"""Words of the longest query whose scores are explained: each of them is asked for alone, and three hundred take seconds."""

POOL = 20
"""Passages that are fetched for each document wanted, before there are known to be too few."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A plan as an engine takes it: `clause` to score by, `matching` to count by, and the documents that answer it.

    Those come with the number of passages that match in each.
    """

    plan: Plan
    clauses: Sequence[Clause]
    clause: Clause
    matching: Clause
    documents: dict[str, int]


def search(catalogue: Catalogue, engine: Engine, request: Request) -> Answer:
    """The answer to a request. A query outside the grammar is searched as plain words, with a notice."""
    began = time.perf_counter()
    notices: list[str] = []
    request = replace(request, text=sound(request.text))
    if not request.text.strip():
        return Answer(request, 0.0, 0, (), (), {})
    plan = plan_of(catalogue, engine, request, notices)
    asked = _ask(engine, plan.clauses, plan, request)
    if not asked.documents and plan.relaxed:
        asked = _ask(engine, plan.relaxed, plan, request)
        if asked.documents:
            notices.append("No document holds all of these; shown are documents that hold some.")
    chosen = _best(engine, asked, request)
    hits = _hits(catalogue, engine, chosen, asked, request)
    suggestions = () if asked.documents else _suggestions(catalogue, engine, plan, request)
    return Answer(
        request,
        1e3 * (time.perf_counter() - began),
        len(asked.documents),
        _shown(plan.expansions),
        hits,
        _facets(engine, asked, request) if asked.documents else {},
        suggestions,
        tuple(notices),
    )


def sound(text: str) -> str:
    """A text that can be written: a terminal hands on bytes that are no UTF-8 as lone surrogates, which become `?`."""
    return text.encode("utf8", "replace").decode("utf8")


def plan_of(catalogue: Catalogue, engine: Engine, request: Request, notices: list[str]) -> Plan:
    """What a request asks; notices get a hint where its text had to be read as plain words."""
    vocabulary = Vocabulary(
        catalogue.spellings,
        cache(engine.frequency),
        lambda clause: sum(engine.documents(clause).values()),
        cache(engine.count),
    )
    expand = partial(query.expand, vocabulary=vocabulary, exact=request.exact, without=request.without, as_=request.as_)
    try:
        plan = expand(query.parse(request.text))
    except QuerySyntaxError as error:
        notices.append(f"{error} Searched as plain words.")
        plan = expand(query.plain(request.text))
    named = {one.id for one in plan.expansions}
    notices += (
        f"There is no word in this query that may be {id_}, which narrows nothing."
        for id_ in request.as_
        if id_ not in named
    )
    return plan


def _ask(engine: Engine, clauses: Sequence[Clause], plan: Plan, request: Request) -> Asked:
    filters = (*plan.filters, *_filters(request))
    if len(clauses) > 1:
        common: set[str] | None = None
        for clause in clauses:
            found = engine.documents(Ranked(query.bare(clause), (), filters, plan.excluded)).keys()
            common = set(found) if common is None else common & found
            if not common:
                break
        filters = (*filters, AnyOf(tuple(Match("document", id_) for id_ in sorted(common or ()))))
    whole = query.any_of(tuple(clauses))
    matching = Ranked(query.bare(whole), (), filters, plan.excluded)
    scoring = Ranked(whole, plan.optional, filters, plan.excluded)
    return Asked(plan, clauses, scoring, matching, engine.documents(matching))


def _facets(engine: Engine, asked: Asked, request: Request) -> dict[str, Mapping[str, int]]:
    """Counts by facet. One that is filtered by is counted without its own filter, so that a second value can be added."""
    counts = dict(engine.facets(asked.matching, [name for name in FACETS if not request.filters.get(name)]))
    for name in FACETS:
        if request.filters.get(name):
            others = {other: values for other, values in request.filters.items() if other != name}
            wider = _ask(engine, asked.clauses, asked.plan, replace(request, filters=others))
            counts |= engine.facets(wider.matching, [name])
    return {name: counts[name] for name in FACETS}


def _filters(request: Request) -> list[Clause]:
    return [
        query.any_of(tuple(_filter(name, value) for value in values))
        for name, values in request.filters.items()
        if values
    ]


def _filter(name: str, value: str) -> Clause:
    if name not in NUMBER_FIELDS:
        return Match(name, value)
    try:
        return Range(name, int(value), int(value))
    except ValueError:
        raise UsageError(f"The {name} {value!r} is not a number.") from None


def _best(engine: Engine, asked: Asked, request: Request) -> list[RankedDocument]:
    """The documents that a request wants. Fetches more passages until there are enough documents, or no more passages."""
    wanted = min(request.offset + request.limit, len(asked.documents))
    passages = sum(asked.documents.values())
    limit = POOL * max(wanted, 10)
    while wanted:
        ranked = rank(engine.search(asked.clause, min(limit, passages)))
        if len(ranked) >= wanted or limit >= passages:
            return ranked[request.offset : request.offset + request.limit]
        limit *= 4
    return []


def _hits(
    catalogue: Catalogue, engine: Engine, chosen: Sequence[RankedDocument], asked: Asked, request: Request
) -> tuple[Hit, ...]:
    documents = {document.id: document for document in catalogue.documents([one.document for one in chosen])}
    places = [place for one in chosen for place, _ in one.passages[: request.depth]]
    pages = catalogue.page_texts([_page(place) for place in places])
    marked = (*asked.plan.clauses, *asked.plan.relaxed)
    depth = request.explained if len(asked.plan.words) <= EXPLAINABLE else 0
    explained = [place for one in chosen for place, _ in one.passages[:depth] if _page(place) in pages]
    texts = {str(place): (_text(pages, place), place.language) for place in explained}
    reasons = explain(engine, asked.clause, asked.plan, texts) if texts else {}

    def shown(place: Address, score: float) -> PassageHit:
        page = pages[_page(place)]
        text = _text(pages, place)
        marks = spans(text, place.language, marked)
        url = link(place.document, place.page, request)
        why = reasons.get(str(place), ())
        return PassageHit(score, page.number, page.label, place.language, text, marks, snippet(text, marks), url, why)

    return tuple(
        Hit(
            one.score,
            documents[one.document],
            tuple(shown(place, score) for place, score in one.passages[: request.depth] if _page(place) in pages),
            asked.documents.get(one.document, 0),
            _shares(one) if depth else (),
        )
        for one in chosen
        if one.document in documents
    )


def _page(place: Address) -> tuple[str, int]:
    return place.document, place.page


def _text(pages: Mapping[tuple[str, int], Page], place: Address) -> str:
    return pages[_page(place)].text[place.start : place.end]


def _shares(ranked: RankedDocument) -> tuple[Reason, ...]:
    """What a document's score is made of."""
    best = ranked.passages[0][1] if ranked.passages else 0.0
    shares = {"best": best, "further": ranked.score - best - ranked.record, "record": ranked.record}
    return tuple(Reason("", kind, (), 0, score) for kind, score in shares.items() if score > 1e-9)


def passages(page: Page) -> list[Passage]:
    """A page's passages, as they were indexed."""
    return detect.passages(page)


def link(document: str, page: int, request: Request | None = None) -> str:
    """The permanent link of a page, with the question that found it, so that the page marks what was searched."""
    if request is None:
        return f"/d/{document}/p/{page}"
    asked = {"q": request.text, "exact": ["1"] * request.exact, "without": request.without, "as": request.as_}
    return f"/d/{document}/p/{page}?{urlencode(asked, doseq=True)}"


def _shown(expansions: Sequence[Expansion]) -> tuple[Expansion, ...]:
    """Expansions once each, those that found something before the others."""
    return tuple(
        dict.fromkeys(
            one for one in expansions if one.kind == "exact" or any(spelling.count for spelling in one.spellings)
        )
    )


def _suggestions(catalogue: Catalogue, engine: Engine, plan: Plan, request: Request) -> tuple[str, ...]:
    """What the same keys write in another alphabet, where that is found; else the nearest words that are in a text."""
    retyped = tuple(
        text for text in query.retyped(request.text) if _finds(catalogue, engine, replace(request, text=text))
    )
    if retyped:
        return retyped
    for word in plan.words:
        found = [similar for similar in catalogue.similar_words(word, 3) if engine.frequency("surface", similar)]
        if found:
            return tuple(request.text.replace(word, similar) for similar in found)
    return ()


def _finds(catalogue: Catalogue, engine: Engine, request: Request) -> bool:
    """Whether a query finds all that it asks for."""
    plan = plan_of(catalogue, engine, request, [])
    return bool(_ask(engine, plan.clauses, plan, request).documents)
