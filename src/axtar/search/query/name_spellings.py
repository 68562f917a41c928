"""The spellings under which the library contains names."""

from collections.abc import Iterable, Mapping

from axtar.search.query.builders import unique
from axtar.search.query.index_statistics import IndexStatistics

SpellingsByFolded = Mapping[str, tuple[str, str]]
"""Spellings as written, with their language, by folded spelling."""


class NameSpellings:
    """The spellings of entities and phonetic keys in the library, cached for one search."""

    def __init__(self, statistics: IndexStatistics) -> None:
        self._statistics = statistics
        self._spellings: dict[str, dict[str, tuple[str, str]]] = {}

    def load(self, names: Iterable[str]) -> None:
        """Look up all names that have not been looked up yet, at once."""
        new = [name for name in unique(names) if name not in self._spellings]
        self._spellings.update((name, {}) for name in new)
        for name, folded, text, language in self._statistics.spellings(new) if new else ():
            known = self._spellings[name].get(folded)
            is_in_capitals = known and known[0].isupper()  # from a heading, where any word is written so
            if not known or (is_in_capitals and not text.isupper()):
                self._spellings[name][folded] = text, language

    def of(self, name: str) -> SpellingsByFolded:
        """Return the spellings of a loaded name; those in lower case are preferred to capitals."""
        return self._spellings[name]
