"""The page of an entity: spellings, map, documents by year, other authority files."""

from collections.abc import Mapping

from flask import Blueprint, abort, render_template
from flask_babel import get_locale
from flask_babel import gettext as _

from axtar.errors import NotFoundError
from axtar.model import Request
from axtar.model.entity import Entity
from axtar.web import urls
from axtar.web.context import library
from axtar.web.entities import charts
from axtar.web.filters import country_name, entity_name, language_name
from axtar.web.messages import SPELLING_STATUSES

blueprint = Blueprint("entities", __name__, template_folder="templates")

MAX_NEARBY = 24  # places on a map


@blueprint.get("/e/<id_>")
def show(id_: str) -> str:
    """Show an entity, with a link to the search for it."""
    try:
        entity = library().entities.get(id_)
    except NotFoundError:
        abort(404, _("There is no entity with the identifier “%(id)s”.", id=id_))
    search_request = Request(
        library().entities.analyzer.canonical_query(entity, get_locale().language), limit=1, entities=(id_,)
    )
    answer = library().search(search_request)
    years = {int(year): count for year, count in answer.facets.get("year", {}).items()}
    return render_template(
        "entity.html",
        entity=entity,
        spellings=spellings_by_language(entity),
        statuses=SPELLING_STATUSES,
        country=country_name(entity.country),
        identifiers=external_identifiers(entity),
        map=charts.draw_map(entity, library().entities.nearby(entity, MAX_NEARBY), entity_name),
        year_bars=charts.draw_bars(years),
        year_url=lambda year: urls.search_url(urls.with_filter_toggled(search_request, "year", str(year))),
        search_url=urls.search_url(search_request) if search_request.text else "",
        total=answer.total,
        charts=charts,
    )


def spellings_by_language(entity: Entity) -> list[tuple[str, str, Mapping[str, list[str]]]]:
    """Return the code, the name and the spellings by status of each language.

    The languages are in the order of the authority file.
    """
    result: dict[str, dict[str, list[str]]] = {}
    for spelling in entity.spellings:
        result.setdefault(spelling.language, {}).setdefault(spelling.status, []).append(spelling.text)
    return [(code, language_name(code), by_status) for code, by_status in result.items()]


def external_identifiers(entity: Entity) -> list[tuple[str, str, str]]:
    """Return the entity's identifiers in other authority files.

    Each is the name of the file, the identifier and its URL.
    """
    rows = (
        ("Wikidata", entity.wikidata, f"https://www.wikidata.org/wiki/{entity.wikidata}"),
        ("GeoNames", entity.geonames, f"https://www.geonames.org/{entity.geonames}"),
    )
    return [row for row in rows if row[1]]
