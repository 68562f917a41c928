"""A reader's choices about how the words of a query are searched."""

from dataclasses import dataclass

from axtar.analyzer import spelling_term
from axtar.model import Request


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of a reader; by default, everything is searched.

    `exact`: search only the spellings typed. `without`: index terms and spellings not to search, as typed and as terms.
    `entities`: a name that may refer to some of these is searched as these only.
    """

    exact: bool = False
    without: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()


NO_CHOICES = Choices()


def choices_of(request: Request) -> Choices:
    """Return the choices that a request makes."""
    without = frozenset(term for text in request.without for term in (text, spelling_term(text)))
    return Choices(request.exact, without, frozenset(request.entities))
