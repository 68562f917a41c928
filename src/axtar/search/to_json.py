"""JSON of answers and documents for other programs; docs/json.md describes it.

Keys may be added, but are neither removed nor changed.
"""

from typing import Any

from axtar.model import Answer, Document, Expansion, Hit, PassageHit, Reason


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """Convert an answer to a JSON object."""
    return {
        "query": answer.request.text,
        "took_ms": round(answer.took_ms, 3),
        "total": answer.total,
        "expansions": [_expansion(expansion) for expansion in answer.expansions],
        "hits": [_hit(hit) for hit in answer.hits],
        "facets": {name: dict(values) for name, values in answer.facets.items()},
        "suggestions": list(answer.suggestions),
        "notices": list(answer.notices),
    }


def document_to_json(document: Document) -> dict[str, Any]:
    """Convert a document to a JSON object, as it is in answers."""
    return {
        "id": document.id,
        "file": document.file,
        "title": document.title,
        "authors": list(document.authors),
        "year": document.year,
        "type": document.type,
        "pages": document.page_count,
    }


def _expansion(expansion: Expansion) -> dict[str, Any]:
    return {
        "text": expansion.text,
        "kind": expansion.kind,
        "id": expansion.id,
        "count": expansion.count,
        "spellings": [
            {"text": spelling.text, "language": spelling.language, "count": spelling.count, "term": spelling.term}
            for spelling in expansion.spellings
        ],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    explanation = [{"kind": reason.kind, "score": round(reason.score, 6)} for reason in hit.reasons]
    return {
        "score": round(hit.score, 6),
        "document": document_to_json(hit.document),
        "matches": hit.matches,
        "passages": [_passage(passage) for passage in hit.passages],
        **({"explanation": explanation} if explanation else {}),
    }


def _passage(passage: PassageHit) -> dict[str, Any]:
    return {
        "score": round(passage.score, 6),
        "page": passage.page,
        "label": passage.label,
        "language": passage.language,
        "text": passage.text,
        "highlights": [list(span) for span in passage.highlights],
        "url": passage.url,
        **({"explanation": [_reason(reason) for reason in passage.reasons]} if passage.reasons else {}),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "word": reason.word,
        "kind": reason.kind,
        "written": list(reason.written),
        "count": reason.count,
        "score": round(reason.score, 6),
    }
