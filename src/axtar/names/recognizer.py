"""The recognizer of names in texts and queries."""

from collections.abc import Sequence

from axtar.model import Mention, Token
from axtar.model.entity import Entity
from axtar.names.gazetteer.gazetteer import Gazetteer
from axtar.names.recognition.in_query import QueryNames
from axtar.names.recognition.in_text import TextNames
from axtar.names.recognition.multiword import MultiwordMatcher
from axtar.names.recognition.person_names import PersonNames
from axtar.names.recognition.word_forms import base_forms


class NameRecognizer:
    """Recognizes names with one gazetteer.

    It is immutable: threads may share it, and readings are cached on the instance.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        multiword, persons = MultiwordMatcher(gazetteer), PersonNames(gazetteer)
        self._text_names = TextNames(gazetteer, multiword, persons)
        self._query_names = QueryNames(gazetteer, multiword, persons)

    def mentions(self, tokens: Sequence[Token], text: str, language: str) -> list[Mention]:
        """Find the names in a text of one language, in order.

        Of the names that begin at one word the longest is first.
        """
        return self._text_names.mentions(tokens, text, language)

    def query_mentions(self, tokens: Sequence[Token], text: str) -> list[Mention]:
        """Find the names in a query of unknown language.

        It is the longest name at each word; none is inside another.
        """
        return self._query_names.mentions(tokens, text)

    def is_known(self, word: str) -> bool:
        """Whether an Azerbaijani word is a name of the gazetteer, in any case."""
        return any(self.gazetteer.ids(form.plain) for form in base_forms(word, "az"))

    def canonical_query(self, entity: Entity, language: str) -> str:
        """Return a spelling that a query recognizes as the entity, in this language if possible.

        It is "" if there is none.
        """
        return self._query_names.canonical_query(entity, language)
