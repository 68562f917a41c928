"""Persons in a query, which may lack capitals."""

from collections.abc import Callable, Mapping, Sequence

from axtar.analysis import script
from axtar.languages import languages_in_script
from axtar.model import Mention, PersonNames, Token
from axtar.model.entity import EntityType
from axtar.names.folding import fold_word
from axtar.names.gazetteer.gazetteer import Gazetteer
from axtar.names.recognition.person_mentions import PersonMentions, query_keys
from axtar.names.recognition.person_words import Role, role_of
from axtar.names.recognition.persons import Part, Person, persons
from axtar.names.recognition.word_forms import base_forms

_MAX_PARTS = 24  # words with a role; a longer query is no name


class QueryPersons:
    """Finds the persons of queries with one gazetteer."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._mentions = PersonMentions(gazetteer)

    def by_start(self, tokens: Sequence[Token], text: str) -> Mapping[int, Person]:
        """Return the persons that a query names, by their starts.

        Of those that begin at one word it is the first.
        """
        roles = ((place, token, self._role(token, text)) for place, token in enumerate(tokens))
        parts = [Part(place, token, role) for place, token, role in roles if role]
        found: dict[int, Person] = {}
        for person in persons(parts[:_MAX_PARTS], text):
            if not self._may_be_places(person):
                found.setdefault(person.start, person)
        return found

    def _may_be_places(self, person: Person) -> bool:
        """Whether two words, without the ending of a family name, may be two places."""
        words = (person.given[0], person.family)
        if person.family.role is Role.FAMILY:
            return False
        return all(
            id_.startswith(EntityType.PLACE)
            for part in words
            for id_ in self._gazetteer.ids(fold_word(part.token.text))[:1] or ("",)
        )

    def mention(self, person: Person, entities: tuple[str, ...], names_of: Callable[[str], tuple[str, ...]]) -> Mention:
        """Return a person as a mention.

        `names_of` returns the names by which one of the words is found alone.
        """
        given, family = person.given[0], person.family
        languages = languages_in_script(script(family.token.text))
        known = tuple(dict.fromkeys((*entities, *self._mentions.entities(person, languages))))
        alone = () if person.has_initial else names_of(given.token.text)
        names = PersonNames(alone, names_of(family.token.text), person.is_certain)
        base_form = f"{given.token.text} {family.token.text}"
        return Mention(person.start, person.end, base_form, query_keys(person, languages), known, names)

    def _role(self, token: Token, text: str) -> Role | None:
        word = token.text
        if len(word) == 1 and text[token.end : token.end + 1] == ".":
            return Role.INITIAL
        languages = languages_in_script(script(word))
        forms = tuple(dict.fromkeys(form for code in languages for form in base_forms(word, code)))
        return role_of(word, forms, languages, self._gazetteer, any_case=True) if forms else None
