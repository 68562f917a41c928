"""What was seen in the texts: spellings of names, and words for did-you-mean. Can be thrown away and gathered again."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, delete, select, union
from sqlalchemy.dialects.sqlite import insert

from axtar.catalogue.documents import listed
from axtar.catalogue.schema import spelling, word

BATCH = 5_000
REACH = 2
"""How many letters a word may differ in; short ones half."""
SHORT = 4


def add_spellings(connection: Connection, rows: Iterable[tuple[str, str, str, str]]) -> None:
    """Remember how names are written: name (entity id or `~key`), folded base, text to show, language."""
    new = insert(spelling).on_conflict_do_nothing()
    for batch in _batches(rows):
        connection.execute(new, [dict(zip(spelling.columns.keys(), row, strict=True)) for row in batch])


def spellings(connection: Connection, names: Sequence[str]) -> list[tuple[str, str, str, str]]:
    """All that was remembered of these names."""
    query = select(spelling).where(spelling.c.name.in_(listed(names))).order_by(*spelling.columns)
    return [(row.name, row.base, row.text, row.language) for row in connection.execute(query)]


def add_words(connection: Connection, words: Iterable[str]) -> None:
    """Remember folded words."""
    new = insert(word).on_conflict_do_nothing()
    for batch in _batches(words):
        # Sorted: neighbours share a leaf of the tree.
        connection.execute(new, [{"text": item} for item in sorted(batch)])


def similar(connection: Connection, sought: str, limit: int) -> list[str]:
    """Words that differ in a letter or two, nearest first: those of about its length that begin or end like it."""
    from rapidfuzz import process  # here for start-up: most searches find something and never come here
    from rapidfuzz.distance import OSA, JaroWinkler

    reach = REACH if len(sought) > SHORT else REACH // 2
    near = word.c.length.between(len(sought) - reach, len(sought) + reach) & (word.c.text != sought)
    candidates = union(
        select(word.c.text).where(near, word.c.head == sought[:2]),
        select(word.c.text).where(near, word.c.tail == sought[-2:]),
    )
    # OSA counts two swapped letters as one slip; among words equally far, a typist's first letters are mostly right.
    found = process.extract(
        sought, connection.scalars(candidates).all(), scorer=OSA.distance, score_cutoff=reach, limit=None
    )
    ranked = sorted((distance, -JaroWinkler.similarity(sought, text), text) for text, distance, _ in found)
    return [text for _, _, text in ranked[:limit]]


def clear(connection: Connection) -> None:
    """Forget everything of this module."""
    connection.execute(delete(spelling))
    connection.execute(delete(word))


def _batches(items: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch
