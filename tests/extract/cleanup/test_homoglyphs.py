"""Words that mix Latin and Cyrillic letters."""

import unicodedata
from pathlib import Path

import pytest

from axtar.extract.cleanup.characters import repair_characters
from axtar.extract.cleanup.homoglyphs import may_mix_scripts, unify_script
from axtar.tables import parse_rows

TABLE = parse_rows((Path(__file__).parents[2] / "data" / "und" / "homoglyphs.tsv").read_text("utf8"))


@pytest.mark.parametrize(("read", "meant"), TABLE)
def test_mixed_words_are_written_in_one_script(read: str, meant: str) -> None:
    """A word has the letters of its own script afterwards, unless it is a real mixture."""
    assert unicodedata.normalize("NFC", unify_script(read)) == unicodedata.normalize("NFC", meant)
    assert repair_characters(read) == unicodedata.normalize("NFC", meant)


@pytest.mark.parametrize(("read", "meant"), TABLE)
def test_the_quick_check_passes_every_word_that_changes(read: str, meant: str) -> None:
    """`may_mix_scripts` has no false negatives."""
    assert may_mix_scripts(set(read)) or read == meant
