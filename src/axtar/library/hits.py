"""Hits: documents that were found, with the text of their passages, what matched marked in it, and why they stand where."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from axtar import detect
from axtar.catalogue import Catalogue
from axtar.engines.protocol import Engine
from axtar.highlight import snippet, spans
from axtar.library.asking import Asked
from axtar.library.explaining import explain
from axtar.model import Clause, Hit, Page, PassageHit, Reason, Request
from axtar.rank import Address, RankedDocument

EXPLAINABLE = 40
"""Words of the longest query whose scores are explained: each of them is asked for alone, and three hundred take seconds."""


def hits(
    catalogue: Catalogue, engine: Engine, chosen: Sequence[RankedDocument], asked: Asked, request: Request
) -> tuple[Hit, ...]:
    """The chosen documents with as many passages as the request wants, and the reasons of their scores if it does."""
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


def marks(page: Page, clauses: Sequence[Clause]) -> tuple[tuple[int, int], ...]:
    """The spans of a whole page that clauses match."""
    return tuple(
        (passage.start + start, passage.start + end)
        for passage in detect.passages(page)
        for start, end in spans(passage.text, passage.language, clauses)
    )


def link(document: str, page: int, request: Request | None = None) -> str:
    """The permanent link of a page, with the question that found it, so that the page marks what was searched."""
    if request is None:
        return f"/d/{document}/p/{page}"
    asked = {"q": request.text, "exact": ["1"] * request.exact, "without": request.without, "as": request.as_}
    return f"/d/{document}/p/{page}?{urlencode(asked, doseq=True)}"
