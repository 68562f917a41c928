"""Names in running text and in questions."""

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
    """The cells of a table in tests/data/names, without comments."""
    return parse_rows((Path(__file__).resolve().parents[2] / "data" / "names" / name).read_text("utf8"))


def expected(cell: str) -> dict[str, tuple[str, ...]]:
    """Words and the ids that they have: `Baku=p.baku; Aliyev=~` (keys only)."""
    pairs = (part.strip().split("=") for part in cell.split(";") if part.strip())
    return {words: tuple(ids.split()) for words, ids in pairs if ids}


def found(mentions: Sequence[Mention], text: str) -> dict[str, tuple[str, ...]]:
    """What was found, in the shape of the tables."""
    return {text[mention.start : mention.end]: mention.entities or ("~",) for mention in mentions}


@pytest.mark.parametrize("row", table("mentions.tsv"), ids=lambda row: row[1])
def test_names_in_a_sentence(row: list[str]) -> None:
    """All names, and no word that only looks like one."""
    language, text, cell = (*row, "")[:3]
    assert found(RECOGNIZER.mentions(tokenize(text), text, language), text) == expected(cell)


@pytest.mark.parametrize("row", table("queries.tsv"), ids=lambda row: row[0])
def test_names_in_a_question(row: list[str]) -> None:
    """Without diacritics, without capitals, in any language."""
    text, cell = (*row, "")[:2]
    assert found(RECOGNIZER.query_mentions(tokenize(text), text), text) == expected(cell)


@pytest.mark.parametrize("row", table("sides.tsv"), ids=lambda row: row[0])
def test_names_of_all_sides_lead_to_one_another(row: list[str]) -> None:
    """Whichever is typed; a name of two places means both."""
    meant = [
        {id_ for mention in RECOGNIZER.query_mentions(tokenize(text), text) for id_ in mention.entities} for text in row
    ]
    assert set.intersection(*meant)


def test_the_base_is_the_spelling_without_its_ending() -> None:
    """What a reader is shown as searched."""
    text = "Onlar Şuşada idi"
    assert [mention.base_form for mention in RECOGNIZER.mentions(tokenize(text), text, "az")] == ["Şuşa"]


def test_a_known_name_in_a_text_has_no_keys_and_a_question_has_them() -> None:
    """A question for a known name also finds spellings that no file knows, but a text's known name is not found by sound."""
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
def test_a_family_name_finds_everybody_of_that_name(typed: str, written: str, language: str) -> None:
    """By its key, in every script and case, also inside a full name."""
    wanted = {sound for mention in RECOGNIZER.query_mentions(tokenize(typed), typed) for sound in mention.keys}
    stored = {sound for mention in RECOGNIZER.mentions(tokenize(written), written, language) for sound in mention.keys}
    assert wanted & stored


def test_without_a_gazetteer_only_keys_are_found() -> None:
    """This measures what the cross-script key finds alone."""
    text = "We saw Shusha"
    alone = names.NameRecognizer(names.EMPTY_GAZETTEER)
    assert [(m.entities, "šuš." in m.keys) for m in alone.mentions(tokenize(text), text, "en")] == [((), True)]


@given(st.text(max_size=80), st.sampled_from(["az", "tr", "ru", "en", "und"]))
def test_mentions_lie_on_words(text: str, language: str) -> None:
    """Every span begins and ends with a word, whatever the text."""
    tokens = tokenize(text)
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    for mention in (*RECOGNIZER.mentions(tokens, text, language), *RECOGNIZER.query_mentions(tokens, text)):
        assert mention.start in starts
        assert mention.end in ends
        assert mention.keys or mention.entities
        assert mention.base_form
