"""The policy of the naming rules in running text."""

from collections.abc import Callable, Sequence
from functools import cache

from axtar.analysis import lemmas, lower, script
from axtar.names.folding import fold_word
from axtar.names.gazetteer.gazetteer import Gazetteer
from axtar.names.matching.family_names import ends_like_family_name
from axtar.names.matching.phonetic_key import keys
from axtar.names.recognition.candidates import WordCandidates
from axtar.names.recognition.gazetteer_matcher import GazetteerMatcher
from axtar.names.recognition.rules import MIN_UNKNOWN_NAME, NameReading
from axtar.names.tables import rows

SCRIPTS_WITHOUT_CASE = frozenset({"Geor", "Arab"})
"""The scripts in which no capital marks a name."""


class TextPolicy:
    """The policy of the rules in running text, where case and diacritics count."""

    def __init__(
        self, gazetteer: Gazetteer, matcher: GazetteerMatcher, read_lower_case: Callable[[str, str], NameReading | None]
    ) -> None:
        self._gazetteer = gazetteer
        self._matcher = matcher
        self._read_lower_case = read_lower_case

    def accepts(self, candidates: WordCandidates) -> bool:
        """Accept a common word only if its language spells the name so.

        It must not be in data/ordinary.tsv either.
        """
        if not candidates.forms or not candidates.is_common:
            return True
        word, (language,) = candidates.word, candidates.languages
        match = candidates.match
        inflected = match is not None and match.base_form != word
        if match and inflected and not self._is_spelled_in(match.entities, match.base_form, language):
            return False
        return not is_look_alike(word, language)

    def entities(self, candidates: WordCandidates) -> tuple[str, ...]:
        """Return the places of a listed adjective together with the namesakes of the word.

        For any other word, return the entities that are spelled with the same diacritics.
        """
        if candidates.adjective_of:
            namesakes = self._gazetteer.ids(fold_word(candidates.word)) if candidates.forms else ()
            return tuple(dict.fromkeys((*candidates.adjective_of, *namesakes)))
        assert candidates.match
        return self._matcher.matching_diacritics(candidates.match.entities, candidates.match.base_form)

    def known_name_keys(self, candidates: WordCandidates) -> tuple[str, ...]:
        """Return none, so that a known name is not found by its sound.

        An exception is an adjective such as Şuşalı, which may be a family name.
        """
        derived = candidates.match is not None and candidates.match.derived
        return keys(candidates.word) if derived and candidates.forms else ()

    def unknown_name_keys(self, candidates: WordCandidates) -> tuple[str, ...]:
        """Return the keys of a capitalized word, or of an unknown word in a script without case."""
        word = candidates.word
        if not candidates.forms or candidates.stopword or len(word) < MIN_UNKNOWN_NAME:
            return ()
        if script(word) in SCRIPTS_WITHOUT_CASE and (candidates.dictionary_word or is_look_alike(word, "fa")):
            return ()
        return candidates.keys

    def homophones(self, candidates: WordCandidates) -> tuple[str, tuple[str, ...]]:
        """Return the places with a homophonous spelling.

        There are none for a common word, or one with the suffix of a family name.
        """
        if candidates.is_common or ends_like_family_name(candidates.word):
            return "", ()
        return self._matcher.homophone(candidates.forms)

    def is_ambiguous(self, candidates: WordCandidates, entities: tuple[str, ...]) -> bool:
        """Whether it is a common word, unless its language spells the name so.

        Баку is always a town, Barda may be a bar.
        """
        if not candidates.forms or not candidates.is_common:
            return False
        word, (language,) = candidates.word, candidates.languages
        if self._is_spelled_in(entities, word, language):
            return False
        lower_case = self._read_lower_case(lower(word, language), language)
        return not (lower_case and lower_case.entities)

    def _is_spelled_in(self, ids: Sequence[str], word: str, language: str) -> bool:
        """Whether one of the entities has exactly this spelling in this language."""
        small = lower(word, language)
        spellings = (spelling for id_ in ids for spelling in self._gazetteer.entity(id_).spellings)
        return any(each.language.startswith(language) and lower(each.text, language) == small for each in spellings)


def is_look_alike(word: str, language: str) -> bool:
    """Whether a word only looks derived from a place (data/ordinary.tsv)."""
    return any((language, lemma) in _look_alikes() for lemma in lemmas(word, language))


@cache
def _look_alikes() -> frozenset[tuple[str, str]]:
    """Return the pairs of a language and a folded lemma in data/ordinary.tsv."""
    return frozenset((language, fold_word(word)) for language, words in rows("ordinary.tsv") for word in words.split())
