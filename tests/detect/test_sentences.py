"""Sentence splitting."""

import pytest

from axtar.detect import sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Bkz. Yılmaz, a.g.e., s. 12. Sonra geldi.", 2),
        ("Ə. Əliyev və prof. Məmmədov gəldi. Onlar danışdılar.", 2),
        ("См. стр. 15, т. е. ниже. Это так!» Да.", 3),
        ("Dr. Smith arrived at 5 p.m. on Monday. He left.", 2),
        ("It ended in 1918. 1920 was different…", 2),
        ("Chapter one\n\nIt begins.", 2),
        ("a line that goes on and on until it is wrapped\nTown is the next word of it", 1),
        ("- one\n- two\n- three is a much longer line than the others are", 3),
    ],
)
def test_sentence_boundaries(text: str, count: int) -> None:
    """Full stops of abbreviations and initials end no sentence; headings and list items end without one."""
    spans = sentences.split_sentences(text)
    assert len(spans) == count
    assert "".join("".join(text[span.start : span.end].split()) for span in spans) == "".join(text.split())
