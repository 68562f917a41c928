"""Names and endings that a line end parts at an apostrophe."""

import pytest

from axtar.extract.cleanup.paragraphs import clean_page


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Bu yıl Türkiye'", "nin kuzeyi", "Bu yıl Türkiye'nin kuzeyi"),
        ("yıl 1920’", "lerde yazdı", "yıl 1920’lerde yazdı"),
        ("yolu Bakı’", "da bitir", "yolu Bakı’da bitir"),
        ("yol Шуша’", "да битир", "yol Шуша’да битир"),
        ("və Şuşa’-", "dan, sonra", "və Şuşa’dan, sonra"),
        ("yol İstanbul-", "’un surları", "yol İstanbul’un surları"),
        ("Türkiye’nin Van'", "a yakın", "Türkiye’nin Van'a yakın"),
    ],
)
def test_endings_join_their_names(first: str, second: str, whole: str) -> None:
    """With an apostrophe at the line end, a hyphen after it, or a hyphen before it."""
    assert clean_page(f"{first}\n{second}") == whole
    assert clean_page(whole) == whole


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("it was the Armenians'", "in name only"),
        ("he called it 'the road to Van'", "a year before"),
        ("dedi: ‘gəl Bakı’", "da deyil"),
        ("Türkiye'", "kuzeyinde yer"),
        ("köy'", "de kaldı"),
        ("yol Bakı-", "’gözəl şəhər"),
        ("romanised Mkhch’", "yan wrote"),
        ("he said '", "in vain"),
    ],
)
def test_what_is_no_ending_stays_apart(first: str, second: str) -> None:
    """Possessives, closing quotation marks, words that are no endings, and what is no name."""
    assert clean_page(f"{first}\n{second}") == f"{first} {second}"
