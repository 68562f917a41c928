"""Which words of a text are the name of one person: tests/data/names/person_parts.tsv."""

from pathlib import Path

import pytest

from axtar import names
from axtar.analysis import tokenize
from axtar.names.recognition.person_words import role_of
from axtar.names.recognition.persons import Part, persons
from axtar.names.recognition.word_forms import base_forms
from axtar.tables import parse_rows

TABLE = Path(__file__).parents[2] / "data" / "names" / "person_parts.tsv"
GAZETTEER = names.EMPTY_GAZETTEER


def found(text: str, language: str) -> list[str]:
    """Return the given names and the family name of each person in a text."""
    roles = (
        (place, token, role_of(token.text, base_forms(token.text, language), (language,), GAZETTEER))
        for place, token in enumerate(tokenize(text))
    )
    parts = [Part(place, token, role) for place, token, role in roles if role]
    return [
        f"{' '.join(part.token.text for part in person.given)}+{person.family.token.text}"
        for person in persons(parts, text)
    ]


@pytest.mark.parametrize("row", parse_rows(TABLE.read_text("utf8")), ids=lambda row: row[1])
def test_the_names_of_a_person_are_found_whatever_stands_between(row: list[str]) -> None:
    """They are in any order, in full or abbreviated; words that only stand side by side are none."""
    language, text, expected = (*row, "")[:3]
    assert found(text, language) == expected.split("; ") * bool(expected)
