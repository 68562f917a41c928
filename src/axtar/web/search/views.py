"""The start page and the search page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request, url_for
from flask_babel import gettext as _

from axtar.model import EXACT_FACET_LIMIT, FACETS, Expansion, Request
from axtar.search.explanation import by_word
from axtar.web import urls
from axtar.web.context import library
from axtar.web.documents.citation_cache import citation
from axtar.web.filters import entity_kind, entity_name, language_name, page_name, type_name
from axtar.web.messages import EXPANSIONS, REASONS, SEARCH_TIPS

blueprint = Blueprint("search", __name__, template_folder="templates")

EXAMPLES = ("Şuşa", "carpet", "мост", '"Karabakh carpets"', "kitabxana OR library", "type:chapter Kars")
VISIBLE_VALUES = 8  # of a facet, and spellings of a word: the others are a click away
VISIBLE_PASSAGES = 3  # of a document
EXPLAINED_PASSAGES = 1  # of a document
MAX_FACET_VALUES = 60  # of a facet: the selected ones, and the most frequent


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A facet's value with the URL that selects it or removes the selection.

    `about` is the URL of the page about the entity, if the value is one.
    """

    text: str
    count: int
    selected: bool
    url: str
    about: str = ""


@blueprint.get("/")
def results() -> str:
    """Show the results for `q`, or the start page if there is no query."""
    search_request = urls.parse_request(request.args, library().settings.page_size)
    if not search_request.text:
        return render_template(
            "start.html",
            search_request=search_request,
            count=library().documents.count(),
            examples=EXAMPLES,
            tips=SEARCH_TIPS,
        )
    answer = library().search(replace(search_request, explained=EXPLAINED_PASSAGES))
    return render_template(
        "search.html",
        search_request=search_request,
        answer=answer,
        words=dict.fromkeys(expansion.text for expansion in answer.expansions),
        meanings=meanings(answer.expansions),
        facets={facet: facet_values(search_request, facet, answer.facets.get(facet, {})) for facet in FACETS},
        facet_names=facet_names(),
        estimated_facets=estimated_facets(answer.total),
        page=search_request.offset // search_request.limit + 1,
        pages=min(-(-answer.total // search_request.limit), urls.MAX_PAGE),
        page_address=lambda number: urls.search_url(urls.with_page(search_request, number)),
        visible_values=VISIBLE_VALUES,
        visible_passages=VISIBLE_PASSAGES,
        page_name=page_name,
        expansion_name=expansion_name,
        reason_name=reason_name,
        by_word=by_word,
        citation=citation,
        tips=SEARCH_TIPS,
    )


def facet_values(search_request: Request, facet: str, counts: Mapping[str, int]) -> list[FacetValue]:
    """Return the values of a facet to show, the selected ones always among them.

    Years are ordered latest first, other values most frequent first.
    """
    selected = search_request.filters.get(facet, ())
    values = dict.fromkeys(selected, 0) | dict(counts)
    shown = sorted(values, key=lambda value: (value not in selected, -values[value], value))[:MAX_FACET_VALUES]
    order = sorted(shown, reverse=True) if facet == "year" else sorted(shown, key=lambda value: (-values[value], value))
    return [
        FacetValue(
            facet_value_name(facet, value),
            values[value],
            value in selected,
            urls.search_url(urls.with_filter_toggled(search_request, facet, value)),
            url_for("entities.show", id_=value) if facet == "places" and entity_kind(value) else "",
        )
        for value in order
    ]


def estimated_facets(total: int) -> tuple[str, ...]:
    """Return the facets whose counts may be estimates if `total` documents match."""
    return ("places",) if total > EXACT_FACET_LIMIT else ()


def facet_value_name(facet: str, value: str) -> str:
    """Return the displayed name of a facet's value."""
    if facet == "language":
        return language_name(value)
    if facet == "type":
        return type_name(value)
    return entity_name(value) if facet == "places" else value


def facet_names() -> dict[str, str]:
    """Return the displayed names of the facets."""
    return {"language": _("Language"), "year": _("Year"), "type": _("Document type"), "places": _("Places mentioned")}


def meanings(expansions: Sequence[Expansion]) -> dict[str, list[str]]:
    """Return the ids of the entities that each word of the query may mean."""
    result: dict[str, list[str]] = {}
    for expansion in expansions:
        if expansion.kind in {"entity", "other"} and expansion.id not in result.setdefault(expansion.text, []):
            result[expansion.text].append(expansion.id)
    return result


def expansion_name(expansion: Expansion) -> str:
    """Return the displayed name of an expansion's kind."""
    return str(EXPANSIONS.get(expansion.kind, expansion.kind))


def reason_name(kind: str) -> str:
    """Return the displayed name of a reason's kind."""
    return str(REASONS[kind])
