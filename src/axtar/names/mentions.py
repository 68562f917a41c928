"""Finds the names in running text and in what a reader typed.

Every word is asked once what names it may be (`_reading`) and remembered; a name of several words is then a walk through the
authority file, where every word may stand in any of its forms. Its parts remain names of their own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from axtar.analysis import is_common, is_stopword, lemmas, lower, script
from axtar.languages import readings
from axtar.model import Mention, Token
from axtar.names import authority
from axtar.names.inflection import bases, derived
from axtar.names.key import key, keys, query_keys
from axtar.names.tables import rows

_LONGEST = 8  # words of one name
_REMEMBERED = 1 << 17
_BETWEEN = " \n\r\t\u00a0-‐‑–—,"
_ENDS = ".!?…•|\n"
_FOREIGN = {"Armn": "hy", "Geor": "ka", "Arab": "fa"}
_UNCASED = {"Geor", "Arab"}
_PERSON = "h."  # how the ids of persons begin
_FAMILY = ("ов", "ев", "ով", "յան")
_SHORTEST_CUT = 3  # signs of the key of a word without its ending
_SHORTEST = 3  # letters of a name that no file knows
_DERIVED = {"az": ("lı", "li", "lu", "lü"), "tr": ("lı", "li", "lu", "lü"), "ru": ("ск", "ц", "ец", "к")}
_LOOSE = {"az", "tr"}  # languages in which an ordinary word may well end so; Russian ones are in data/ordinary.tsv


@dataclass(frozen=True, slots=True)
class _Form:
    """A form that a word may be inflected from, as written and in plain letters."""

    written: str
    plain: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of one word: the form that names `entities`, or the keys where no file knows it.

    `starts`: a name of several words may begin here; `ordinary`: a dictionary knows it too, so that at the beginning of a
    sentence it is no name.
    """

    base: str
    keys: tuple[str, ...]
    entities: tuple[str, ...]
    starts: bool
    ordinary: bool


def mentions(tokens: Sequence[Token], text: str, language: str) -> list[Mention]:
    """The names in a text of one language, in order; at one word the longest first."""
    found: list[Mention] = []
    told = 0  # up to here a place or an organisation says what the words are; of a person each word is a name
    for place, token in enumerate(tokens):
        reading = _reading(token.text, language)
        if reading is None:
            continue
        if reading.starts:
            longer = _phrases(tokens, place, text, language)
            found.extend(longer)
            told = max(told, *(phrase.end for phrase in longer if not _is_person(phrase)), 0)
        named = reading.entities or (reading.keys and token.start >= told)
        if named and not (reading.ordinary and _opens(text, token.start)):
            found.append(Mention(token.start, token.end, reading.base, reading.keys, reading.entities))
    return found


def _is_person(mention: Mention) -> bool:
    """Whether a name may be a person's."""
    return any(id_.startswith(_PERSON) for id_ in mention.entities)


def use_authority(*, on: bool) -> None:
    """Switch the authority file on or off for this process; off measures what the key does alone."""
    authority.switch(on=on)
    for remembered in (_forms, _reading, _first, _next):
        remembered.cache_clear()


@lru_cache(_REMEMBERED)
def _forms(word: str, language: str) -> tuple[_Form, ...]:
    """The word and all that it may be inflected from, each plain form once."""
    plain = {authority.plain(base): base for base in reversed(bases(word, _FOREIGN.get(script(word), language)))}
    return tuple(_Form(base, small) for small, base in reversed(plain.items()))


def _derived(word: str, language: str) -> tuple[_Form, ...]:
    """What a word may be derived from."""
    return tuple(_Form(base, authority.plain(base)) for base in derived(word, _FOREIGN.get(script(word), language)))


@lru_cache(_REMEMBERED)
def _reading(word: str, language: str) -> _Reading | None:
    """What a word of running text may name; None for the many that name nothing."""
    code = script(word)
    if not (word[0].isupper() or (code in _UNCASED and len(word) > 2)):
        return _adjective(word, language)
    forms = _forms(word, language)
    starts = bool(_first(word, language))
    ordinary = is_common(word, language) or is_stopword(forms[0].plain, language)
    base, entities = _known((*forms, *_derived(word, language)), word)
    if entities:
        certain = _at_home(entities, word, language) or _adjective(lower(word, language), language) is not None
        return _Reading(base, (), entities, starts, ordinary and not certain)
    if code in _UNCASED and (ordinary or _is_look_alike(word, "fa")):
        return None
    sounds = () if len(word) < _SHORTEST else _keys(forms, keys)
    return _Reading(word, sounds, (), starts, ordinary) if sounds or starts else None


