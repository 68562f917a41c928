"""Presentation of hits: documents with passages, highlights, snippets and explanations."""

from collections.abc import Mapping, Sequence

from axtar.analyzer import Analyzer, split_passages
from axtar.model import EngineQuery, Hit, Page, PassageHit, PassageId, Reason, Request
from axtar.permalinks import page_link
from axtar.search.explanation import explain
from axtar.search.highlight import highlight, snippet
from axtar.search.ranking import RankedDocument
from axtar.search.retrieval import Retrieval
from axtar.search.sources import Sources

MAX_EXPLAINED_WORDS = 40
"""Words of the longest query whose scores are explained: each is searched on its own, and three hundred take seconds."""


def present(
    window: Sequence[RankedDocument], matches: Retrieval, request: Request, sources: Sources
) -> tuple[Hit, ...]:
    """Turn ranked documents into hits, with as many passages and explanations as requested."""
    stored = sources.catalogue.documents.get_many([ranked.document for ranked in window])
    documents = {document.id: document for document in stored}
    shown = [passage for ranked in window for passage, _ in ranked.passages[: request.depth]]
    pages = sources.catalogue.pages.get_many([_page_key(passage) for passage in shown])
    queries = (*matches.plan.required, *matches.plan.relaxed)
    depth = request.explained if len(matches.plan.words) <= MAX_EXPLAINED_WORDS else 0
    explained = [passage for ranked in window for passage, _ in ranked.passages[:depth] if _page_key(passage) in pages]
    texts = {str(passage): (_text(pages, passage), passage.language) for passage in explained}
    reasons = explain(sources, matches, texts) if texts else {}

    def passage_hit(passage: PassageId, score: float) -> PassageHit:
        page = pages[_page_key(passage)]
        text = _text(pages, passage)
        highlights = highlight(text, passage.language, queries, sources.analyzer)
        return PassageHit(
            score,
            page.number,
            page.label,
            passage.language,
            text,
            highlights,
            snippet(text, highlights),
            page_link(passage.document, passage.page, request),
            reasons.get(str(passage), ()),
        )

    return tuple(
        Hit(
            ranked.score,
            documents[ranked.document],
            tuple(
                passage_hit(passage, score)
                for passage, score in ranked.passages[: request.depth]
                if _page_key(passage) in pages
            ),
            matches.documents.get(ranked.document, 0),
            _score_parts(ranked) if depth else (),
        )
        for ranked in window
        if ranked.document in documents
    )


def highlight_page(page: Page, queries: Sequence[EngineQuery], analyzer: Analyzer) -> tuple[tuple[int, int], ...]:
    """Find the spans of a whole page that the queries match."""
    return tuple(
        (passage.start + start, passage.start + end)
        for passage in split_passages(page)
        for start, end in highlight(passage.text, passage.language, queries, analyzer)
    )


def _page_key(passage: PassageId) -> tuple[str, int]:
    return passage.document, passage.page


def _text(pages: Mapping[tuple[str, int], Page], passage: PassageId) -> str:
    return pages[_page_key(passage)].text[passage.start : passage.end]


def _score_parts(ranked: RankedDocument) -> tuple[Reason, ...]:
    """Return the parts that add up to a document's score, without those that are 0."""
    best = ranked.passages[0][1] if ranked.passages else 0.0
    parts = {"best": best, "further": ranked.score - best - ranked.record, "record": ranked.record}
    return tuple(Reason("", kind, (), 0, score) for kind, score in parts.items() if score > 1e-9)
