"""The table of languages that axtar reads, and the scripts that they are written in.

Codes are ISO 639-1 for languages and ISO 15924 for scripts. Every other module asks this table; none lists languages itself.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """One language: `scripts` by preference, `dotted` where I lowercases to ı and İ to i (in Latin script)."""

    code: str
    name: str
    scripts: tuple[str, ...]
    dotted: bool = False


UNDETERMINED = "und"

LANGUAGES = {
    language.code: language
    for language in (
        Language("en", "English", ("Latn",)),
        Language("tr", "Turkish", ("Latn",), dotted=True),
        Language("az", "Azerbaijani", ("Latn", "Cyrl", "Arab"), dotted=True),
        Language("ru", "Russian", ("Cyrl",)),
    )
}


def readings(script: str) -> tuple[str, ...]:
    """The languages in which a word of this script can be read: all for digits (Zyyy), `und` alone where we analyse none."""
    if script == "Zyyy":
        return tuple(LANGUAGES)
    return tuple(code for code, language in LANGUAGES.items() if script in language.scripts and script != "Arab") or (
        UNDETERMINED,
    )
