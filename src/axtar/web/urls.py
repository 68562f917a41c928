"""Searches as URLs: parsing parameters into a Request, and building URLs from one.

    q=Şuşa & exact=1 & without=Shushi & as=p.shusha & language=tr & language=az & page=2

The pages of a document that was opened from a search carry the same parameters, so that they highlight the same matches and
link back to the same results. Every state of the search page has such an address: it can be bookmarked and shared, and works
without JavaScript.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from axtar.errors import UsageError
from axtar.model import FACETS, Request

MAX_QUERY_LENGTH = 2000  # characters; a longer query is cut, not refused, as by the parser
MAX_PAGE = 1000
MAX_VALUES = 100  # of one parameter
YEAR = re.compile(r"-?[0-9]{1,4}")


def parse_request(args: MultiDict[str, str], page_size: int) -> Request:
    """Parse the request of an address. Raises UsageError if a parameter is invalid."""
    text = " ".join(args.get("q", "").replace("\0", " ").split())[:MAX_QUERY_LENGTH]
    page = parse_number(args, "page", low=1, high=MAX_PAGE)
    return Request(
        text=text,
        limit=page_size,
        offset=(page - 1) * page_size,
        exact=args.get("exact") == "1",
        filters={facet: tuple(dict.fromkeys(_values(args, facet))) for facet in FACETS if args.getlist(facet)},
        without=tuple(dict.fromkeys(_values(args, "without"))),
        entities=tuple(dict.fromkeys(_values(args, "as"))),
    )


def parse_number(args: MultiDict[str, str], name: str, low: int, high: int, default: int | None = None) -> int:
    """Parse a whole number from `low` to `high`.

    If the parameter is absent, return `default`, or `low` if that is None. Raises UsageError.
    """
    text = args.get(name, "")
    if not text:
        return low if default is None else default
    if text.isascii() and text.isdigit() and len(text) < 10 and low <= int(text) <= high:
        return int(text)
    raise UsageError(
        _("“%(name)s” in the address must be a whole number from %(low)s to %(high)s.", name=name, low=low, high=high)
    )


def parameters(request: Request) -> dict[str, str | list[str]]:
    """Return the parameters of a request; the inverse of `parse_request`."""
    result: dict[str, str | list[str]] = {"q": request.text} if request.text else {}
    if request.exact:
        result["exact"] = "1"
    result |= {facet: list(values) for facet, values in request.filters.items() if values}
    if request.without:
        result["without"] = list(request.without)
    if request.entities:
        result["as"] = list(request.entities)
    if request.offset:
        result["page"] = str(request.offset // request.limit + 1)
    return result


def hidden_fields(request: Request) -> list[tuple[str, str]]:
    """Return the parameters as name and value pairs, for the hidden fields of a form.

    There are none without a query.
    """
    items = _search_parameters(request).items()
    return [(name, value) for name, values in items for value in ([values] if isinstance(values, str) else values)]


def search_url(request: Request) -> str:
    """Return the URL of a search."""
    return _url("search.results", parameters(request))


def document_url(request: Request, id_: str, **more: object) -> str:
    """Return the URL of a document, with the search from which it was opened."""
    return _url("documents.show", {"id": id_, **_search_parameters(request), **more})


def page_url(request: Request, id_: str, number: int, **more: object) -> str:
    """Return the URL of a page of a document, with the search from which it was opened."""
    return _url("pages.show", {"id": id_, "number": number, **_search_parameters(request), **more})


def _search_parameters(request: Request) -> dict[str, str | list[str]]:
    return parameters(request) if request.text else {}


def _url(endpoint: str, values: Mapping[str, Any]) -> str:
    return url_for(endpoint, **values)


def with_page(request: Request, page: int) -> Request:
    """Return the search at another page of its results, from 1."""
    return replace(request, offset=(page - 1) * request.limit)


def with_filter_toggled(request: Request, facet: str, value: str) -> Request:
    """Return the search with a facet's value selected or deselected, from its first page."""
    selected = request.filters.get(facet, ())
    values = tuple(other for other in selected if other != value) if value in selected else (*selected, value)
    return replace(request, filters={**request.filters, facet: values}, offset=0)


def with_spelling_toggled(request: Request, spelling: str) -> Request:
    """Return the search without a spelling, or with it again, from its first page."""
    rest = tuple(other for other in request.without if other != spelling)
    return replace(request, without=rest if spelling in request.without else (*rest, spelling), offset=0)


def with_entity_toggled(request: Request, id_: str, others: Iterable[str] = ()) -> Request:
    """Return the search with an ambiguous name read as this entity, or no longer so.

    In the first case it is not read as any of `others`; in the second it has all its meanings again.
    """
    rest = tuple(other for other in request.entities if other != id_ and other not in others)
    return replace(request, entities=rest if id_ in request.entities else (*rest, id_), offset=0)


def with_query(request: Request, text: str) -> Request:
    """Return a search for another query with the same filters."""
    return replace(request, text=text, without=(), entities=(), offset=0)


def without_filters(request: Request) -> Request:
    """Return the same search without filters."""
    return replace(request, filters={}, offset=0)


def _values(args: MultiDict[str, str], name: str) -> list[str]:
    values = args.getlist(name)
    if len(values) > MAX_VALUES:
        raise UsageError(
            _("The address has too many values for “%(name)s” (at most %(limit)s).", name=name, limit=MAX_VALUES)
        )
    if any(len(value) > MAX_QUERY_LENGTH for value in values):
        raise UsageError(
            _(
                "A value of “%(name)s” in the address is too long (at most %(limit)s characters).",
                name=name,
                limit=MAX_QUERY_LENGTH,
            )
        )
    if name == "year" and not all(YEAR.fullmatch(value) for value in values):
        raise UsageError(_("A year in the address must be a number such as 1998."))
    return values
