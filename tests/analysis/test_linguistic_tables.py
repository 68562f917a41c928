"""The linguistic tables in tests/data: each row is a case."""

from pathlib import Path

import pytest

from axtar import analysis
from axtar.tables import parse_rows

DATA = Path(__file__).parents[1] / "data"


def table(name: str) -> list[list[str]]:
    """Read the rows of a TSV table, without comments."""
    return parse_rows((DATA / name).read_text("utf8"))


@pytest.mark.parametrize(
    ("language", "form", "lemma"), [(c, *row[:2]) for c in ("az", "tr", "ru", "en") for row in table(f"{c}/lemmas.tsv")]
)
def test_lemma(language: str, form: str, lemma: str) -> None:
    """The best lemma of a form is that of the table."""
    assert analysis.lemmas(form, language)[0] == lemma


@pytest.mark.parametrize(("language", "written", "lowercase"), table("und/casing.tsv"))
def test_lower(language: str, written: str, lowercase: str) -> None:
    """Lowercasing follows the rules of the language."""
    assert analysis.lower(written, language) == lowercase


@pytest.mark.parametrize(("written", "folded"), table("und/fold.tsv"))
def test_fold(written: str, folded: str) -> None:
    """Folding leaves plain letters, in both cases."""
    assert analysis.fold(written) == folded
    assert analysis.fold(folded) == folded


@pytest.mark.parametrize(("text", "tokens"), table("und/tokens.tsv"))
def test_tokenize(text: str, tokens: str) -> None:
    """Words and numbers are split as in the table."""
    assert [token.text for token in analysis.tokenize(text)] == [token for token in tokens.split("|") if token]


@pytest.mark.parametrize(("cyrillic", "latin"), table("az/cyrillic.tsv"))
def test_to_latin(cyrillic: str, latin: str) -> None:
    """Azerbaijani Cyrillic has exactly one Latin spelling."""
    assert analysis.to_latin(cyrillic) == latin


@pytest.mark.parametrize(("language", "word", "expected"), table("und/common.tsv"))
def test_is_dictionary_word(language: str, word: str, expected: str) -> None:
    """Proper names and unknown words are not dictionary words."""
    assert analysis.is_dictionary_word(word, language) is (expected == "yes")
