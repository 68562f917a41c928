"""Persons of a query: by both names, and by an initial.

The others of the family name are shown apart, and the reader may choose them.
"""

from collections.abc import Callable, Iterable, Sequence

from axtar.analyzer import is_person_key
from axtar.model import Conjunction, EngineQuery, Expansion, PersonNames, Spelling
from axtar.search.query.builders import any_of
from axtar.search.query.index_statistics import IndexStatistics
from axtar.search.query.name_spellings import NameSpellings

FAMILY = "family"
"""The kind of the expansion of a family name that is searched only if chosen, or if nothing else is found."""

_ARABIC = "~'"  # begins the key of a word in Arabic script, where no capital tells which words are names

QueriesOf = Callable[[str], Sequence[EngineQuery]]
"""The queries for an entity or a marked key."""


def family_id(person: PersonNames) -> str:
    """Return what a reader chooses all of a family name by: its first entity or key."""
    return person.family[0] if person.family else ""


def family_query(person: PersonNames, queries_of: QueriesOf) -> EngineQuery:
    """Build a query for all who bear the family name."""
    return any_of(tuple(query for name in person.family for query in queries_of(name)))


def both_apart(person: PersonNames, queries_of: QueriesOf) -> tuple[EngineQuery, ...]:
    """Build a query for both names apart, if they may not be one person's.

    So it is of names in Arabic script, and of those whose form does not show a person.
    """
    given, family = (
        [name for name in names if not person.is_certain or name.startswith(_ARABIC)]
        for names in (person.given, person.family)
    )
    parts = tuple(any_of(tuple(query for name in names for query in queries_of(name))) for names in (given, family))
    return (Conjunction(parts),) if given and family else ()


def person_expansions(
    typed: str, names: Sequence[str], spellings: NameSpellings, statistics: IndexStatistics
) -> list[Expansion]:
    """Describe how a person is searched by keys: one expansion for all of them."""
    keys = [name for name in names if is_person_key(name)]
    return [_merged(typed, "name", keys, spellings, statistics)] if keys else []


def family_expansion(
    typed: str, person: PersonNames, spellings: NameSpellings, statistics: IndexStatistics
) -> list[Expansion]:
    """Describe the family name, as one expansion."""
    return [_merged(typed, FAMILY, person.family, spellings, statistics)] if person.family else []


def _merged(
    typed: str, kind: str, names: Sequence[str], spellings: NameSpellings, statistics: IndexStatistics
) -> Expansion:
    """Return an expansion of several names with all their spellings, most frequent first."""
    counts: dict[str, tuple[int, str]] = {}
    for name in names:
        for folded, (text, language) in spellings.of(name).items():
            count = statistics.frequency("names", f"{name}={folded}")
            counts[text] = max(counts.get(text, (0, language)), (count, language))
    found = [Spelling(text, language, count, text) for text, (count, language) in counts.items() if count]
    total = max((statistics.frequency("names", name) for name in names), default=0)
    return Expansion(typed, kind, tuple(_most_frequent_first(found)), names[0], total)


def _most_frequent_first(spellings: Iterable[Spelling]) -> list[Spelling]:
    return sorted(spellings, key=lambda spelling: (-spelling.count, spelling.text))
