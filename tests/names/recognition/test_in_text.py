"""Names in running text and in queries."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar import names
from axtar.analysis import tokenize
from axtar.model import Mention
from axtar.tables import parse_rows

GAZETTEER = names.Gazetteer(names.shipped_entities())
RECOGNIZER = names.NameRecognizer(GAZETTEER)


def table(name: str) -> list[list[str]]:
    """Read the rows of a table in tests/data/names."""
    return parse_rows((Path(__file__).resolve().parents[2] / "data" / "names" / name).read_text("utf8"))


def expected(cell: str) -> dict[str, tuple[str, ...]]:
    """Parse a cell: the ids that words name, as in `Baku=p.baku; Aliyev=~` (keys only)."""
    pairs = (part.strip().split("=") for part in cell.split(";") if part.strip())
    return {words: tuple(ids.split()) for words, ids in pairs if ids}


def found(mentions: Sequence[Mention], text: str) -> dict[str, tuple[str, ...]]:
    """Return the entities by the words that name them, `~` for keys only."""
    return {text[mention.start : mention.end]: mention.entities or ("~",) for mention in mentions}


@pytest.mark.parametrize("row", table("mentions.tsv"), ids=lambda row: row[1])
def test_names_in_a_sentence_are_recognized(row: list[str]) -> None:
    """All names are, and no word that only looks like one."""
    language, text, cell = (*row, "")[:3]
    assert found(RECOGNIZER.mentions(tokenize(text), text, language), text) == expected(cell)


@pytest.mark.parametrize("row", table("queries.tsv"), ids=lambda row: row[0])
def test_names_in_a_query_are_recognized(row: list[str]) -> None:
    """The query may be in any language, without diacritics and capitals."""
    text, cell = (*row, "")[:2]
    assert found(RECOGNIZER.query_mentions(tokenize(text), text), text) == expected(cell)


@pytest.mark.parametrize("row", table("sides.tsv"), ids=lambda row: row[0])
def test_the_names_of_all_sides_lead_to_one_entity(row: list[str]) -> None:
    """This holds whichever is searched; a name of two places means both."""
    named = [
        {id_ for mention in RECOGNIZER.query_mentions(tokenize(text), text) for id_ in mention.entities} for text in row
    ]
    assert set.intersection(*named)


def test_the_base_form_is_the_word_without_its_ending() -> None:
    """The page shows it as what was searched."""
    text = "Onlar Şuşada idi"
    assert [mention.base_form for mention in RECOGNIZER.mentions(tokenize(text), text, "az")] == ["Şuşa"]


def test_a_known_name_has_keys_in_a_query_but_not_in_a_text() -> None:
    """A query also finds unknown spellings; a known name in a text is not found by sound."""
    text = "We saw Shusha"
    assert [mention.keys for mention in RECOGNIZER.mentions(tokenize(text), text, "en")] == [()]
    assert RECOGNIZER.query_mentions(tokenize("Shusha"), "Shusha")[0].keys


@pytest.mark.parametrize(("typed", "written", "language"), [
    ("Aliyev", "Bunu Əliyevdən soruşdular", "az"),
    ("Алиев", "They asked Heydar Aliyev", "en"),
    ("Sinanyan", "Это поручили Синаняну вчера", "ru"),
    ("Tonoyan", "Bunu Tonoyan’ın kendisi söyledi", "tr"),
    ("Davutoğlu", "Это сказал Давутоглу", "ru"),
])  # fmt: skip
def test_a_family_name_finds_everyone_with_that_name(typed: str, written: str, language: str) -> None:
    """It does so by its key, in every script and case, also inside a full name."""
    wanted = {key for mention in RECOGNIZER.query_mentions(tokenize(typed), typed) for key in mention.keys}
    stored = {key for mention in RECOGNIZER.mentions(tokenize(written), written, language) for key in mention.keys}
    assert wanted & stored


def test_without_a_gazetteer_names_have_only_keys() -> None:
    """So the quality of the phonetic key can be measured alone."""
    text = "We saw Shusha"
    alone = names.NameRecognizer(names.EMPTY_GAZETTEER)
    assert [(m.entities, "šuš." in m.keys) for m in alone.mentions(tokenize(text), text, "en")] == [((), True)]


@given(st.text(max_size=80), st.sampled_from(["az", "tr", "ru", "en", "und"]))
def test_mentions_begin_and_end_with_a_word(text: str, language: str) -> None:
    """This holds for any text; each mention has a base form, and keys or entities."""
    tokens = tokenize(text)
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    for mention in (*RECOGNIZER.mentions(tokens, text, language), *RECOGNIZER.query_mentions(tokens, text)):
        assert mention.start in starts
        assert mention.end in ends
        assert mention.keys or mention.entities
        assert mention.base_form
