"""The repository of words and spellings attested in the texts.

Derived data: a rebuild of the index collects it anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import delete, select, union

from axtar.catalogue.schema import attested_spelling, attested_word
from axtar.catalogue.sqlite import Database, insert, strings

BATCH = 5_000
MAX_DISTANCE = 2
"""The greatest edit distance of a similar word; half of it for short words."""
SHORT = 4


class CorpusWordRepository:
    """Spellings of names, and words from which corrections are suggested."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add_spellings(self, rows: Iterable[tuple[str, str, str, str]]) -> None:
        """Add spellings of names.

        Each row is a name (an entity id or `~key`), the index term of the base form, the base form, and the language.
        """
        new = insert(attested_spelling).on_conflict_do_nothing()
        columns = attested_spelling.columns.keys()
        with self._database.writing() as connection:
            for batch in _batches(rows):
                connection.execute(new, [dict(zip(columns, row, strict=True)) for row in batch])

    def spellings(self, names: Sequence[str]) -> list[tuple[str, str, str, str]]:
        """Return the rows that `add_spellings` received for these names."""
        query = select(attested_spelling).where(attested_spelling.c.name.in_(strings(names)))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(*attested_spelling.columns)).all()
        return [(row.name, row.term, row.text, row.language) for row in rows]

    def add_words(self, words: Iterable[str]) -> None:
        """Add folded words."""
        new = insert(attested_word).on_conflict_do_nothing()
        with self._database.writing() as connection:
            for batch in _batches(words):
                # Sorted: neighbours share a leaf of the B-tree.
                connection.execute(new, [{"text": item} for item in sorted(batch)])

    def similar_words(self, word: str, limit: int) -> list[str]:
        """Return attested words at a small edit distance from this one, nearest first.

        Candidates are the words of about its length that begin or end with the same two letters.
        """
        from rapidfuzz import process  # imported here to start fast: most searches match and need no suggestions
        from rapidfuzz.distance import OSA, JaroWinkler

        distance = MAX_DISTANCE if len(word) > SHORT else MAX_DISTANCE // 2
        columns = attested_word.c
        near = columns.length.between(len(word) - distance, len(word) + distance) & (columns.text != word)
        query = union(
            select(columns.text).where(near, columns.prefix == word[:2]),
            select(columns.text).where(near, columns.suffix == word[-2:]),
        )
        with self._database.reading() as connection:
            candidates = connection.scalars(query).all()
        # OSA counts two swapped letters as one edit; among equal distances Jaro-Winkler prefers the same first letters.
        matches = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=distance, limit=None)
        ranked = sorted((edits, -JaroWinkler.similarity(word, text), text) for text, edits, _ in matches)
        return [text for _, _, text in ranked[:limit]]

    def clear(self) -> None:
        """Delete all spellings and words."""
        with self._database.writing() as connection:
            connection.execute(delete(attested_spelling))
            connection.execute(delete(attested_word))


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
