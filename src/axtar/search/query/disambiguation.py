"""Which of the names that typed words may be are meant."""

from collections.abc import Sequence
from dataclasses import replace

from axtar import analysis
from axtar.model import Mention, QueryWord


def selected_names(words: Sequence[QueryWord]) -> list[Mention]:
    """The longest names, without an unknown one that is rather the ordinary word with which a sentence begins."""
    return [one for one in _longest(words) if one.entities or not _is_plain(words, one)]


def _longest(words: Sequence[QueryWord]) -> list[Mention]:
    """The names that cover the words: longer before shorter, and none inside another."""
    mentions = sorted(
        (mention for word in words for mention in word.mentions), key=lambda one: (one.start - one.end, one.start)
    )
    taken: list[Mention] = []
    for mention in mentions:
        if all(
            mention.end <= other.start
            or mention.start >= other.end
            or (mention.start, mention.end) == (other.start, other.end)
            for other in taken
        ):
            taken.append(mention)
    return taken


def _is_plain(words: Sequence[QueryWord], mention: Mention) -> bool:
    """Whether an unknown name is rather the ordinary word with which a sentence begins. A word alone is no sentence."""
    first = words[0]
    return (
        len(words) > 1
        and mention.start == first.start
        and any(analysis.is_dictionary_word(first.text, code) for code, _ in first.readings)
    )


def is_only_a_name(word: QueryWord, name: Mention) -> bool:
    """Whether a word is nothing but a name: in one of several words, or as what no dictionary knows (Martuni is not mart)."""
    if (name.start, name.end) != (word.start, word.end):
        return name.start <= word.start < name.end
    return bool(name.entities) and not any(analysis.is_dictionary_word(word.text, code) for code, _ in word.readings)


def as_question_word(word: QueryWord) -> QueryWord:
    """A word that asks, which in small letters is no name: такие is no form of Taki."""
    named = word.mentions if word.text[:1].isupper() else [one for one in word.mentions if one.end > word.end]
    return replace(word, mentions=tuple(named))
