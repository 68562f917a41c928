"""The languages that axtar analyzes, and the scripts that they are written in.

Codes are ISO 639-1 for languages and ISO 15924 for scripts.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its `scripts`, the preferred one first.

    With `dotless_i`, I lowercases to ı, and İ to i.
    """

    code: str
    name: str
    scripts: tuple[str, ...]
    dotless_i: bool = False


LONGEST_WORD = 60
"""Letters of the longest word that is analyzed.

The words of the four languages are shorter, endings included. A longer one has a surface, but no lemmas, names,
phonetic keys or n-grams: their cost grows faster than the word."""

UNDETERMINED = "und"

LANGUAGES = {
    language.code: language
    for language in (
        Language("en", "English", ("Latn",)),
        Language("tr", "Turkish", ("Latn",), dotless_i=True),
        Language("az", "Azerbaijani", ("Latn", "Cyrl", "Arab"), dotless_i=True),
        Language("ru", "Russian", ("Cyrl",)),
    )
}


def languages_in_script(script: str) -> tuple[str, ...]:
    """Return the languages that a word of a script may be in.

    For numbers (Zyyy) these are all languages; for scripts in which axtar analyzes no language, only `und`. In Arabic script a
    word may be Azerbaijani or in another language, so `und` is added.
    """
    if script == "Zyyy":
        return tuple(LANGUAGES)
    analyzed = tuple(code for code, language in LANGUAGES.items() if script in language.scripts)
    return (*analyzed, UNDETERMINED) if script == "Arab" or not analyzed else analyzed
