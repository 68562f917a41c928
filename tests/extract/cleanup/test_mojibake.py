"""Text that was decoded with the wrong code page."""

from pathlib import Path

import pytest

from axtar.extract.cleanup.characters import repair_characters
from axtar.extract.cleanup.mojibake import may_be_mojibake, repair_code_page
from axtar.tables import parse_rows

TABLE = parse_rows((Path(__file__).parents[2] / "data" / "und" / "mojibake.tsv").read_text("utf8"))


@pytest.mark.parametrize(("read", "meant"), TABLE)
def test_mojibake_is_repaired_and_right_letters_remain(read: str, meant: str) -> None:
    """Turkish and Russian are repaired; French, Icelandic, Turkmen and other languages remain as they are."""
    assert repair_code_page(read) == meant
    assert repair_characters(read) == meant


@pytest.mark.parametrize(("read", "meant"), TABLE)
def test_the_quick_check_passes_every_text_that_changes(read: str, meant: str) -> None:
    """`may_be_mojibake` has no false negatives."""
    assert may_be_mojibake(set(read)) or read == meant
