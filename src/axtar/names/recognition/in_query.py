"""Recognition of names in a query.

Its language is unknown, and it may lack capitals and diacritics.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from axtar.analysis import dictionary_languages, script, tokenize
from axtar.languages import languages_in_script
from axtar.model import Mention, Token
from axtar.model.entity import Entity
from axtar.names.folding import fold_word
from axtar.names.gazetteer.gazetteer import Gazetteer
from axtar.names.matching.phonetic_key import key, query_keys
from axtar.names.recognition.adjectives import is_language_name, listed_places
from axtar.names.recognition.candidates import WordCandidates
from axtar.names.recognition.gazetteer_matcher import GazetteerMatcher
from axtar.names.recognition.multiword import MultiwordMatcher
from axtar.names.recognition.person_names import PersonNames, is_person, only_persons
from axtar.names.recognition.persons import Person
from axtar.names.recognition.query_persons import QueryPersons
from axtar.names.recognition.rules import MIN_UNKNOWN_NAME, decide
from axtar.names.recognition.word_forms import base_forms, derivation_bases, is_stopword_in, without_endings
from axtar.names.roles import words_with_role

_MIN_LOWER_CASE_KEY = 5  # characters of the key of a lower-case word that may be a name: most words sound like a place
_MIN_STRIPPED_KEY = 4  # characters of the key of a word without its ending that may lead to an entity


class QueryNames:
    """Finds the names in queries with one gazetteer."""

    def __init__(self, gazetteer: Gazetteer, multiword: MultiwordMatcher, persons: PersonNames) -> None:
        self._gazetteer = gazetteer
        self._multiword = multiword
        self._persons = persons
        self._matcher = GazetteerMatcher(gazetteer)
        self._query_persons = QueryPersons(gazetteer)
        self.policy = QueryPolicy(gazetteer, self._matcher)

    def mentions(self, tokens: Sequence[Token], text: str) -> list[Mention]:
        """Find the names in a query: the longest at each word, none inside another.

        A generic term next to the name of a place (Джебраилский район) belongs to it.
        """
        mentions: list[Mention] = []
        persons = self._query_persons.by_start(tokens, text)
        end = -1
        for place, token in enumerate(tokens):
            if token.start >= end:
                best = max(self._names_at(tokens, place, text), key=lambda mention: mention.end, default=None)
                if token.start in persons:
                    best = self._as_person(persons[token.start], best)
                if best is not None:
                    mentions.append(best)
                    end = best.end
        starts = [token.start for token in tokens]
        return [
            _with_generic_term(mention, tokens, starts)
            if mention.entities or mention.base_form[0].isupper()
            else mention
            for mention in mentions
        ]

    def _as_person(self, person: Person, best: Mention | None) -> Mention:
        """Return the mention of a person, with the entities of the longest name there.

        A longer name, or one of the same words that is no person's, is returned as it is.
        """
        is_same = best is not None and best.end == person.end and best.start == person.start
        if best and (best.end > person.end or (is_same and best.entities and not is_person(best))):
            return best
        known = only_persons(best.entities) if best and best.end > person.first_end else ()
        return self._query_persons.mention(person, known, self._names_of)

    def _names_of(self, word: str) -> tuple[str, ...]:
        """Return the entities and marked keys by which a word of a query is found alone."""
        reading = decide(self.candidates(word), self.policy)
        entities, keys = (reading.entities, reading.keys) if reading else ((), query_keys(word))
        return (*only_persons(entities), *(f"~{key_}" for key_ in keys))

    def canonical_query(self, entity: Entity, language: str) -> str:
        """Return a spelling that a query recognizes as the entity, in this language if possible.

        It is "" if there is none.
        """
        own_first = sorted(entity.spellings, key=lambda spelling: spelling.language != language)
        texts = (spelling.text for spelling in own_first)
        return next((text for text in texts if self._recognizes(text, entity.id)), "")

    def _recognizes(self, text: str, id_: str) -> bool:
        mentions = self.mentions(tokenize(text), text)
        return len(mentions) == 1 and id_ in mentions[0].entities

    def _names_at(self, tokens: Sequence[Token], place: int, text: str) -> Iterator[Mention]:
        """Yield every name that may begin at a word of a query."""
        token = tokens[place]
        for language in languages_in_script(script(token.text)):
            yield from self._multiword.names_at(tokens, place, text, language)
        candidates = self.candidates(token.text)
        if candidates.adjective_of and is_language_name(tokens, place):
            return
        reading = decide(candidates, self.policy)
        if reading:
            entities = reading.entities
            if candidates.match and self._is_given_name(tokens, place):
                entities = only_persons(entities)
            yield Mention(token.start, token.end, reading.base_form, reading.keys, entities)

    def candidates(self, word: str) -> WordCandidates:
        """Collect the candidates of a word in every language that its script allows."""
        languages = languages_in_script(script(word))
        forms = tuple(dict.fromkeys(form for language in languages for form in base_forms(word, language)))
        derivations = tuple(form for language in languages for form in derivation_bases(word, language))
        adjective_of = (
            ()
            if self._gazetteer.is_empty
            else tuple(id_ for language in languages for id_ in listed_places(word, language, any_case=True))
        )
        lenient = not is_stopword_in(forms, languages)
        match = None if adjective_of else self._matcher.first_match(forms, derivations, lenient=lenient)
        return WordCandidates(word, languages, query_keys, forms, derivations, adjective_of, match)

    def _is_given_name(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether a word is a given name before a family name: lachin mammadov.

        A dictionary must not have the family name.
        """
        if not self._persons.is_given_name(tokens, place):
            return False
        return not dictionary_languages(tokens[place + 1].text)


