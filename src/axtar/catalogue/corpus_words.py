"""The repository of words and spellings attested in the texts.

Derived data: a rebuild of the index collects it anew.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, delete, select

from axtar.catalogue.schema import attested_spelling, attested_word
from axtar.catalogue.sqlite import Database, insert, strings

BATCH = 5_000
MAX_WORDS = 2_000
"""Words that one lookup returns, however many share its keys."""


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

    def add_words(self, words: Iterable[tuple[str, str, str]]) -> None:
        """Add words as they are written.

        Each row is a word, its sound key, and its consonant key, "" if it has none.
        """
        new = insert(attested_word).on_conflict_do_nothing()
        columns = attested_word.columns.keys()
        with self._database.writing() as connection:
            for batch in _batches(words):
                # Sorted: neighbours share a leaf of the B-tree.
                connection.execute(new, [dict(zip(columns, row, strict=True)) for row in sorted(batch)])

    def words_by_sound(self, keys: Sequence[str]) -> list[str]:
        """Return words with one of these sound keys, at most MAX_WORDS."""
        return self._words(attested_word.c.sound.in_(strings(keys)))

    def words_by_consonants(self, keys: Sequence[str]) -> list[str]:
        """Return words with one of these consonant keys, at most MAX_WORDS."""
        columns = attested_word.c
        return self._words((columns.consonants != "") & columns.consonants.in_(strings(keys)))

    def _words(self, condition: ColumnElement[bool]) -> list[str]:
        with self._database.reading() as connection:
            return list(connection.scalars(select(attested_word.c.text).where(condition).limit(MAX_WORDS)))

    def clear(self) -> None:
        """Delete all spellings and words."""
        with self._database.writing() as connection:
            connection.execute(delete(attested_spelling))
            connection.execute(delete(attested_word))


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
