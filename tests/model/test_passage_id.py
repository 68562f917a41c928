"""Passage ids."""

from axtar.model import PassageId


def test_the_string_form_of_a_passage_id_can_be_parsed() -> None:
    """All parts are preserved."""
    passage_id = PassageId("0123abcd", 12, 40, 180, "az")
    assert str(passage_id) == "0123abcd/12/40-180/az"
    assert PassageId.parse(str(passage_id)) == passage_id
