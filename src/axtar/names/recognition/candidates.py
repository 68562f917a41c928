"""The candidates of a word.

They are its base forms, the entities that the gazetteer has for them, and its cross-script keys.

Nothing is decided here; `rules` chooses among the candidates.
"""

from dataclasses import dataclass
from functools import cached_property

from axtar.analysis import is_dictionary_word
from axtar.names.recognition.gazetteer_matcher import GazetteerMatch
from axtar.names.recognition.word_forms import KeyFunction, WordForm, is_stopword_in, phonetic_keys


@dataclass(frozen=True)
class WordCandidates:
    """All that one word may name, in one language or in each that its script allows.

    `forms` are the word and what it may be inflected from, `derivation_bases` what it may be derived from; a lower-case word
    of a text has no `forms`. `adjective_of` are the places of which it is a listed adjective.
    """

    word: str
    languages: tuple[str, ...]
    key_function: KeyFunction
    forms: tuple[WordForm, ...] = ()
    derivation_bases: tuple[WordForm, ...] = ()
    adjective_of: tuple[str, ...] = ()
    match: GazetteerMatch | None = None

    @property
    def is_common(self) -> bool:
        """Whether the word is also an ordinary one."""
        return self.stopword or self.dictionary_word

    @cached_property
    def stopword(self) -> bool:
        """Whether the word is a stopword."""
        return is_stopword_in(self.forms, self.languages)

    @cached_property
    def dictionary_word(self) -> bool:
        """Whether a dictionary has the word.

        It is looked up only if a rule needs it, because that is slow.
        """
        return any(is_dictionary_word(self.word, language) for language in self.languages)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of the word and of its possible base forms."""
        return phonetic_keys(self.forms, self.key_function)
