"""A page for each place, person and body of the authority file."""

from collections.abc import Mapping

from flask import Blueprint, abort, render_template
from flask_babel import get_locale
from flask_babel import gettext as _

from axtar import names
from axtar.errors import NotFoundError
from axtar.model import Request
from axtar.web import urls
from axtar.web.context import library
from axtar.web.entities import charts
from axtar.web.filters import country_name, entity_name, language_name
from axtar.web.messages import SPELLING_STATUSES

blueprint = Blueprint("entities", __name__, template_folder="templates")

NEIGHBOURS = 24  # places on a map


@blueprint.get("/e/<id_>")
def show(id_: str) -> str:
    """An entity's spellings, map, years and ids elsewhere."""
    try:
        entity = names.entity(id_)
    except NotFoundError:
        abort(404, _("There is no entity %(id)s in the authority file.", id=id_))
    asked = Request(names.canonical_query(entity, get_locale().language), limit=1, entities=(id_,))
    answer = library().search(asked)
    return render_template(
        "entity.html",
        entity=entity,
        spellings=spellings(entity),
        statuses=SPELLING_STATUSES,
        country=country_name(entity.country),
        elsewhere=elsewhere(entity),
        map=charts.map_of(entity, _around(entity), entity_name),
        years=charts.bars({int(year): count for year, count in answer.facets.get("year", {}).items()}),
        total=answer.total,
        asked=asked,
        links=urls,
        drawing=charts,
    )


def spellings(entity: names.Entity) -> list[tuple[str, str, Mapping[str, list[str]]]]:
    """Language code, its name, and the spellings by status, in the order of the file."""
    found: dict[str, dict[str, list[str]]] = {}
    for one in entity.spellings:
        found.setdefault(one.language, {}).setdefault(one.status, []).append(one.text)
    return [(code, language_name(code), by_status) for code, by_status in found.items()]


def elsewhere(entity: names.Entity) -> list[tuple[str, str, str]]:
    """The entity's ids in other catalogues: whose, the id, its address."""
    ids = (
        ("Wikidata", entity.wikidata, f"https://www.wikidata.org/wiki/{entity.wikidata}"),
        ("GeoNames", entity.geonames, f"https://www.geonames.org/{entity.geonames}"),
    )
    return [row for row in ids if row[1]]


def _around(entity: names.Entity) -> list[names.Entity]:
    return [] if entity.lat is None or entity.lon is None else names.nearby(entity.lat, entity.lon, NEIGHBOURS)
