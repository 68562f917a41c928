"""Texts: passages, their words, and the names in them."""

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class DetectedLanguage:
    """The language (ISO 639-1 or `und`), script (ISO 15924) and confidence (0 to 1) of a text."""

    language: str
    script: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a page's text in one language and script: `page.text[start:end] == text`."""

    page: int
    start: int
    end: int
    language: str
    script: str
    text: str


class Token(
    NamedTuple
):  # as is Term: made of every word of a library, and a frozen dataclass takes three times as long
    """A word as it stands in the text. `text` is the written form without hyphenation; offsets span what is on the page."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in running text, of one or several words.

    `base_form` is the spelling without its case ending ("Şuşa" of "Şuşada"), `keys` its cross-script keys (none where `entities`
    say all), `entities` the ids of all authority records that it may be, best first. The span covers all its words.
    A text's keys are those to store, a query's those to look for.
    """

    start: int
    end: int
    base_form: str
    keys: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()


class AnalyzedToken(NamedTuple):
    """One word of a text as the index sees it; `mentions` are the names that begin here.

    `surface` is the folded word, `lemma` its folded dictionary form. Azerbaijani in Cyrillic is written in Latin in both.
    `language` is that of its letters, where they tell another than its passage's; else empty.
    """

    text: str
    start: int
    end: int
    surface: str
    lemma: str
    mentions: tuple[Mention, ...] = ()
    language: str = ""
