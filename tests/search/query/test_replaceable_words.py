"""The words of a query that a suggestion may replace."""

import pytest

from axtar.search.query import replaceable_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("red bridge", ["red", "bridge"]),
        ("title:carpet author:Vurğun", ["carpet", "Vurğun"]),
        ("carpet language:en year:1900..1950 type:book place:Şuşa", ["carpet"]),
        ("carpet AND (loom OR wool) NOT silk", ["carpet", "loom", "wool", "silk"]),
        ("loom NEAR/4 carpet NEAR wool", ["loom", "carpet", "wool"]),
        ('"red bridge" weav* -loom', ["red", "bridge", "loom"]),
        ("And or ANDROID", ["And", "or", "ANDROID"]),
        ("", []),
    ],
)
def test_field_names_filters_and_operators_are_not_replaced(text: str, words: list[str]) -> None:
    assert [token.text for token in replaceable_words(text)] == words
