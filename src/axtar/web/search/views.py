"""The search page, and the same answers as JSON for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, Response, jsonify, render_template, request, url_for
from flask_babel import gettext as _

from axtar.library import answer_to_json, by_word
from axtar.model import EXACT_FACET_LIMIT, FACETS, Expansion, Request
from axtar.web import urls
from axtar.web.context import library
from axtar.web.documents.citation_cache import citation
from axtar.web.filters import entity_kind, entity_name, language_name, page_name, type_name
from axtar.web.messages import EXPANSIONS, REASONS

blueprint = Blueprint("search", __name__, template_folder="templates")

EXAMPLES = ("Şuşa", "carpet", "мост", '"Karabakh carpets"', "kitabxana OR library", "type:chapter Kars")
SHOWN_AT_ONCE = 8  # values of a facet, spellings of a word: more are a click away
PASSAGES_AT_ONCE = 3  # of one document
EXPLAINED = 1  # passages of a document that say why they are there
MOST_VALUES = 60  # of a facet: what is chosen, and the most frequent
MOST_HITS = 100  # in one answer to a program


@dataclass(frozen=True, slots=True)
class Choice:
    """A facet's value as a link that chooses it or lets it go; `about` leads to the page of an entity."""

    text: str
    count: int
    chosen: bool
    href: str
    about: str = ""


@blueprint.get("/")
def results() -> str:
    """The search page: hits for `q`, or what this is where nothing was asked."""
    asked = urls.read(request.args, library().settings.page_size)
    if not asked.text:
        return render_template("welcome.html", asked=asked, count=library().count(), examples=EXAMPLES)
    answer = library().search(replace(asked, explained=EXPLAINED))
    return render_template(
        "search.html",
        asked=asked,
        answer=answer,
        words=dict.fromkeys(expansion.text for expansion in answer.expansions),
        facets={facet: choices(asked, facet, answer.facets.get(facet, {})) for facet in FACETS},
        facet_names=facet_names(),
        estimated=estimated(answer.total),
        page=asked.offset // asked.limit + 1,
        pages=min(-(-answer.total // asked.limit), urls.LAST_PAGE),
        at_once=SHOWN_AT_ONCE,
        passages_at_once=PASSAGES_AT_ONCE,
        page_name=page_name,
        kind_name=kind_name,
        by_word=by_word,
        reason_name=reason_name,
        page_address=lambda number: urls.href(urls.at_page(asked, number)),
        citation=citation,
        meanings=meanings(answer.expansions),
        links=urls,
    )


@blueprint.get("/api/search")
def api() -> Response:
    """The answer as the JSON that the command line prints: `limit` documents, with the reasons of their scores if `explain=1`."""
    asked = urls.read(request.args, urls.number(request.args, "limit", low=1, high=MOST_HITS, default=10))
    explained = asked.depth if request.args.get("explain") == "1" else 0
    return jsonify(answer_to_json(library().search(replace(asked, explained=explained))))


@blueprint.get("/healthz")
def health() -> Response:
    """Whether the library can be read, and how many documents it holds."""
    return jsonify(status="ok", documents=library().count())


def choices(asked: Request, facet: str, counts: Mapping[str, int]) -> list[Choice]:
    """A facet's values as links, the most frequent first (years: the latest first); what is chosen is always there."""
    chosen = asked.filters.get(facet, ())
    values = dict.fromkeys(chosen, 0) | dict(counts)
    kept = sorted(values, key=lambda value: (value not in chosen, -values[value], value))[:MOST_VALUES]
    order = sorted(kept, reverse=True) if facet == "year" else sorted(kept, key=lambda value: (-values[value], value))
    return [
        Choice(
            facet_value(facet, value),
            values[value],
            value in chosen,
            urls.href(urls.toggled(asked, facet, value)),
            url_for("entities.show", id_=value) if facet == "places" and entity_kind(value) else "",
        )
        for value in order
    ]


def estimated(total: int) -> tuple[str, ...]:
    """The facets whose counts may be estimates, of so many documents."""
    return ("places",) if total > EXACT_FACET_LIMIT else ()


def facet_value(facet: str, value: str) -> str:
    """A facet's value in words."""
    if facet == "language":
        return language_name(value)
    if facet == "type":
        return type_name(value)
    return entity_name(value) if facet == "places" else value


def facet_names() -> dict[str, str]:
    """What the facets are called."""
    return {"language": _("Language"), "year": _("Year"), "type": _("Kind of work"), "places": _("Places named")}


def meanings(expansions: Sequence[Expansion]) -> dict[str, list[str]]:
    """The entities that each word of the query may be."""
    found: dict[str, list[str]] = {}
    for one in expansions:
        if one.kind in {"entity", "other"} and one.id not in found.setdefault(one.text, []):
            found[one.text].append(one.id)
    return found


def kind_name(expansion: Expansion) -> str:
    """How a word of the query was widened."""
    return str(EXPANSIONS.get(expansion.kind, expansion.kind))


def reason_name(kind: str) -> str:
    """What a part of a score is for."""
    return str(REASONS[kind])
