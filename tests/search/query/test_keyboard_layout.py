"""What the same keys write in another alphabet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from axtar.search.query import in_other_layouts


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Ieif", "Шуша"),
        ("<fre", "Баку"),
        ("1905 rybuf", "1905 книга"),
        ('"ujhs"', '"горы"'),
        ("Ыргырф", "Shusha"),
        ("Ыгыф", "Susa"),
        ("Жгжф", "Şuşa"),
        ("Югюф", "Şuşa"),
    ],
)
def test_keys_are_read_in_the_other_alphabet(typed: str, meant: str) -> None:
    """Russian on Latin keys; English, Turkish and Azerbaijani on Cyrillic ones; digits and quotation marks stay."""
    assert meant in in_other_layouts(typed)


@pytest.mark.parametrize("text", ["", "1905", "Շուշի", "Şуша"])
def test_what_no_keyboard_has_on_one_layer_is_left(text: str) -> None:
    """No letters, another alphabet, two alphabets mixed."""
    assert not in_other_layouts(text)


@given(st.text("йцукенгшщзхъфывапролджэячсмитьбю ", min_size=1))
def test_every_russian_word_can_be_typed_and_read_back(text: str) -> None:
    """All letters are on some Latin key."""
    assert all(text in in_other_layouts(typed) for typed in in_other_layouts(text)[:1])
