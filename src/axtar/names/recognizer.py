"""Recognizes the names in texts and queries with one gazetteer."""

from collections.abc import Sequence

from axtar.model import Mention, Token
from axtar.model.entity import Entity
from axtar.names.gazetteer.gazetteer import Gazetteer
from axtar.names.recognition.in_query import QueryNames
from axtar.names.recognition.in_text import TextNames
from axtar.names.recognition.multiword import MultiwordMatcher
from axtar.names.recognition.person_names import PersonNames


class NameRecognizer:
    """Immutable: another gazetteer wants another recognizer. Threads may share it; readings are cached on the instance."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        multiword, persons = MultiwordMatcher(gazetteer), PersonNames(gazetteer)
        self._text_names = TextNames(gazetteer, multiword, persons)
        self._query_names = QueryNames(gazetteer, multiword, persons)

    def mentions(self, tokens: Sequence[Token], text: str, language: str) -> list[Mention]:
        """The names in a text of one language, in order; at one word the longest first."""
        return self._text_names.mentions(tokens, text, language)

    def query_mentions(self, tokens: Sequence[Token], text: str) -> list[Mention]:
        """The names in a query of unknown language: the longest at each word, none inside another."""
        return self._query_names.mentions(tokens, text)

    def canonical_query(self, entity: Entity, language: str) -> str:
        """A spelling that is recognized as the entity when typed, in this language if possible; "" where none is."""
        return self._query_names.canonical_query(entity, language)
