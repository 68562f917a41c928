"""What a reader switched off or chose about the words of a query."""

from dataclasses import dataclass

from axtar.analyzer import spelling_term
from axtar.model import Request


@dataclass(frozen=True, slots=True)
class Choices:
    """`exact` searches typed spellings only. `without` holds index terms and spellings that are switched off, as typed and as
    terms. A name that may be one of `entities` is searched as these alone.
    """

    exact: bool = False
    without: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()


NO_CHOICES = Choices()


def choices_of(request: Request) -> Choices:
    """The choices of a request."""
    without = frozenset(term for text in request.without for term in (text, spelling_term(text)))
    return Choices(request.exact, without, frozenset(request.entities))
