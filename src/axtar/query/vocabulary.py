"""What expansion needs to know of a library's texts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from axtar.model import Clause


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the library's texts hold, as far as expansion needs it.

    `spellings` lists (name, folded spelling, spelling as written, language) for index names; `frequency` counts the
    passages that hold a term of a field, `passages` those that a clause matches.
    """

    spellings: Callable[[Sequence[str]], Iterable[tuple[str, str, str, str]]]
    frequency: Callable[[str, str], int]
    passages: Callable[[Clause], int]
