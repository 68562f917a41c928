"""The JSON endpoints: search, suggestions and the health check."""

from dataclasses import replace

from flask import Blueprint, Response, jsonify, request
from flask_babel import gettext as _
from flask_babel import ngettext

from axtar.search.to_json import answer_to_json
from axtar.web import urls
from axtar.web.context import library
from axtar.web.filters import country_name, entity_kind, entity_name
from axtar.web.search.suggestions import Suggestion, is_ambiguous, suggest

blueprint = Blueprint("api", __name__)

DEFAULT_LIMIT, MAX_LIMIT = 10, 100  # documents in one answer


@blueprint.get("/api/search")
def search() -> Response:
    """Answer a search with the JSON of the command line.

    The answer has `limit` documents, with the reasons for their scores if `explain=1`.
    """
    limit = urls.parse_number(request.args, "limit", low=1, high=MAX_LIMIT, default=DEFAULT_LIMIT)
    search_request = urls.parse_request(request.args, limit)
    explained = search_request.depth if request.args.get("explain") == "1" else 0
    return jsonify(answer_to_json(library().search(replace(search_request, explained=explained))))


@blueprint.get("/api/suggest")
def suggestions() -> Response:
    """Answer with names that complete the end of `q`."""
    query = request.args.get("q", "").replace("\0", " ")[: urls.MAX_QUERY_LENGTH]
    return jsonify(query=query, suggestions=[_to_json(suggestion) for suggestion in suggest(query)])


@blueprint.get("/healthz")
def health() -> Response:
    """Report whether the library can be read, and how many documents it has."""
    return jsonify(status="ok", documents=library().documents.count())


def _to_json(suggestion: Suggestion) -> dict[str, str | int | bool]:
    entity, text = suggestion.entity, suggestion.text
    documents = library().documents_naming(entity.id)
    name = entity_name(entity.id)
    parts = [
        name if name != text else "",
        entity_kind(entity.id),
        country_name(entity.country) if entity.kind != "country" else "",
        ngettext("%(num)s document", "%(num)s documents", documents) if documents else _("not in the library"),
    ]
    return {
        "text": text,
        "label": " · ".join(part for part in parts if part),
        "id": entity.id,
        "kind": entity.kind,
        "country": entity.country,
        "documents": documents,
        "replaces": suggestion.replaces,
        "ambiguous": is_ambiguous(text, entity.id),
    }
