"""The names in what a reader typed: language and case unknown, diacritics perhaps missing."""

from collections.abc import Iterator, Sequence
from functools import cache

from axtar.analysis import is_dictionary_word, is_stopword, script, tokenize
from axtar.languages import languages_in_script
from axtar.model import Mention, Token
from axtar.model.entity import Entity
from axtar.names.gazetteer import gazetteer
from axtar.names.matching.candidates import (
    WordForm,
    base_forms,
    derivation_bases,
    known_form,
    matching_diacritics,
    phonetic_keys,
    without_ending,
)
from axtar.names.matching.phonetic_key import key, query_keys
from axtar.names.recognition import adjectives
from axtar.names.recognition.multiword import multiword_names
from axtar.names.recognition.person_names import is_given, only_persons
from axtar.names.tables import rows

_SHORTEST = 3  # letters of a name that no file knows
_SHORTEST_SMALL = 5  # signs of the key of a word in small letters that may: many a word sounds like some place
_SHORTEST_HEARD = 4  # signs of the key of a word without its ending that may lead to an entity


def query_mentions(tokens: Sequence[Token], text: str) -> list[Mention]:
    """The names in a question, whatever its language and case: the longest at each word, none inside another.

    A word for a kind of place beside a name (Джебраилский район) belongs to it.
    """
    with gazetteer.STEADY:
        return _query_mentions(tokens, text)


def _query_mentions(tokens: Sequence[Token], text: str) -> list[Mention]:
    found: list[Mention] = []
    end = -1
    for place, token in enumerate(tokens):
        if token.start >= end:
            best = max(_candidates(tokens, place, text), key=lambda mention: mention.end, default=None)
            if best is not None:
                found.append(best)
                end = best.end
    return [
        _with_kind(mention, tokens) if mention.entities or mention.base_form[0].isupper() else mention
        for mention in found
    ]


def canonical_query(entity: Entity, language: str) -> str:
    """A spelling that is taken for the entity when a reader types it, of this language if any; "" where none is."""
    own_first = sorted(entity.spellings, key=lambda one: one.language != language)
    return next((one.text for one in own_first if _means(one.text, entity.id)), "")


def _means(text: str, id_: str) -> bool:
    found = query_mentions(tokenize(text), text)
    return len(found) == 1 and id_ in found[0].entities


def _candidates(tokens: Sequence[Token], place: int, text: str) -> Iterator[Mention]:
    """Every name that may begin at a word of a question."""
    token = tokens[place]
    languages = languages_in_script(script(token.text))
    for language in languages:
        yield from multiword_names(tokens, place, text, language)
    forms = tuple(dict.fromkeys(form for language in languages for form in base_forms(token.text, language)))
    ordinary = any(is_dictionary_word(token.text, language) for language in languages)
    empty = any(is_stopword(form.plain, language) for form in forms[:1] for language in languages)
    derived = tuple(form for language in languages for form in derivation_bases(token.text, language))
    listed = tuple(id_ for language in languages for id_ in adjectives.places(token.text, language, small=True))
    base, ids = (token.text, listed) if listed else known_form((*forms, *derived), loose=not empty)
    if ids and listed and adjectives.is_of_language(tokens, place):
        return
    if ids:
        also = gazetteer.ids(gazetteer.plain(base)) if listed else ()
        ids = tuple(dict.fromkeys((*(listed or matching_diacritics(ids, base)), *ids, *also)))
        borne = not listed and _is_borne(tokens, place)
        made = query_keys(token.text) if any(base == form.written for form in derived) else ()
        yield Mention(token.start, token.end, base, (*query_keys(base), *made), only_persons(ids) if borne else ids)
    elif len(token.text) >= _SHORTEST and not empty and not (ordinary and token.text.islower()):
        wanted = phonetic_keys(forms, query_keys)
        if wanted:
            heard = () if ordinary else _heard(forms, _SHORTEST_SMALL if token.text.islower() else 1)
            yield Mention(token.start, token.end, token.text, wanted, heard)


def _is_borne(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word is somebody's given name, before a family name that is no word of a dictionary: lachin mammadov."""
    if not is_given(tokens, place):
        return False
    after = tokens[place + 1].text
    return not any(is_dictionary_word(after, language) for language in languages_in_script(script(after)))


def _heard(forms: Sequence[WordForm], shortest: int) -> tuple[str, ...]:
    """The entities that sound like an unknown word, or like what is left of it without its ending."""
    words = (forms[0].written, *(base for base in without_ending(forms) if len(key(base)) >= _SHORTEST_HEARD))
    return tuple(dict.fromkeys(id_ for word in words if len(key(word)) >= shortest for id_ in gazetteer.by_key(word)))


@cache
def _kinds(side: str) -> frozenset[str]:
    """Words for kinds of places that stand on this side of a name, in plain letters."""
    return frozenset(
        gazetteer.plain(word) for _, where, words in rows("generics.tsv") if side in where for word in words.split()
    )


def _with_kind(mention: Mention, tokens: Sequence[Token]) -> Mention:
    """A name together with the word for its kind beside it."""
    before = [token for token in tokens if token.end <= mention.start]
    after = [token for token in tokens if token.start >= mention.end]
    start, end = mention.start, mention.end
    if after and gazetteer.plain(after[0].text) in _kinds("after"):
        end = after[0].end
    elif before and gazetteer.plain(before[-1].text) in _kinds("before"):
        start = before[-1].start
    return Mention(start, end, mention.base_form, mention.keys, mention.entities)
