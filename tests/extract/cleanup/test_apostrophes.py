"""Names divided from their endings at an apostrophe."""

import pytest

from axtar.extract.cleanup.paragraphs import clean_page


@pytest.mark.parametrize(
    ("first", "second", "joined"),
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
def test_endings_are_joined_to_their_names(first: str, second: str, joined: str) -> None:
    """The line ends with an apostrophe, an apostrophe and a hyphen, or a hyphen before an apostrophe."""
    assert clean_page(f"{first}\n{second}") == joined
    assert clean_page(joined) == joined


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
def test_other_lines_are_joined_by_a_space(first: str, second: str) -> None:
    """Possessives, closing quotation marks, words that are not endings, and words that are not names."""
    assert clean_page(f"{first}\n{second}") == f"{first} {second}"
