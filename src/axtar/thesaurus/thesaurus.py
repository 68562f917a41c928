"""The thesaurus: concepts by id, and ids by the lemmas of their terms."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from axtar import tables
from axtar.errors import NotFoundError
from axtar.tables import lookup_sorted

LANGUAGES = ("en", "az", "tr", "ru")


@dataclass(frozen=True, slots=True)
class Word:
    """A term for a concept, of one or more words.

    `lemmas` are its words as they are indexed, folded and in order; empty for a label that is too ambiguous to be searched.
    """

    text: str
    language: str
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the thesaurus.

    `field` is the table that it is in, `part_of_speech` n, v, adj or adv, `broader` the id of its broader concept or "", and
    `words` are its terms by language, preferred ones first.
    """

    id: str
    field: str
    part_of_speech: str
    broader: str
    words: tuple[Word, ...]

    @property
    def is_general(self) -> bool:
        """Whether it is an everyday word, not a subject to catalogue."""
        return self.id.startswith("g.")


def concept(id_: str) -> Concept:
    """Return the concept with an id. Raises NotFoundError."""
    row = lookup_sorted(id_, _table("concepts.tsv"))
    if not row:
        raise NotFoundError(f"There is no subject {id_!r}. To list all subjects, see docs/thesaurus.md.")
    return _parse_concept(id_, row)


def concepts() -> Iterator[Concept]:
    """Iterate over all concepts, sorted by id."""
    for line in _table("concepts.tsv"):
        id_, _, row = line.partition("\t")
        yield _parse_concept(id_, row)


@lru_cache(1 << 14)
def concept_ids(language: str, lemmas: tuple[str, ...]) -> tuple[str, ...]:
    """Return the ids of the concepts that a sequence of folded lemmas denotes in a language."""
    return tuple(lookup_sorted(f"{language}:{' '.join(lemmas)}", _table("words.tsv")).split())


@lru_cache(1 << 12)
def _parse_concept(id_: str, row: str) -> Concept:
    field, part_of_speech, broader, *cells = row.split("\t")
    words = tuple(word for cell, code in zip(cells, LANGUAGES, strict=True) for word in _parse_words(cell, code))
    return Concept(id_, field, part_of_speech, broader, words)


def _parse_words(cell: str, language: str) -> Iterator[Word]:
    """Parse the words of a cell of concepts.tsv: `peace treaty=peace treaty; ~label`."""
    for item in cell.split("; "):
        text, _, lemmas = item.partition("=")
        yield Word(text.removeprefix("~"), language, tuple(lemmas.split()))


@cache
def _table(name: str) -> list[str]:
    """Read the sorted lines of a generated table."""
    return tables.lines(__package__, f"data/{name}")
