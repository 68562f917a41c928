"""Queries typed in the wrong keyboard layout."""

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
def test_text_is_retyped_in_the_other_layout(typed: str, meant: str) -> None:
    """Russian typed on Latin keys; English, Turkish and Azerbaijani on Russian keys; digits and quotation marks stay."""
    assert meant in in_other_layouts(typed)


@pytest.mark.parametrize("text", ["", "1905", "Շուշի", "Şуша"])
def test_text_that_no_layout_types_is_not_retyped(text: str) -> None:
    """No letters, a third alphabet, or two alphabets in one text."""
    assert not in_other_layouts(text)


@given(st.text("йцукенгшщзхъфывапролджэячсмитьбю ", min_size=1))
def test_retyping_russian_text_twice_restores_it(text: str) -> None:
    """Each Russian letter has a key in the Latin layouts."""
    assert all(text in in_other_layouts(typed) for typed in in_other_layouts(text)[:1])
