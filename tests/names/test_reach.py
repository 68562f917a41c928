"""Every spelling of every entity leads to its entity when it is typed as it stands."""

from collections.abc import Iterator
from itertools import islice

import pytest

from axtar import names
from axtar.analysis import tokenize

SHIPPED = names.shipped_entities()
GAZETTEER = names.Gazetteer(names.shipped_entities())
RECOGNIZER = names.NameRecognizer(GAZETTEER)


def spellings() -> Iterator[tuple[str, list[str]]]:
    """Each spelling once, and the entities that are spelled so."""
    found: dict[str, list[str]] = {}
    for line in SHIPPED.table("entities.tsv"):
        entity = GAZETTEER.entity(line.split("\t")[0])
        for spelling in entity.spellings:
            found.setdefault(spelling.text, []).append(entity.id)
    yield from found.items()


HARD = {"366. Alay", "Босния и Герцеговина", "News.am", "RFE/RL"}


@pytest.mark.usefixtures("unmeasured")
def test_every_spelling_is_taken_for_its_entity_as_a_whole() -> None:
    """With numbers, small words, stops and strokes; of the others every third, because all would take half a minute."""
    asked = dict(islice(spellings(), 0, None, 3)) | {text: ids for text, ids in spellings() if text in HARD}
    assert asked.keys() >= HARD
    lost = []
    for text, ids in asked.items():
        mentions = RECOGNIZER.query_mentions(tokenize(text), text)
        if len(mentions) != 1 or not set(ids) <= set(mentions[0].entities):
            lost.append((text, ids, [text[mention.start : mention.end] for mention in mentions]))
    assert lost == []


@pytest.mark.usefixtures("unmeasured")
def test_every_spelling_is_looked_up() -> None:
    """By `axtar names`."""
    assert [text for text, ids in spellings() if not set(ids) <= {one.id for one in GAZETTEER.search(text)}] == []