def _adjective(word: str, language: str) -> _Reading | None:
    """What a word in small letters is made from: Шуша of шушинский, Şuşa of şuşalı; None for most."""
    if not any(sign in word for sign in _DERIVED.get(language, ())) or _is_look_alike(word, language):
        return None
    if language in _LOOSE and is_common(word, language):
        return None
    base, entities = _known(_derived(word, language), word)
    return _Reading(base, (), entities, starts=False, ordinary=False) if entities else None


def _is_look_alike(word: str, language: str) -> bool:
    """Whether a word is one of the ordinary ones that look as if a place had made them."""
    return any((language, lemma) in _look_alikes() for lemma in lemmas(word, language))


@cache
def _look_alikes() -> frozenset[tuple[str, str]]:
    """data/ordinary.tsv as pairs of language and lemma."""
    return frozenset(
        (language, authority.plain(word)) for language, words in rows("ordinary.tsv") for word in words.split()
    )


def _at_home(ids: Sequence[str], word: str, language: str) -> bool:
    """Whether one of them is written exactly so in this language: Баку is a town in Russian, Barda is none in Turkish."""
    small = lower(word, language)
    return any(
        spelling.language.startswith(language) and lower(spelling.text, language) == small
        for id_ in ids
        for spelling in authority.entity(id_).spellings
    )


def _known(forms: Sequence[_Form], word: str) -> tuple[str, tuple[str, ...]]:
    """The first form that the authority file knows, and what it names; with its own diacritics before others."""
    for form in forms:
        ids = authority.ids(form.plain)
        if ids:
            return form.written, _exact(ids, form.written) or ids
    return word, ()


@lru_cache(_REMEMBERED)
def _exact(ids: tuple[str, ...], written: str) -> tuple[str, ...]:
    """Those that are spelled so with all diacritics, where several share the plain letters."""
    if len(ids) == 1:
        return ids
    small = lower(written, "und")
    return tuple(
        id_ for id_ in ids if any(lower(spelling.text, "und") == small for spelling in authority.entity(id_).spellings)
    )


