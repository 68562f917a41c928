"""The languages that axtar analyzes."""

import pytest

from axtar.languages import LANGUAGES, languages_in_script


@pytest.mark.parametrize(
    ("script", "codes"),
    [
        ("Latn", {"en", "tr", "az"}),
        ("Cyrl", {"az", "ru"}),
        ("Arab", {"az", "und"}),
        ("Armn", {"und"}),
        ("Zyyy", set(LANGUAGES)),
    ],
)
def test_a_word_is_analyzed_in_the_languages_of_its_script(script: str, codes: set[str]) -> None:
    """Digits belong to every language; a script of no language is undetermined."""
    assert set(languages_in_script(script)) == codes
