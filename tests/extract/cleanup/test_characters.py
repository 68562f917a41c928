"""Characters as one would type them."""

from hypothesis import given
from hypothesis import strategies as st

from axtar.extract.cleanup.characters import repair_characters, unify_line_breaks


def test_invisible_characters_are_removed() -> None:
    """Soft hyphens and zero-width characters are removed; U+200C stays inside words of the Arabic script."""
    assert repair_characters("Kara\u00adbağ\u200b \ufeffŞu\u200cşa") == "Karabağ Şuşa"
    assert repair_characters("می\u200cخواهم") == "می\u200cخواهم"


def test_ligatures_are_expanded_and_accents_composed() -> None:
    """Ligatures become letters, NFD becomes NFC and special spaces become plain ones."""
    assert repair_characters("ﬁnal oﬃce\u00a0 S\u0327us\u0327a") == "final office Şuşa"


def test_every_line_break_becomes_a_line_feed() -> None:
    """Carriage returns, vertical tabs and Unicode line separators break lines; marked hyphens become plain ones."""
    assert unify_line_breaks("a\r\nb\rc\x0bd\u2028e") == "a\nb\nc\nd\ne"
    assert unify_line_breaks("Hay\ufffedar top¬\nrak Hay\x02dar") == "Hay-\ndar top-\nrak Hay-\ndar"


@given(st.text(st.sampled_from("ÐðÝýÞþüçÜÇaeıØóøà¨¸æéәəаbјj \n")))
def test_repair_is_idempotent(text: str) -> None:
    """Repaired characters are not repaired again."""
    once = repair_characters(text)
    assert repair_characters(once) == once
