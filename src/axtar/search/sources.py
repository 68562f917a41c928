"""The sources of a search: the catalogue, an engine, and the library's current analyzer."""

from dataclasses import dataclass
from functools import cache

from axtar.analyzer import Analyzer
from axtar.catalogue import Catalogue
from axtar.engines.protocol import Engine
from axtar.search.query import IndexStatistics


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of one search; the analyzer is the same from the query to the highlights."""

    catalogue: Catalogue
    engine: Engine
    analyzer: Analyzer

    def statistics(self) -> IndexStatistics:
        """Return the statistics of the index; counts are cached for one search."""
        engine = self.engine
        return IndexStatistics(
            self.catalogue.corpus_words.spellings, cache(engine.frequency), engine.matches, cache(engine.count)
        )