class QueryPolicy:
    """The policy of the rules in a query.

    Case means little there, and the reader chooses among the results.
    """

    def __init__(self, gazetteer: Gazetteer, matcher: GazetteerMatcher) -> None:
        self._gazetteer = gazetteer
        self._matcher = matcher

    def accepts(self, candidates: WordCandidates) -> bool:  # noqa: ARG002 - the policy's signature
        """Accept all that the gazetteer has."""
        return True

    def entities(self, candidates: WordCandidates) -> tuple[str, ...]:
        """Return the places of a listed adjective together with the namesakes of the word.

        For any other word, return all entities, those with the same diacritics first.
        """
        if candidates.adjective_of:
            namesakes = self._gazetteer.ids(fold_word(candidates.word))
            return tuple(dict.fromkeys((*candidates.adjective_of, *namesakes)))
        assert candidates.match
        base_form, ids, _ = candidates.match
        return tuple(dict.fromkeys((*self._matcher.matching_diacritics(ids, base_form), *ids)))

    def known_name_keys(self, candidates: WordCandidates) -> tuple[str, ...]:
        """Return the keys of the base form, and of an adjective those of the word as well.

        They find spellings that the gazetteer lacks.
        """
        match = candidates.match
        if match is None:
            return query_keys(candidates.word)
        return (*query_keys(match.base_form), *(query_keys(candidates.word) if match.derived else ()))

    def unknown_name_keys(self, candidates: WordCandidates) -> tuple[str, ...]:
        """Return the keys of a word that is long enough, and not an ordinary one in lower case."""
        word = candidates.word
        if candidates.match or candidates.adjective_of or len(word) < MIN_UNKNOWN_NAME or candidates.stopword:
            return ()
        return () if candidates.dictionary_word and word.islower() else candidates.keys

    def homophones(self, candidates: WordCandidates) -> tuple[str, tuple[str, ...]]:
        """Return the entities that sound like the word, or like one of its base forms."""
        word = candidates.word
        if candidates.dictionary_word:
            return "", ()
        min_key = _MIN_LOWER_CASE_KEY if word.islower() else 1
        stripped = (base for base in without_endings(candidates.forms) if len(key(base)) >= _MIN_STRIPPED_KEY)
        without_apostrophe = candidates.forms[0].written  # Polonia of Polonia's
        spellings = (spelling for spelling in (without_apostrophe, *stripped) if len(key(spelling)) >= min_key)
        ids = tuple(dict.fromkeys(id_ for spelling in spellings for id_ in self._gazetteer.by_key(spelling)))
        return (word, ids) if ids else ("", ())

    def is_ambiguous(self, candidates: WordCandidates, entities: tuple[str, ...]) -> bool:  # noqa: ARG002 - as above
        """Return False, because a query is not a sentence."""
        return False


def _with_generic_term(mention: Mention, tokens: Sequence[Token], starts: Sequence[int]) -> Mention:
    """Extend a name of a query by the generic term next to it.

    `starts` are those of the tokens.
    """
    after, before = bisect_left(starts, mention.end), bisect_left(starts, mention.start) - 1
    start, end = mention.start, mention.end
    if after < len(tokens) and fold_word(tokens[after].text) in words_with_role("after"):
        end = tokens[after].end
    elif before >= 0 and fold_word(tokens[before].text) in words_with_role("before"):
        start = tokens[before].start
    return replace(mention, start=start, end=end)
