"""The entities parsed from a file, and the validation that a reader applies to each."""

from collections.abc import Callable
from dataclasses import dataclass

from axtar.model.entity import Entity

Validate = Callable[[Entity], Entity]
"""Returns the entity in normalized form. Raises UsageError if it is invalid."""


@dataclass(frozen=True, slots=True)
class ParsedEntities:
    """Valid entities, new ones without an id, and notes for the person who imports the file."""

    entities: list[Entity]
    notes: tuple[str, ...] = ()
