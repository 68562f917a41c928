"""An answer as the JSON that the command line and the web hand to other programs. Keys may come; these stay."""

from typing import Any

from axtar.model import Answer, Document, Expansion, Hit, PassageHit, Reason


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """One object for one answer, as docs/json.md describes it."""
    return {
        "query": answer.request.text,
        "took_ms": round(answer.took_ms, 3),
        "total": answer.total,
        "expansions": [_expansion(one) for one in answer.expansions],
        "hits": [_hit(hit) for hit in answer.hits],
        "facets": {name: dict(values) for name, values in answer.facets.items()},
        "suggestions": list(answer.suggestions),
        "notices": list(answer.notices),
    }


def document_to_json(document: Document) -> dict[str, Any]:
    """A document as it stands in an answer."""
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
            {"text": one.text, "language": one.language, "count": one.count, "term": one.term}
            for one in expansion.spellings
        ],
    }


def _hit(hit: Hit) -> dict[str, Any]:
    shares = [{"kind": one.kind, "score": round(one.score, 6)} for one in hit.reasons]
    return {
        "score": round(hit.score, 6),
        "document": document_to_json(hit.document),
        "matches": hit.matches,
        "passages": [_passage(passage) for passage in hit.passages],
        **({"explanation": shares} if shares else {}),
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
        **({"explanation": [_reason(one) for one in passage.reasons]} if passage.reasons else {}),
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "word": reason.word,
        "kind": reason.kind,
        "written": list(reason.written),
        "count": reason.count,
        "score": round(reason.score, 6),
    }
