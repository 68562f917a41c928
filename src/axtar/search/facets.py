"""Facets: counts of the matching documents by language, year, type and place."""

from collections.abc import Mapping
from dataclasses import replace

from axtar.engines.protocol import Engine
from axtar.model import FACETS, Request
from axtar.search.retrieval import Retrieval, retrieve


def count_facets(engine: Engine, matches: Retrieval, request: Request) -> dict[str, Mapping[str, int]]:
    """Count documents by facet and value.

    A facet with a filter is counted without that filter, so that readers can select more values.
    """
    unfiltered = [name for name in FACETS if not request.filters.get(name)]
    counts = dict(engine.facets(matches.counted_query, unfiltered))
    for name in FACETS:
        if request.filters.get(name):
            others = {other: values for other, values in request.filters.items() if other != name}
            wider = retrieve(engine, matches.required, matches.plan, replace(request, filters=others))
            counts |= engine.facets(wider.counted_query, [name])
    return {name: counts[name] for name in FACETS}
