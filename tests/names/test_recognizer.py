"""Every spelling of every entity is recognized as the entity when it is typed in full."""

from collections.abc import Iterator
from itertools import islice

import pytest

from axtar import names
from axtar.analysis import tokenize

SHIPPED = names.shipped_entities()
GAZETTEER = names.Gazetteer(names.shipped_entities())
RECOGNIZER = names.NameRecognizer(GAZETTEER)


def spellings() -> Iterator[tuple[str, list[str]]]:
    """Yield each spelling once, with the ids of the entities that have it."""
    ids_by_spelling: dict[str, list[str]] = {}
    for line in SHIPPED.table("entities.tsv"):
        entity = GAZETTEER.entity(line.split("\t")[0])
        for spelling in entity.spellings:
            ids_by_spelling.setdefault(spelling.text, []).append(entity.id)
    yield from ids_by_spelling.items()


HARD = {"366. Alay", "Босния и Герцеговина", "News.am", "RFE/RL"}
"""Spellings with a number, a conjunction, a full stop or a slash."""


@pytest.mark.usefixtures("unmeasured")
def test_every_spelling_is_recognized_as_one_name_of_its_entity() -> None:
    """The hard ones are, and every third of the others: all of them would take half a minute."""
    queries = dict(islice(spellings(), 0, None, 3)) | {text: ids for text, ids in spellings() if text in HARD}
    assert queries.keys() >= HARD
    missed = []
    for text, ids in queries.items():
        mentions = RECOGNIZER.query_mentions(tokenize(text), text)
        if len(mentions) != 1 or not set(ids) <= set(mentions[0].entities):
            missed.append((text, ids, [text[mention.start : mention.end] for mention in mentions]))
    assert missed == []


@pytest.mark.usefixtures("unmeasured")
def test_every_spelling_is_found_in_the_gazetteer() -> None:
    """`axtar names` looks names up like this."""
    assert [text for text, ids in spellings() if not set(ids) <= {entity.id for entity in GAZETTEER.search(text)}] == []
