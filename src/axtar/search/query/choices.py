"""A reader's choices about how the words of a query are searched."""

from dataclasses import dataclass

from axtar.analyzer import spelling_term
from axtar.model import Request


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of a reader; by default, everything is searched.

    `exact`: search only the spellings typed. `without`: index terms and spellings not to search, as typed and as terms.
    `entities`: a name that may refer to some of these is searched as these only; likewise a word that may be a form of some of
    these lemma terms. `all_readings`: search improbable readings of words as well.
    """

    exact: bool = False
    without: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    all_readings: bool = False


NO_CHOICES = Choices()


def choices_of(request: Request) -> Choices:
    """Return the choices that a request makes."""
    without = frozenset(term for text in request.without for term in (text, spelling_term(text)))
    return Choices(request.exact, without, frozenset(request.entities))
