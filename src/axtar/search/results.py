"""Hits: documents that were found, with the text of their passages, what matched marked in it, and why they stand where."""

from collections.abc import Mapping, Sequence

from axtar import detect
from axtar.catalogue import Catalogue
from axtar.engines.protocol import Engine
from axtar.model import EngineQuery, Hit, Page, PassageHit, PassageId, Reason, Request
from axtar.permalinks import page_link
from axtar.search.explanation import explain
from axtar.search.highlight import highlight, snippet
from axtar.search.ranking import RankedDocument
from axtar.search.retrieval import Retrieval

EXPLAINABLE = 40
"""Words of the longest query whose scores are explained: each of them is asked for alone, and three hundred take seconds."""


def present(
    catalogue: Catalogue, engine: Engine, chosen: Sequence[RankedDocument], asked: Retrieval, request: Request
) -> tuple[Hit, ...]:
    """The chosen documents with as many passages as the request wants, and the reasons of their scores if it does."""
    documents = {document.id: document for document in catalogue.documents.get_many([one.document for one in chosen])}
    places = [place for one in chosen for place, _ in one.passages[: request.depth]]
    pages = catalogue.pages.get_many([_page(place) for place in places])
    marked = (*asked.plan.required, *asked.plan.relaxed)
    depth = request.explained if len(asked.plan.words) <= EXPLAINABLE else 0
    explained = [place for one in chosen for place, _ in one.passages[:depth] if _page(place) in pages]
    texts = {str(place): (_text(pages, place), place.language) for place in explained}
    reasons = explain(engine, asked.clause, asked.plan, texts) if texts else {}

    def shown(place: PassageId, score: float) -> PassageHit:
        page = pages[_page(place)]
        text = _text(pages, place)
        marks = highlight(text, place.language, marked)
        url = page_link(place.document, place.page, request)
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


def _page(place: PassageId) -> tuple[str, int]:
    return place.document, place.page


def _text(pages: Mapping[tuple[str, int], Page], place: PassageId) -> str:
    return pages[_page(place)].text[place.start : place.end]


def _shares(ranked: RankedDocument) -> tuple[Reason, ...]:
    """What a document's score is made of."""
    best = ranked.passages[0][1] if ranked.passages else 0.0
    shares = {"best": best, "further": ranked.score - best - ranked.record, "record": ranked.record}
    return tuple(Reason("", kind, (), 0, score) for kind, score in shares.items() if score > 1e-9)


def highlight_page(page: Page, clauses: Sequence[EngineQuery]) -> tuple[tuple[int, int], ...]:
    """The spans of a whole page that clauses match."""
    return tuple(
        (passage.start + start, passage.start + end)
        for passage in detect.split_passages(page)
        for start, end in highlight(passage.text, passage.language, clauses)
    )