def _keys(forms: Sequence[_Form], of: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of a name that no file knows, as written and in all its forms.

    What is left when an ending is cut off must still be two consonants and a vowel, or everything would meet.
    """
    found = (sound for base in _cut(forms) for sound in of(base) if len(sound) >= _SHORTEST_CUT)
    return tuple(dict.fromkeys((*of(forms[0].written), *found)))


def _cut(forms: Sequence[_Form]) -> Iterator[str]:
    """The forms without an ending, but for family names."""
    return (form.written for form in forms[1:] if not _is_family(forms[0].written, form.written))


def _is_family(word: str, base: str) -> bool:
    """Whether a base lacks the -ov or -ev that makes it a family name: Гусейнов is not the genitive of Гусейн."""
    return len(base) < len(word) and word.lower().endswith(_FAMILY) and not base.lower().endswith(_FAMILY)


def _phrases(tokens: Sequence[Token], place: int, text: str, language: str) -> list[Mention]:
    """The names of several words that begin at a token, the longest first; a shorter one only where it may be another."""
    found: list[Mention] = []
    paths = _first(tokens[place].text, language)
    for at in range(place + 1, min(place + _LONGEST, len(tokens))):
        token = tokens[at]
        if not paths or not _joined(text, tokens[at - 1], token):
            break
        base, ids, paths = _next(paths, token.text, language)
        if ids:
            found = [phrase for phrase in found if not set(phrase.entities) <= set(ids)]
            found.append(Mention(tokens[place].start, token.end, base, (), ids))
    return found[::-1]


@lru_cache(_REMEMBERED)
def _first(word: str, language: str) -> tuple[_Form, ...]:
    """The forms of a word with which a name of several words begins."""
    return tuple(form for form in _forms(word, language) if authority.continues(form.plain))


@lru_cache(_REMEMBERED)
def _next(paths: tuple[_Form, ...], word: str, language: str) -> tuple[str, tuple[str, ...], tuple[_Form, ...]]:
    """One word further: the name that ends here with what it names, and the beginnings that go on."""
    steps = [
        _Form(f"{path.written} {form.written}", f"{path.plain} {form.plain}")
        for path in paths
        for form in _forms(word, language)
    ]
    base, ids = next(((step.written, ids) for step in steps if (ids := authority.ids(step.plain))), ("", ()))
    return base, ids, tuple(step for step in steps if authority.continues(step.plain))


def _joined(text: str, before: Token, token: Token) -> bool:
    """Whether two words may belong to one name: blanks, a hyphen or a comma between them, a full stop after an initial."""
    between = text[before.end : token.start]
    return between == " " or not (rest := between.strip(_BETWEEN)) or (rest == "." and len(before.text) <= 2)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence or a line begins here."""
    before = text[max(0, start - 8) : start].rstrip(" \t\u00a0-–—'’0123456789")
    return not before or before[-1] in _ENDS


# ------------------------------------------------------------------ what a reader typed
def query_mentions(tokens: Sequence[Token], text: str) -> list[Mention]:
    """The names in a question, whatever its language and case: the longest at each word, none inside another.

    A word for a kind of place beside a name (Джебраилский район) belongs to it.
    """
    found: list[Mention] = []
    place = 0
    while place < len(tokens):
        best = max(_candidates(tokens, place, text), key=lambda mention: mention.end, default=None)
        place += 1
        if best is not None:
            while place < len(tokens) and tokens[place].start < best.end:
                place += 1
            found.append(best)
    return _with_generics(found, tokens)


def _candidates(tokens: Sequence[Token], place: int, text: str) -> Iterator[Mention]:
    """Every name that may begin at a word of a question."""
    token = tokens[place]
    languages = readings(script(token.text))
    for language in languages:
        yield from _phrases(tokens, place, text, language)
    forms = tuple(dict.fromkeys(form for language in languages for form in _forms(token.text, language)))
    made_from = (form for language in languages for form in _derived(token.text, language))
    base, entities = _known((*forms, *made_from), token.text)
    if entities:
        ids = authority.ids(authority.plain(base))
        yield Mention(
            token.start, token.end, base, query_keys(base), (*entities, *(id_ for id_ in ids if id_ not in entities))
        )
    elif len(token.text) >= _SHORTEST and not ((ordinary := _is_ordinary(token.text)) and token.text.islower()):
        heard = () if ordinary else _heard(forms)
        if sounds := _keys(forms, query_keys):
            yield Mention(token.start, token.end, token.text, sounds, heard)


def _heard(forms: Sequence[_Form]) -> tuple[str, ...]:
    """The entities that sound like an unknown word, or like what is left of it without its ending."""
    words = (forms[0].written, *(base for base in _cut(forms) if len(key(base)) > _SHORTEST_CUT))
    return tuple(dict.fromkeys(id_ for word in words for id_ in authority.sounding(word)))


def _is_ordinary(word: str) -> bool:
    """Whether any language of its script knows a word as an ordinary one."""
    return any(
        is_common(word, language) or is_stopword(authority.plain(word), language) for language in readings(script(word))
    )


@cache
def _generics() -> frozenset[str]:
    """Words for kinds of places, in plain letters."""
    return frozenset(authority.plain(word) for _, words in rows("generics.tsv") for word in words.split())


def _with_generics(found: list[Mention], tokens: Sequence[Token]) -> list[Mention]:
    """Names that are known swallow the words for their kind beside them."""
    swallowed: list[Mention] = []
    generic = [authority.plain(token.text) in _generics() for token in tokens]
    for mention in found:
        if not mention.entities:
            swallowed.append(mention)
            continue
        first = next(i for i, token in enumerate(tokens) if token.start == mention.start)
        last = next(i for i, token in enumerate(tokens) if token.end == mention.end)
        if last + 1 < len(tokens) and generic[last + 1]:
            last += 1
        elif first > 0 and generic[first - 1]:
            first -= 1
        swallowed.append(Mention(tokens[first].start, tokens[last].end, mention.base, mention.keys, mention.entities))
    return swallowed
