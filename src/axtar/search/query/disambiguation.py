"""Disambiguation of names in a query: between overlapping names, and from ordinary words."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from axtar import analysis
from axtar.model import Mention, QueryWord


def selected_names(words: Sequence[QueryWord]) -> list[Mention]:
    """Select the longest names.

    An unknown name that may be the ordinary first word of a sentence is omitted, unless it is a person's of two names.
    """
    return [
        name
        for name in _longest(words)
        if name.entities or (name.person and name.person.is_certain) or not _is_ordinary_first_word(words, name)
    ]


def _longest(words: Sequence[QueryWord]) -> list[Mention]:
    """Return the longest names without overlaps; several names may share the same words."""
    mentions = sorted(
        (mention for word in words for mention in word.mentions),
        key=lambda mention: (mention.start - mention.end, mention.start),
    )
    selected: list[Mention] = []
    spans: list[tuple[int, int]] = []  # of the selected names, in order
    for mention in mentions:
        span = (mention.start, mention.end)
        at = bisect_left(spans, span)
        is_free = (at == 0 or spans[at - 1][1] <= mention.start) and (at == len(spans) or spans[at][0] >= mention.end)
        if is_free:
            spans.insert(at, span)
        if is_free or spans[at : at + 1] == [span]:
            selected.append(mention)
    return selected


def names_of_words(words: Sequence[QueryWord], names: Sequence[Mention]) -> list[list[Mention]]:
    """List, for each word, those of the selected names that it is a part of."""
    by_start: dict[int, list[Mention]] = {}
    for name in names:
        by_start.setdefault(name.start, []).append(name)
    current: list[Mention] = []
    found = []
    for word in words:
        current = by_start.get(word.start) or [name for name in current if word.start < name.end]
        found.append(current)
    return found


def _is_ordinary_first_word(words: Sequence[QueryWord], name: Mention) -> bool:
    """Whether a query of several words begins with a dictionary word that is this name."""
    first = words[0]
    return (
        len(words) > 1
        and name.start == first.start
        and any(analysis.is_dictionary_word(first.text, code) for code, _ in first.readings)
    )


def is_only_a_name(word: QueryWord, name: Mention) -> bool:
    """Whether a word has no meaning besides the name.

    It is then part of a longer name, or a known name that is in no dictionary: Martuni is not searched as a form of mart.
    """
    if (name.start, name.end) != (word.start, word.end):
        return name.start <= word.start < name.end
    return bool(name.entities) and not any(analysis.is_dictionary_word(word.text, code) for code, _ in word.readings)


def as_question_word(word: QueryWord) -> QueryWord:
    """Drop the one-word names of a question word in lower case: такие is not a form of Taki."""
    mentions = word.mentions if word.text[:1].isupper() else [name for name in word.mentions if name.end > word.end]
    return replace(word, mentions=tuple(mentions))
