"""Names of several words: a walk through the authority file, where every word may stand in any of its forms."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from axtar.analysis import tokenize
from axtar.model import Mention, Token
from axtar.names.gazetteer import gazetteer
from axtar.names.matching.candidates import REMEMBERED, WordForm, base_forms

_LONGEST = 16  # words of one name
_BETWEEN = " \n\r\t\u00a0-‐‑–—,،'’"
_INITIAL = 2  # letters: H. or Дж.
_TIGHT = {".", "/"}  # without a blank: News.am, RFE/RL
_NUMBER = re.compile("[0-9]+|[IVX]+")  # before a full stop: 366. Alay, III. Murad


def multiword_names(tokens: Sequence[Token], place: int, text: str, language: str) -> list[Mention]:
    """The names of several words that begin at a token, the longest first; a shorter one only where it may be another."""
    found: list[Mention] = []
    paths = first_words(tokens[place].text, language)
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
def first_words(word: str, language: str) -> tuple[WordForm, ...]:
    """The forms of a word with which a name of several words begins. A single small letter (и, o) is a word and no initial."""
    if _is_small(word):
        return ()
    return tuple(form for form in base_forms(word, language) if gazetteer.continues(form.plain))


@lru_cache(REMEMBERED)
def _further(
    paths: tuple[WordForm, ...], word: str, language: str
) -> tuple[str, tuple[str, ...], tuple[WordForm, ...]]:
    """One word further: the name that ends here with what it names, and the beginnings that go on."""
    steps = [
        WordForm(f"{path.written} {form.written}", f"{path.plain} {form.plain}")
        for path in paths
        for form in base_forms(word, language)
    ]
    base, ids = next(((step.written, ids) for step in steps if (ids := _named(step))), ("", ()))
    return base, ids, tuple(step for step in steps if gazetteer.continues(step.plain))


def _named(step: WordForm) -> tuple[str, ...]:
    """What words name. A small letter among them is a word of the name (Босния и Герцеговина), never somebody's initial."""
    ids = gazetteer.ids(step.plain)
    small = _small(step.written.split(" "))
    return tuple(id_ for id_ in ids if _is_written(id_, step.plain, small)) if small else ids


def _is_written(id_: str, plain: str, small: list[str]) -> bool:
    """Whether an entity has a spelling with these single small letters."""
    spelled = ([token.text for token in tokenize(spelling.text)] for spelling in gazetteer.entity(id_).spellings)
    return any(_small(words) == small for words in spelled if " ".join(map(gazetteer.plain, words)) == plain)


def _small(words: Iterable[str]) -> list[str]:
    """The words of one small letter."""
    return [word for word in words if _is_small(word)]


def _is_small(word: str) -> bool:
    """Whether a word is one small letter."""
    return len(word) == 1 and word.islower()


def forget() -> None:
    """Forget what the authority file said."""
    first_words.cache_clear()
    _further.cache_clear()


def _joined(text: str, before: Token, token: Token) -> bool:
    """Whether two words may belong to one name: blanks, a hyphen or a comma between them, a full stop after a short word."""
    between = text[before.end : token.start]
    if between == " " or between in _TIGHT or not (rest := between.strip(_BETWEEN)):
        return True
    return rest == "." and (len(before.text) <= _INITIAL or bool(_NUMBER.fullmatch(before.text)))
