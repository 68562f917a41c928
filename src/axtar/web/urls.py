"""A search as an address: reading a Request from the parameters of a URL, and writing links to its neighbours.

    q=Şuşa & exact=1 & without=Shushi & as=p.shusha & language=tr & language=az & page=2

A document or page that was reached from a search carries the same parameters: so it marks just what was searched, and leads
back to the results as they were. Every state of the search page is such an address: it can be kept and sent, and nothing
needs JavaScript.
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

LONGEST_QUERY = 2000  # characters; a pasted page is cut, not refused, as the parser does it
LAST_PAGE = 1000
YEAR = re.compile(r"-?[0-9]{1,4}")
MOST_CHOICES = 100  # values of one parameter


def read(args: MultiDict[str, str], page_size: int) -> Request:
    """The request that an address asks for. Raises UsageError where a parameter cannot be understood."""
    text = " ".join(args.get("q", "").replace("\0", " ").split())[:LONGEST_QUERY]
    page = number(args, "page", low=1, high=LAST_PAGE)
    return Request(
        text=text,
        limit=page_size,
        offset=(page - 1) * page_size,
        exact=args.get("exact") == "1",
        filters={facet: tuple(dict.fromkeys(_choices(args, facet))) for facet in FACETS if args.getlist(facet)},
        without=tuple(dict.fromkeys(_choices(args, "without"))),
        entities=tuple(dict.fromkeys(_choices(args, "as"))),
    )


def number(args: MultiDict[str, str], name: str, low: int, high: int, default: int | None = None) -> int:
    """A whole number from the address, between `low` and `high`; `default` or `low` where it is not given."""
    text = args.get(name, "")
    if not text:
        return low if default is None else default
    if text.isascii() and text.isdigit() and len(text) < 10 and low <= int(text) <= high:
        return int(text)
    raise UsageError(
        _("“%(name)s” in the address should be a whole number from %(low)s to %(high)s.", name=name, low=low, high=high)
    )


def parameters(request: Request) -> dict[str, str | list[str]]:
    """The parameters that stand for a request; `read` reads them back."""
    found: dict[str, str | list[str]] = {"q": request.text} if request.text else {}
    if request.exact:
        found["exact"] = "1"
    found |= {facet: list(values) for facet, values in request.filters.items() if values}
    if request.without:
        found["without"] = list(request.without)
    if request.entities:
        found["as"] = list(request.entities)
    if request.offset:
        found["page"] = str(request.offset // request.limit + 1)
    return found


def fields(request: Request) -> list[tuple[str, str]]:
    """The same parameters one by one, for the hidden fields of a form."""
    found = _remembered(request).items()
    return [(name, value) for name, values in found for value in ([values] if isinstance(values, str) else values)]


def href(request: Request) -> str:
    """The address of a search."""
    return _address("search.results", parameters(request))


def document(request: Request, id_: str, **more: object) -> str:
    """The address of a document that remembers the whole question: filters, page of results and all."""
    return _address("documents.show", {"id": id_, **_remembered(request), **more})


def page(request: Request, id_: str, number: int, **more: object) -> str:
    """The address of a page of a document that remembers the whole question."""
    return _address("pages.show", {"id": id_, "number": number, **_remembered(request), **more})


def _remembered(request: Request) -> dict[str, str | list[str]]:
    return parameters(request) if request.text else {}


def _address(endpoint: str, values: Mapping[str, Any]) -> str:
    return url_for(endpoint, **values)


def at_page(request: Request, page: int) -> Request:
    """The same search at another page of its results, from 1."""
    return replace(request, offset=(page - 1) * request.limit)


def toggled(request: Request, facet: str, value: str) -> Request:
    """The same search, with a facet's value chosen or no longer chosen, from its first page."""
    chosen = request.filters.get(facet, ())
    values = tuple(other for other in chosen if other != value) if value in chosen else (*chosen, value)
    return replace(request, filters={**request.filters, facet: values}, offset=0)


def switched(request: Request, spelling: str) -> Request:
    """The same search without a spelling, or with it again, from its first page."""
    rest = tuple(other for other in request.without if other != spelling)
    return replace(request, without=rest if spelling in request.without else (*rest, spelling), offset=0)


def taken(request: Request, id_: str, others: Iterable[str] = ()) -> Request:
    """The same search with a name as this entity alone, not as `others`; or as all that it may be again."""
    rest = tuple(other for other in request.entities if other != id_ and other not in others)
    return replace(request, entities=rest if id_ in request.entities else (*rest, id_), offset=0)


def asking(request: Request, text: str) -> Request:
    """Another question with the same filters."""
    return replace(request, text=text, without=(), entities=(), offset=0)


def unfiltered(request: Request) -> Request:
    """The same question in the whole library."""
    return replace(request, filters={}, offset=0)


def _choices(args: MultiDict[str, str], name: str) -> list[str]:
    values = args.getlist(name)
    if len(values) > MOST_CHOICES or any(len(value) > LONGEST_QUERY for value in values):
        raise UsageError(_("There is too much of “%(name)s” in the address.", name=name))
    if name == "year" and not all(YEAR.fullmatch(value) for value in values):
        raise UsageError(_("A year in the address should be a number such as 1998."))
    return values
