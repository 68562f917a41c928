"""The ordered rules that decide what a word names. Texts and queries share them; the first that applies decides.

What differs between the two (which keys, how strict, which homophones) is a `Policy`: `in_text` and `in_query` have one each.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from axtar.names.recognition.candidates import WordCandidates, WordForm, phonetic_keys

_RUSSIAN_ADJECTIVE = "ск"  # in every Russian adjective of a place


@dataclass(frozen=True, slots=True)
class NameReading:
    """What a word names: entities, or the keys under which an unknown name is found; often both.

    `base_form` is the word without its ending. `dictionary_word`: a dictionary has it, too, so that it is no name where a
    sentence begins. `derived`: it is an adjective or inhabitant of what it names.
    """

    base_form: str
    keys: tuple[str, ...]
    entities: tuple[str, ...]
    dictionary_word: bool = False
    derived: bool = False


class Policy(Protocol):
    """What the rules need to know of the kind of text that a word stands in."""

    def accepts(self, candidates: WordCandidates) -> bool:
        """Whether the word may be the entities that the gazetteer has for it, and not rather an ordinary word."""

    def entities(self, candidates: WordCandidates) -> tuple[str, ...]:
        """The entities that an accepted word names, best first."""

    def known_name_keys(self, candidates: WordCandidates) -> tuple[str, ...]:
        """The keys of a word that the gazetteer has."""

    def unknown_name_keys(self, candidates: WordCandidates) -> tuple[str, ...]:
        """The keys of a word that the gazetteer lacks; none where it is hardly a name."""

    def homophones(self, candidates: WordCandidates) -> tuple[str, tuple[str, ...]]:
        """The base form and the entities that an unknown word sounds like; ("", ()) where there are none."""

    def is_ambiguous(self, candidates: WordCandidates, entities: tuple[str, ...]) -> bool:
        """Whether an accepted word is rather an ordinary one where a sentence begins."""


Rule = Callable[[WordCandidates, Policy], NameReading | None]


def listed_adjective(candidates: WordCandidates, policy: Policy) -> NameReading | None:
    """An adjective or inhabitant in data/adjectives.tsv: турецкий names Turkey, казахский two places."""
    if not candidates.adjective_of or not policy.accepts(candidates):
        return None
    return _known(candidates.word, candidates, policy, derived=True)


def known_form(candidates: WordCandidates, policy: Policy) -> NameReading | None:
    """A form that the gazetteer has, without its ending: Şuşada names Şuşa."""
    match = candidates.match
    if match is None or match.derived or candidates.adjective_of or not policy.accepts(candidates):
        return None
    return _known(match.base_form, candidates, policy, derived=False)


def derived_adjective(candidates: WordCandidates, policy: Policy) -> NameReading | None:
    """An adjective or inhabitant of a known place, by rule: шушинский names Шуша, qarabağlı Qarabağ."""
    match = candidates.match
    if match is None or not match.derived or candidates.adjective_of or not policy.accepts(candidates):
        return None
    return _known(match.base_form, candidates, policy, derived=True)


def homophone(candidates: WordCandidates, policy: Policy) -> NameReading | None:
    """An unknown spelling that sounds like a known name: Garakend names Qarakənd."""
    keys = policy.unknown_name_keys(candidates)
    if not keys:
        return None
    base_form, entities = policy.homophones(candidates)
    return NameReading(base_form, keys, entities) if entities else None


def unknown_adjective(candidates: WordCandidates, _policy: Policy) -> NameReading | None:
    """A Russian adjective that neither dictionary nor gazetteer has: кяргинский has the keys of Кяргин, too."""
    bases = candidates.derivation_bases
    if candidates.forms or not bases or _RUSSIAN_ADJECTIVE not in candidates.word or candidates.dictionary_word:
        return None
    keys = phonetic_keys((WordForm(candidates.word, candidates.word), *bases), candidates.key_function)
    return NameReading(candidates.word, keys, ()) if keys else None


def unknown_name(candidates: WordCandidates, policy: Policy) -> NameReading | None:
    """A word written as a name that no gazetteer has: Pashinyan is found by its keys in any script."""
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
"""In this order; docs/names.md lists them in the same."""


def decide(candidates: WordCandidates, policy: Policy) -> NameReading | None:
    """What a word names, by the first rule that applies; None where none does."""
    return next((reading for rule in RULES if (reading := rule(candidates, policy))), None)


def _known(base_form: str, candidates: WordCandidates, policy: Policy, *, derived: bool) -> NameReading:
    entities = policy.entities(candidates)
    keys = policy.known_name_keys(candidates)
    return NameReading(base_form, keys, entities, policy.is_ambiguous(candidates, entities), derived)
