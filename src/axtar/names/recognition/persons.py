"""Persons in a text or a query: a given name or initial, and a family name.

Səməd Yusif oğlu Vurğun, Vurğun S. Y., Vurğun, Səməd, Səməd (Yusif oğlu) Vurğun: the given name or initial is Səməd or S, the
family name Vurğun.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from axtar.analysis import is_stopword, script
from axtar.languages import languages_in_script
from axtar.model import Token
from axtar.names.matching.person_key import sounds_like_given_name
from axtar.names.recognition.person_words import Role

_MAX_PARTS = 12  # words of one name
_MAX_GIVEN = 3  # names of one person that are found together with the family name
_MAX_BETWEEN = 4  # characters between two words: a stop, a blank and a bracket
_BETWEEN = " \n\r\t\u00a0-‐‑'’.()[]"
_NAMES = frozenset({Role.FAMILY, Role.GIVEN, Role.UNKNOWN, Role.ORDINARY})
_AFTER_COMMA = frozenset({Role.GIVEN, Role.INITIAL, Role.TITLE, Role.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Part:
    """A word of a name: its place among the tokens, and its role."""

    place: int
    token: Token
    role: Role


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in a text.

    `given`: the names or the initial that may be the given one, the usual one first.

    `is_certain`: an ending, a known given name or an initial tells that it is a person. `is_plain`: nothing stands between the
    names, which are in the usual order.
    """

    given: tuple[Part, ...]
    family: Part
    is_certain: bool

    @property
    def start(self) -> int:
        """The start of the first of the names."""
        return min(part.token.start for part in (*self.given, self.family))

    @property
    def end(self) -> int:
        """The end of the last of the names."""
        return max(part.token.end for part in (*self.given, self.family))

    @property
    def first_end(self) -> int:
        """The end of the first of the words."""
        return min(part.token.end for part in (*self.given, self.family))

    @property
    def is_plain(self) -> bool:
        """Whether the names follow each other in the usual order.

        A list of names has them as they stand.
        """
        return [part.place for part in (*self.given, self.family)] == list(
            range(self.given[0].place, self.family.place + 1)
        )

    @property
    def has_initial(self) -> bool:
        """Whether the given name is only an initial."""
        return self.given[0].role is Role.INITIAL


def persons(parts: Sequence[Part], text: str) -> Iterator[Person]:
    """Yield the persons that words with a role name, in order."""
    for words in _runs(parts, text):
        run = _after_comma(words, text)
        names = _without_fathers_name([part for part in run if not _is_one_letter_word(part, text)])
        untitled = [part for part in names if part.role is not Role.TITLE]
        for family in _family_names(untitled, text):
            if given := _given_names(untitled, family) or _given_names(names, family):
                is_certain = family.role is Role.FAMILY or given[0].role in {Role.GIVEN, Role.INITIAL}
                if is_certain or Role.ORDINARY not in {given[0].role, family.role}:
                    yield Person(given[:_MAX_GIVEN], family, is_certain)


# ------------------------------------------------------------------ runs
def _runs(parts: Sequence[Part], text: str) -> Iterator[list[Part]]:
    """Yield the groups of at least two words that may be one name."""
    run: list[Part] = []
    for part in parts:
        if run and (len(run) == _MAX_PARTS or not _may_follow(run, part, text)):
            if len(run) > 1:
                yield run
            run = []
        run.append(part)
    if len(run) > 1:
        yield run


def _may_follow(run: Sequence[Part], part: Part, text: str) -> bool:
    """Whether a word may belong to the same name as those before it.

    After a comma, it may only if a family name alone is before it.
    """
    before = run[-1]
    if part.place != before.place + 1:
        return False
    between = text[before.token.end : part.token.start]
    if between == " ":
        return True
    if between.strip() == ",":
        is_family_name = before.role in _NAMES and all(other.role is Role.TITLE for other in run[:-1])
        return is_family_name and (part.role in _AFTER_COMMA or sounds_like_given_name(part.token.text))
    if "." in between and before.role not in {Role.INITIAL, Role.TITLE}:
        return False
    return len(between) <= _MAX_BETWEEN and not between.strip(_BETWEEN)


def _after_comma(run: list[Part], text: str) -> list[Part]:
    """Return a group without the word before a comma, if a family name comes after."""
    has_comma = "," in text[run[0].token.end : run[1].token.start]
    return run[1:] if has_comma and any(part.role is Role.FAMILY for part in run[1:]) else run


# ------------------------------------------------------------------ roles in a run
def _without_fathers_name(run: Sequence[Part]) -> list[Part]:
    """Return the words of a name without those for its bearer's father.

    These are kept if no others may be the given name.
    """
    kept: list[Part] = []
    for part in run:
        if part.role is not Role.FILIATION:
            kept.append(part)
            continue
        while kept and kept[-1].role is Role.TITLE:
            kept.pop()
        if kept and kept[-1].role is Role.FAMILY:  # the son of Məmmədov, not Məmməd oğlu
            continue
        if sum(other.role in _NAMES for other in kept) > 1 or len(kept) == 1:
            kept.pop()
    return kept


def _is_one_letter_word(part: Part, text: str) -> bool:
    """Whether a letter is a word, as in "В Баку", rather than an initial, which has a stop."""
    if part.role is not Role.INITIAL or _has_stop(part, text):
        return False
    word = part.token.text
    return any(is_stopword(word.lower(), language) for language in languages_in_script(script(word)))


def _has_stop(part: Part, text: str) -> bool:
    return text[part.token.end : part.token.end + 1] == "."


def _family_names(names: Sequence[Part], text: str) -> list[Part]:
    """Return the words that may be the family name: by their endings, or else by their place."""
    by_ending = [part for part in names if part.role is Role.FAMILY]
    if by_ending:
        return by_ending
    words = [part for part in names if part.role in {Role.GIVEN, Role.UNKNOWN}]
    initials = [at for at, part in enumerate(names) if part.role is Role.INITIAL and _has_stop(part, text)]
    if initials and not any(part.role is Role.GIVEN for part in words[:-1]):
        around = (names[at] for first in initials for at in (first - 1, first + 1) if 0 <= at < len(names))
        return list(dict.fromkeys(part for part in around if part.role in _NAMES))
    unknown = [part for part in words if part.role is Role.UNKNOWN]
    if len(words) > 1:
        return unknown[-1:] if unknown else [words[-1], words[0]]
    patronymics = [part for part in names if part.role in {Role.PATRONYMIC, Role.ORDINARY}]
    return patronymics[-1:] if words else []


def _given_names(names: Sequence[Part], family: Part) -> tuple[Part, ...]:
    """Return the words that may be the given name of a family name.

    They are known ones, an initial beside it, or the nearest.
    """
    others = [part for part in names if part is not family]
    if known := tuple(part for part in others if part.role is Role.GIVEN):
        return known
    at = names.index(family)
    if initial := _first_initial(names, at):
        return (initial,)
    for role in (Role.UNKNOWN, Role.TITLE, Role.ORDINARY):
        beside = [names[index] for index in (at - 1, at + 1) if 0 <= index < len(names)]
        if nearest := tuple(part for part in beside if part.role is role):
            return nearest[:1]
    return ()


def _first_initial(names: Sequence[Part], at: int) -> Part | None:
    """Return the first of the initials before a family name, or else of those after it."""
    first = at
    while first and names[first - 1].role is Role.INITIAL:
        first -= 1
    if first < at:
        return names[first]
    return names[at + 1] if at + 1 < len(names) and names[at + 1].role is Role.INITIAL else None
