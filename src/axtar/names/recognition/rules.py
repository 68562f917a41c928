"""The ordered rules that decide what a word names, for texts and queries alike.

The first rule that applies decides.

What differs between the two (keys, strictness, homophones) is a `Policy`: `in_text` and `in_query` have one each.

Examples in docstrings are `word → entities`, or `~` for keys without entities. tests/data/names/rules.tsv has more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from axtar.names.recognition.candidates import WordCandidates
from axtar.names.recognition.word_forms import WordForm, phonetic_keys

MIN_UNKNOWN_NAME = 3
"""Letters of the shortest name that is recognized without the gazetteer."""

_RUSSIAN_ADJECTIVE = "ск"  # in every Russian adjective derived from a place


@dataclass(frozen=True, slots=True)
class NameReading:
    """What a word names: entities, or the keys by which an unknown name is found, or both.

    `base_form` is the word without its ending. `dictionary_word`: it is also an ordinary word, which at the beginning of a
    sentence is not a name. `derived`: it is an adjective or demonym of the entities.
    """

    base_form: str
    keys: tuple[str, ...]
    entities: tuple[str, ...]
    dictionary_word: bool = False
    derived: bool = False


class Policy(Protocol):
    """What the rules need to know about the context of a word: a text or a query."""

    def accepts(self, candidates: WordCandidates) -> bool:
        """Whether a word that the gazetteer has is a name rather than an ordinary word."""

    def entities(self, candidates: WordCandidates) -> tuple[str, ...]:
        """Return the entities that an accepted word names, the best first."""

    def known_name_keys(self, candidates: WordCandidates) -> tuple[str, ...]:
        """Return the keys of a word that the gazetteer has."""

    def unknown_name_keys(self, candidates: WordCandidates) -> tuple[str, ...]:
        """Return the keys of a word that the gazetteer lacks; none if it is unlikely to be a name."""

    def homophones(self, candidates: WordCandidates) -> tuple[str, tuple[str, ...]]:
        """Return the base form and the entities that an unknown word sounds like.

        They are ("", ()) if there are none.
        """

    def is_ambiguous(self, candidates: WordCandidates, entities: tuple[str, ...]) -> bool:
        """Whether an accepted word is more likely an ordinary one at the beginning of a sentence."""


Rule = Callable[[WordCandidates, Policy], NameReading | None]


def listed_adjective(candidates: WordCandidates, policy: Policy) -> NameReading | None:
    """An irregular adjective or demonym, in data/adjectives.tsv.

    Examples: турецкий → p.turkey, казахский → p.kazakhstan p.gazakh.
    """
    if not candidates.adjective_of or not policy.accepts(candidates):
        return None
    return _known(candidates.word, candidates, policy, derived=True)


def known_form(candidates: WordCandidates, policy: Policy) -> NameReading | None:
    """A word of which the gazetteer has a base form.

    Examples: Şuşada → p.shusha, CHP'liler → o.chp.
    """
    match = candidates.match
    if match is None or match.derived or candidates.adjective_of or not policy.accepts(candidates):
        return None
    return _known(match.base_form, candidates, policy, derived=False)


def derived_adjective(candidates: WordCandidates, policy: Policy) -> NameReading | None:
    """A regular adjective or demonym of a known place.

    Examples: шушинский → p.shusha, qarabağlı → p.karabakh.
    """
    match = candidates.match
    if match is None or not match.derived or candidates.adjective_of or not policy.accepts(candidates):
        return None
    return _known(match.base_form, candidates, policy, derived=True)


def homophone(candidates: WordCandidates, policy: Policy) -> NameReading | None:
    """An unknown spelling that sounds like a known name.

    Examples: Keşişkent → p.yeghegnadzor, Kelbatjar → p.kalbajar.
    """
    keys = policy.unknown_name_keys(candidates)
    if not keys:
        return None
    base_form, entities = policy.homophones(candidates)
    return NameReading(base_form, keys, entities) if entities else None


def unknown_adjective(candidates: WordCandidates, _policy: Policy) -> NameReading | None:
    """A Russian adjective in lower case that no dictionary has.

    It has the keys of the word and of its bases. Example: туговичский → ~.
    """
    bases = candidates.derivation_bases
    if candidates.forms or not bases or _RUSSIAN_ADJECTIVE not in candidates.word or candidates.dictionary_word:
        return None
    keys = phonetic_keys((WordForm(candidates.word, candidates.word), *bases), candidates.key_function)
    return NameReading(candidates.word, keys, ()) if keys else None


def unknown_name(candidates: WordCandidates, policy: Policy) -> NameReading | None:
    """A word written as a name that the gazetteer lacks.

    It is found by its keys in any script. Example: Paşinyan → ~.
    """
    keys = policy.unknown_name_keys(candidates)
    return NameReading(candidates.word, keys, (), candidates.is_common) if keys else None


RULES: tuple[Rule, ...] = (
    listed_adjective,
    known_form,
    derived_adjective,
    homophone,
    unknown_adjective,
    unknown_name,
)
"""In the order in which they are tried; docs/names.md lists them in the same order."""


def decide(candidates: WordCandidates, policy: Policy) -> NameReading | None:
    """Return what a word names, by the first rule that applies; None if none does."""
    return next((reading for rule in RULES if (reading := rule(candidates, policy))), None)


def _known(base_form: str, candidates: WordCandidates, policy: Policy, *, derived: bool) -> NameReading:
    entities = policy.entities(candidates)
    keys = policy.known_name_keys(candidates)
    return NameReading(base_form, keys, entities, policy.is_ambiguous(candidates, entities), derived)
