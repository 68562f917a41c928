"""Matching of the forms of a word with the entities of a gazetteer."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from axtar.analysis import lower
from axtar.names.folding import fold_word
from axtar.names.gazetteer.gazetteer import Gazetteer
from axtar.names.recognition.word_forms import CACHED_WORDS, WordForm

_SHORT_NAME = 4  # letters; without its diacritics such a name may be a different one


class GazetteerMatch(NamedTuple):
    """The first form of a word that the gazetteer has.

    `derived`: the word is an adjective or demonym of it.
    """

    base_form: str
    entities: tuple[str, ...]
    derived: bool


class GazetteerMatcher:
    """Matches the forms of a word with the entities of one gazetteer.

    Look-ups are cached on the instance.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._spelled_like = lru_cache(CACHED_WORDS)(self._find_spelled_like)
        self.matching_diacritics = lru_cache(CACHED_WORDS)(self._find_matching_diacritics)

    def first_match(
        self, forms: Sequence[WordForm], derivations: Sequence[WordForm], *, lenient: bool
    ) -> GazetteerMatch | None:
        """Return the first form, else derivation base, that the gazetteer has; None without one.

        `lenient`: the word as it stands may lack the capitals of an acronym and the diacritics of a short name, as in a
        query. In a text Who is not WHO, and Sam not Şam.
        """
        for place, form in enumerate((*forms, *derivations)):
            ids = self._gazetteer.ids(form.plain)
            if ids and (matching := ids if lenient and place == 0 else self._spelled_like(ids, form.written)):
                return GazetteerMatch(form.written, matching, any(form.written == one.written for one in derivations))
        return None

    def homophone(self, forms: Sequence[WordForm]) -> tuple[str, tuple[str, ...]]:
        """Return the first form that is a homophone of shipped places, and the places.

        They are ("", ()) if there is none.
        """
        exact = self._gazetteer.exact_homophones
        return next(((form.written, ids) for form in forms if (ids := exact(form.written))), ("", ()))

    def _find_spelled_like(self, ids: tuple[str, ...], written: str) -> tuple[str, ...]:
        """Those of some entities that a text may spell like this."""
        return tuple(
            id_ for id_ in ids if any(_may_be(spelling, written) for spelling in self._spellings_like(id_, written))
        )

    def _spellings_like(self, id_: str, written: str) -> list[str]:
        """Return the spellings of an entity with these folded letters.

        A generated one (Family Given) is returned as the word is written.
        """
        plain = fold_word(written)
        spellings = self._gazetteer.entity(id_).spellings
        return [spelling.text for spelling in spellings if fold_word(spelling.text) == plain] or [written]

    def _find_matching_diacritics(self, ids: tuple[str, ...], written: str) -> tuple[str, ...]:
        """Those of several entities that are spelled like this, with all diacritics; else all."""
        if len(ids) < 2:
            return ids
        small = lower(written, "und")
        return (
            tuple(
                id_
                for id_ in ids
                if any(lower(one.text, "und") == small for one in self._gazetteer.entity(id_).spellings)
            )
            or ids
        )


def _may_be(spelling: str, written: str) -> bool:
    """Whether a word of a text may be this spelling.

    An acronym must be in capitals, and a short name must have its diacritics (except ı).
    """
    if spelling.isupper() and len(spelling) > 1 and not written.isupper():
        return False
    small, other = (lower(text, "und").replace("ı", "i") for text in (spelling, written))
    return len(written) > _SHORT_NAME or small == other
