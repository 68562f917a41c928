"""Texts: passages, tokens and the mentions of names in them."""

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


# Token and AnalyzedToken are made of every word of a library; a frozen dataclass takes three times as long as a NamedTuple.
class Token(NamedTuple):
    """A word as written, without the hyphenation of a line break.

    The offsets span the word on the page, hyphenation included.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PersonNames:
    """The names of a person in a query.

    Each is the entities and `~keys` by which it is found alone.

    `is_certain`: they are a person's names; otherwise they may also be two names of something else.
    """

    given: tuple[str, ...]
    family: tuple[str, ...]
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in running text, of one or several words; the span covers all of them.

    `base_form`: the spelling without its case ending ("Şuşa" of "Şuşada"). `keys`: phonetic keys across scripts, empty if the
    entities determine the name; those of a text are to index, those of a query to look up. `entities`: ids of the entities that
    may be meant, most likely first. `person`: the names of a person that a query names by both.
    """

    start: int
    end: int
    base_form: str
    keys: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    person: PersonNames | None = None


class AnalyzedToken(NamedTuple):
    """A token with its index forms; `mentions` are the names that begin here.

    `surface`: the folded word; `lemma`: its folded dictionary form; `lemma_term`: the same marked with its language, as the
    index stores it (`az:seher`); Azerbaijani Cyrillic is transliterated to Latin in all three. `language`: the language of its
    letters if that is not its passage's, else empty.
    """

    text: str
    start: int
    end: int
    surface: str
    lemma: str
    lemma_term: str
    mentions: tuple[Mention, ...] = ()
    language: str = ""

    @property
    def entity_or_lemma(self) -> str:
        """The index term in the lemma field: the entity that begins here, else the lemma term."""
        for mention in self.mentions:
            if mention.entities:
                return mention.entities[0]
        return self.lemma_term


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word of a query, with its readings: (language, token) for each possible lemma.

    Names are recognized without regard to language and case, and are the same in every reading. `is_suffix`: it is the suffix of
    the number before it (1987'de).
    """

    text: str
    start: int
    end: int
    readings: tuple[tuple[str, AnalyzedToken], ...]
    mentions: tuple[Mention, ...] = ()
    is_suffix: bool = False
