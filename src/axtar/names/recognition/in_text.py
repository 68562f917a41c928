"""Recognition of names in running text of one language.

Each distinct word is read once and cached. Names of several words are found separately; their parts remain names as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from axtar.analysis import is_dictionary_word, script
from axtar.languages import LANGUAGES, LONGEST_WORD
from axtar.model import Mention, Token
from axtar.names.gazetteer.gazetteer import Gazetteer
from axtar.names.matching.phonetic_key import keys
from axtar.names.recognition.adjectives import is_language_name, listed_places
from axtar.names.recognition.candidates import WordCandidates
from axtar.names.recognition.gazetteer_matcher import GazetteerMatcher
from axtar.names.recognition.multiword import MultiwordMatcher
from axtar.names.recognition.person_mentions import PersonMentions
from axtar.names.recognition.person_names import PersonNames, is_person
from axtar.names.recognition.person_words import is_listed
from axtar.names.recognition.rules import MIN_UNKNOWN_NAME, NameReading, decide
from axtar.names.recognition.text_policy import SCRIPTS_WITHOUT_CASE, TextPolicy, is_look_alike
from axtar.names.recognition.word_forms import CACHED_WORDS, base_forms, derivation_bases, phonetic_keys

_SENTENCE_ENDS = ".!?…•|\n"
_TURKIC_LETTERS = frozenset("əğışƏĞİŞ")  # that English lacks
_DERIVATION_MARKS = {
    "az": ("lı", "li", "lu", "lü"),
    "tr": ("lı", "li", "lu", "lü"),
    "ru": ("ск", "ц", "ец", "к"),
}
_COMMON_WORDS_LOOK_DERIVED = {"az", "tr"}  # for Russian such words are listed in data/ordinary.tsv


class WordReading(NamedTuple):
    """What one word names, if anything.

    Also whether a name of several words may begin here, and be part of a person's.
    """

    name: NameReading | None
    begins_name: bool
    in_person: bool = False


NOTHING = WordReading(None, begins_name=False)


class TextNames:
    """Finds the names in texts with one gazetteer.

    Readings of words are cached on the instance.
    """

    def __init__(self, gazetteer: Gazetteer, multiword: MultiwordMatcher, persons: PersonNames) -> None:
        self._gazetteer = gazetteer
        self._multiword = multiword
        self._persons = persons
        self._person_mentions = PersonMentions(gazetteer)
        self._matcher = GazetteerMatcher(gazetteer)
        self.policy = TextPolicy(gazetteer, self._matcher, self._read_lower_case)
        self._read = lru_cache(CACHED_WORDS)(self._read_word)

    def mentions(self, tokens: Sequence[Token], text: str, language: str) -> list[Mention]:
        """Find the names in a text, in order; at one word, the longest comes first."""
        mentions: list[Mention] = []
        claimed = 0  # the end of names of places and organisations so far, whose words have no keys, unlike a person's
        person: Mention | None = None  # the last person's name of several words
        parts: list[int] = []  # the places of words that may be part of a person's name
        within = 0  # the end of the names of several words so far, in which an initial begins no other name
        for place, token in enumerate(tokens):
            word = self._read(token.text, language)
            if word is NOTHING:
                continue
            if word.begins_name and (token.start >= within or len(token.text) > 1):
                longer = self._multiword.names_at(tokens, place, text, language)
                if longer:
                    mentions.extend(longer)
                    within = max(within, *(name.end for name in longer))
                    claimed = max(claimed, 0, *(name.end for name in longer if not is_person(name)))
                    persons = (name for name in (person, *longer) if name and is_person(name))
                    person = max(persons, key=_end, default=None)
            if word.in_person and token.start >= claimed:
                parts.append(place)
            reading = word.name
            if reading and reading.entities:
                reading = self._in_context(reading, tokens, place, person, language)
            if reading and (reading.entities or (reading.keys and token.start >= claimed)):
                ambiguous = reading.dictionary_word and (_opens_sentence(text, token.start) or token.text.isupper())
                if not ambiguous:
                    mentions.append(Mention(token.start, token.end, reading.base_form, reading.keys, reading.entities))
        if len(parts) > 1:
            _add_persons(mentions, self._person_mentions.in_text(tokens, parts, text, language))
        return mentions

    def candidates(self, word: str, language: str) -> WordCandidates | None:
        """Return the candidates of a word; None if it is in lower case and derived from no name."""
        language = _language_of_endings(word, language)
        if _is_written_as_name(word):
            return self._name_candidates(word, language)
        return self._lower_case_candidates(word, language)

    def _read_word(self, word: str, language: str) -> WordReading:
        """Return what a word of a text names, regardless of its context.

        That is nothing if it is longer than LONGEST_WORD.
        """
        if len(word) > LONGEST_WORD:
            return NOTHING
        language = _language_of_endings(word, language)
        if not _is_written_as_name(word):
            name, is_part = self._read_lower_case(word, language), is_listed(word)
            return WordReading(name, begins_name=False, in_person=is_part) if name or is_part else NOTHING
        candidates = self._name_candidates(word, language)
        name = decide(candidates, self.policy)
        if (
            name is None
            and script(word) in SCRIPTS_WITHOUT_CASE
            and (candidates.is_common or is_look_alike(word, "fa"))
        ):
            return NOTHING
        begins_name = bool(self._multiword.first_words(word, language))
        return WordReading(name, begins_name, in_person=word[0].isupper())

    def _name_candidates(self, word: str, language: str) -> WordCandidates:
        """Return the candidates of a word that is written as a name."""
        forms = base_forms(word, language)
        derivations = derivation_bases(word, language)
        adjective_of = self._listed_places(word, language)
        match = None if adjective_of else self._matcher.first_match(forms, derivations, lenient=False)
        return WordCandidates(word, (language,), keys, forms, derivations, adjective_of, match)

    def _read_lower_case(self, word: str, language: str) -> NameReading | None:
        """Return what a lower-case word is derived from, or None.

        Шуша of шушинский, Şuşa of şuşalı; None for most words.
        """
        candidates = self._lower_case_candidates(word, language)
        return decide(candidates, self.policy) if candidates else None

    def _lower_case_candidates(self, word: str, language: str) -> WordCandidates | None:
        """Return the candidates of a lower-case word that looks like an adjective or demonym.

        The adjective or demonym is that of a place. Returns None for any other word.
        """
        adjective_of = self._listed_places(word, language)
        if adjective_of:
            return WordCandidates(word, (language,), keys, adjective_of=adjective_of)
        marks = _DERIVATION_MARKS.get(language, ())
        if not any(mark in word for mark in marks) or is_look_alike(word, language):
            return None
        if language in _COMMON_WORDS_LOOK_DERIVED and is_dictionary_word(word, language):
            return None
        derivations = derivation_bases(word, language)
        match = self._matcher.first_match((), derivations, lenient=False)
        return WordCandidates(word, (language,), keys, (), derivations, match=match)

    def _listed_places(self, word: str, language: str) -> tuple[str, ...]:
        return () if self._gazetteer.is_empty else listed_places(word, language, any_case=False)

    def _in_context(
        self, reading: NameReading, tokens: Sequence[Token], place: int, person: Mention | None, language: str
    ) -> NameReading | None:
        """Return what a word names in its context.

        Without entities it is an unknown name; None if it is the name of a language.
        """
        if reading.derived and is_language_name(tokens, place):
            return None
        entities = self._persons.entities_in_context(reading.entities, tokens, place, person, derived=reading.derived)
        if entities:
            return replace(reading, entities=entities)
        word = tokens[place].text
        forms = base_forms(word, _language_of_endings(word, language))
        return NameReading(word, phonetic_keys(forms, keys), (), reading.dictionary_word)


def _add_persons(mentions: list[Mention], persons: Iterable[Mention]) -> None:
    """Add persons to mentions; a known one that is there gets the keys of its names."""
    several_words = {mention.start: at for at, mention in enumerate(mentions) if " " in mention.base_form}
    by_end = {mentions[at].end: at for at in several_words.values()}
    for person in persons:
        at = several_words.get(person.start, by_end.get(person.end))
        if at is None or not _is_part_of(person, mentions[at]):
            mentions.append(person)
        else:
            known = mentions[at]
            mentions[at] = replace(known, keys=tuple(dict.fromkeys((*known.keys, *person.keys))))


def _is_part_of(person: Mention, known: Mention) -> bool:
    return is_person(known) and known.start <= person.start and person.end <= known.end


def _language_of_endings(word: str, language: str) -> str:
    """Return the language of a word's endings.

    A passage may quote a name in other letters (Шушинский, Şuşanın in English).
    """
    code = script(word)
    if language in LANGUAGES and code not in LANGUAGES[language].scripts:
        others = [other for other in LANGUAGES if code in LANGUAGES[other].scripts]
        language = min(others, key=lambda other: LANGUAGES[other].scripts.index(code), default=language)
    return "az" if language == "en" and not _TURKIC_LETTERS.isdisjoint(word) else language


def _is_written_as_name(word: str) -> bool:
    """Whether a word has a capital, or is long enough in a script without case."""
    return word[0].isupper() or (script(word) in SCRIPTS_WITHOUT_CASE and len(word) >= MIN_UNKNOWN_NAME)


def _end(mention: Mention) -> int:
    return mention.end


def _opens_sentence(text: str, start: int) -> bool:
    """Whether a sentence or a line begins here."""
    before = text[max(0, start - 8) : start].rstrip(" \t\u00a0-–—'’0123456789")
    return not before or before[-1] in _SENTENCE_ENDS
