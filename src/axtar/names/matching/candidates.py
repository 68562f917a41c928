"""The forms that a word may be inflected from, and what they name or sound like."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from axtar.analysis import lower, script
from axtar.names.gazetteer import gazetteer
from axtar.names.matching.inflection import bases, derived

REMEMBERED = 1 << 17  # words per function: the types of some hundred thousand pages
_LANGUAGES = {"Armn": "hy", "Geor": "ka", "Arab": "fa"}
_FAMILY = ("ов", "ев", "ով", "յան")
_SHORT = 4  # letters of a name that has others beside it when its diacritics are missing
_SHORTEST = 3  # signs of the key of a word without its ending


@dataclass(frozen=True, slots=True)
class WordForm:
    """A form as written, and in plain letters."""

    written: str
    plain: str


@lru_cache(REMEMBERED)
def base_forms(word: str, language: str) -> tuple[WordForm, ...]:
    """The word, then all that it may be inflected from; each plain form once."""
    return _forms(bases(word, _LANGUAGES.get(script(word), language)))


def derivation_bases(word: str, language: str) -> tuple[WordForm, ...]:
    """What a word may be derived from: Şuşa of şuşalı."""
    return _forms(derived(word, _LANGUAGES.get(script(word), language)))


def _forms(words: Iterable[str]) -> tuple[WordForm, ...]:
    """Each plain form once, as it was written first."""
    plain: dict[str, str] = {}
    for word in words:
        plain.setdefault(gazetteer.plain(word), word)
    return tuple(WordForm(word, small) for small, word in plain.items())


def known_form(forms: Sequence[WordForm], *, loose: bool) -> tuple[str, tuple[str, ...]]:
    """The first form that the authority file knows, and what it names; ("", ()) where it knows none.

    `loose`: the word as it stands may lack the capitals of an acronym and the diacritics of a short name. Otherwise Who is
    not WHO, and Sam not Şam.
    """
    for place, form in enumerate(forms):
        ids = gazetteer.ids(form.plain)
        if ids and (found := _spelled(ids, form.written, loose=loose and place == 0)):
            return form.written, found
    return "", ()


def exact_homophone_form(forms: Sequence[WordForm]) -> tuple[str, tuple[str, ...]]:
    """The first form that sounds as the authority file's name of a place, and which; ("", ()) where none does."""
    return next(((form.written, ids) for form in forms if (ids := gazetteer.exact_homophones(form.written))), ("", ()))


@lru_cache(REMEMBERED)
def _spelled(ids: tuple[str, ...], written: str, *, loose: bool) -> tuple[str, ...]:
    """Those that are spelled so, as strictly as wanted."""
    return (
        ids if loose else tuple(id_ for id_ in ids if any(_fits(spelling, written) for spelling in _like(id_, written)))
    )


def _like(id_: str, written: str) -> list[str]:
    """The spellings of an entity with the same plain letters; what the generator turned round (Family Given) as written."""
    plain = gazetteer.plain(written)
    return [text.text for text in gazetteer.entity(id_).spellings if gazetteer.plain(text.text) == plain] or [written]


def _fits(spelling: str, written: str) -> bool:
    """Whether a word of a text may be this spelling: acronyms in capitals, short names with their diacritics (but ı and i)."""
    if _is_acronym(spelling) and not written.isupper():
        return False
    small, other = (lower(text, "und").replace("ı", "i") for text in (spelling, written))
    return len(written) > _SHORT or small == other


def _is_acronym(text: str) -> bool:
    """Whether a spelling is in capitals."""
    return text.isupper() and len(text) > 1


@lru_cache(REMEMBERED)
def matching_diacritics(ids: tuple[str, ...], written: str) -> tuple[str, ...]:
    """Those that are spelled so with all diacritics, where several share the plain letters; all where none is."""
    small = lower(written, "und")
    spelled = (id_ for id_ in ids if any(lower(text.text, "und") == small for text in gazetteer.entity(id_).spellings))
    return tuple(spelled) or ids if len(ids) > 1 else ids


def phonetic_keys(forms: Sequence[WordForm], of: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of a name that no file knows, as written and in all its forms.

    What is left when an ending is cut off must still be two consonants and a vowel, or everything would meet.
    """
    found = (sound for base in without_ending(forms) for sound in of(base) if len(sound) >= _SHORTEST)
    return tuple(dict.fromkeys((*of(forms[0].written), *found)))


def without_ending(forms: Sequence[WordForm]) -> Iterator[str]:
    """The forms without an ending. Гусейнов is not the genitive of Гусейн: a family name keeps what makes it one."""
    word = forms[0].written
    family = word.lower().endswith(_FAMILY)
    return (form.written for form in forms[1:] if not family or len(form.written) >= len(word))


def forget_forms() -> None:
    """Forget what the authority file said."""
    _spelled.cache_clear()
    matching_diacritics.cache_clear()
