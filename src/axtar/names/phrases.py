"""Names of several words: a walk through the authority file, where every word may stand in any of its forms."""

from collections.abc import Sequence
from functools import lru_cache

from axtar.model import Mention, Token
from axtar.names import authority
from axtar.names.forms import REMEMBERED, Form, inflected

_LONGEST = 8  # words of one name
_BETWEEN = " \n\r\t\u00a0-‐‑–—,"
_INITIAL = 2  # letters: H. or Дж.


def phrases(tokens: Sequence[Token], place: int, text: str, language: str) -> list[Mention]:
    """The names of several words that begin at a token, the longest first; a shorter one only where it may be another."""
    found: list[Mention] = []
    paths = beginnings(tokens[place].text, language)
    for at in range(place + 1, min(place + _LONGEST, len(tokens))):
        token = tokens[at]
        if not paths or not _joined(text, tokens[at - 1], token):
            break
        base, ids, paths = _further(paths, token.text, language)
        if ids:
            found = [phrase for phrase in found if not set(phrase.entities) <= set(ids)]
            found.append(Mention(tokens[place].start, token.end, base, (), ids))
    return found[::-1]


@lru_cache(REMEMBERED)
def beginnings(word: str, language: str) -> tuple[Form, ...]:
    """The forms of a word with which a name of several words begins."""
    return tuple(form for form in inflected(word, language) if authority.continues(form.plain))


@lru_cache(REMEMBERED)
def _further(paths: tuple[Form, ...], word: str, language: str) -> tuple[str, tuple[str, ...], tuple[Form, ...]]:
    """One word further: the name that ends here with what it names, and the beginnings that go on.

    A single small letter (и, o) is a word and no initial.
    """
    if len(word) == 1 and word.islower():
        return "", (), ()
    steps = [
        Form(f"{path.written} {form.written}", f"{path.plain} {form.plain}")
        for path in paths
        for form in inflected(word, language)
    ]
    base, ids = next(((step.written, ids) for step in steps if (ids := authority.ids(step.plain))), ("", ()))
    return base, ids, tuple(step for step in steps if authority.continues(step.plain))


def forget() -> None:
    """Forget what the authority file said."""
    beginnings.cache_clear()
    _further.cache_clear()


def _joined(text: str, before: Token, token: Token) -> bool:
    """Whether two words may belong to one name: blanks, a hyphen or a comma between them, a full stop after an initial."""
    between = text[before.end : token.start]
    return between == " " or not (rest := between.strip(_BETWEEN)) or (rest == "." and len(before.text) <= _INITIAL)
