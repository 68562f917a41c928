"""The vocabulary: concepts by their id, and ids by the lemmas of their words."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from axtar.errors import NotFoundError
from axtar.tables import lookup_sorted

LANGUAGES = ("en", "az", "tr", "ru")


@dataclass(frozen=True, slots=True)
class Word:
    """A usual word for a concept, or several words that are one term.

    `lemmas` are its words as the index has them, folded and in their order; none where it is too ambiguous to be searched.
    """

    text: str
    language: str
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept: the field (table) that it belongs to, the id of a wider concept or "", its words, the usual one of each
    language first."""

    id: str
    field: str
    broader: str
    words: tuple[Word, ...]


def concept(id_: str) -> Concept:
    """The concept with an id. Raises NotFoundError."""
    row = lookup_sorted(id_, _table("concepts.tsv"))
    if not row:
        raise NotFoundError(f"There is no subject {id_!r}; docs/subjects.md says where they are listed.")
    return _parsed(id_, row)


def concepts() -> Iterator[Concept]:
    """All concepts in the order of their ids."""
    for line in _table("concepts.tsv"):
        id_, _, row = line.partition("\t")
        yield _parsed(id_, row)


@lru_cache(1 << 14)
def concept_ids(language: str, lemmas: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of the concepts that folded lemmas, one after the other, name in a language."""
    return tuple(lookup_sorted(f"{language}:{' '.join(lemmas)}", _table("words.tsv")).split())


def parse_words(cell: str, language: str) -> Iterator[Word]:
    """The words of a cell of concepts.tsv: `peace treaty=peace treaty; ~label`."""
    for item in cell.split("; "):
        text, _, lemmas = item.partition("=")
        yield Word(text.removeprefix("~"), language, tuple(lemmas.split()))


@lru_cache(1 << 12)
def _parsed(id_: str, row: str) -> Concept:
    field, broader, *cells = row.split("\t")
    words = tuple(word for cell, code in zip(cells, LANGUAGES, strict=True) for word in parse_words(cell, code))
    return Concept(id_, field, broader, words)


@cache
def _table(name: str) -> list[str]:
    """The sorted lines of a generated table."""
    text = files(__package__).joinpath("data", name).read_text("utf-8")
    return [line for line in text.split("\n") if line and line[0] != "#"]
