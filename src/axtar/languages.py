"""The table of languages that axtar reads, and the scripts that they are written in.

Codes are ISO 639-1 for languages and ISO 15924 for scripts. Whoever asks which languages there are asks this table.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language: `scripts` by preference, `dotted` where I lowercases to ı and İ to i (in Latin script)."""

    code: str
    name: str
    scripts: tuple[str, ...]
    dotless_i: bool = False


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
    """The languages in which a word of this script can be read: all for digits (Zyyy), `und` where we analyse none.

    In Arabic script a word may be Azerbaijani or of a language that we do not analyse.
    """
    if script == "Zyyy":
        return tuple(LANGUAGES)
    ours = tuple(code for code, language in LANGUAGES.items() if script in language.scripts)
    return (*ours, UNDETERMINED) if script == "Arab" or not ours else ours
