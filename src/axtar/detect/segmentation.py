"""A page into passages, each of one language and script."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from axtar.detect import identification, ngram_model, sentences
from axtar.languages import UNDETERMINED
from axtar.model import Page, Passage

TARGET_WORDS = 150  # words of a passage
_LEAST, _MOST = 80, 180
_SWITCH = (
    12 * ngram_model.COST_PER_NAT
)  # cost of another language in a new paragraph: a lone name does not pay it twice
_SWITCH_INSIDE = 16 * ngram_model.COST_PER_NAT  # and within a paragraph
_SAMPLE = 8  # words, at least, that judge a long sentence
_LONGEST_NAME = 4  # words
_NAME = 4  # a name argues so many times less than another word: names are at home in every language
_CAPITAL = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")  # tells no language
_BLANK = re.compile(r"\s+")


class _Piece(NamedTuple):
    """A sentence with what its letters say."""

    start: int
    end: int
    opens: bool
    words: int
    language: str
    script: str


def split_passages(page: Page) -> list[Passage]:
    """Cut a page at changes of language and, about every TARGET words, at the end of a sentence.

    Languages are those of the cheapest path through the sentences (Viterbi 1967), where a change costs as much as two or three
    words of evidence; so a lone name or heading goes with its neighbours. All letters of the page are in one passage.
    """
    pieces = list(_pieces(page.text))
    runs = (list(run) for _, run in groupby(pieces, key=lambda piece: (piece.language, piece.script)))
    return [
        Passage(page.number, start, end, run[0].language, run[0].script, page.text[start:end])
        for run in runs
        for start, end in _cuts(run)
    ]


def _pieces(text: str) -> Iterator[_Piece]:
    """Sentences with their languages."""
    spans = [part for sentence in sentences.split_sentences(text) for part in _parts(text, sentence)]
    lowered = _without_addresses(ngram_model.normalize_case(text))
    words = [ngram_model.split_words(lowered, span.start, span.end) for span in spans]
    if not any(words):
        yield from (_Piece(*span, 0, UNDETERMINED, "Zyyy") for span in spans)
        return
    costs = [_costs(own) for own in words]
    if len(_clear(costs)) > 1:
        costs = [_without_names(text[span.start : span.end], own) for span, own in zip(spans, words, strict=True)]
    parts = zip(_path(spans, costs), spans, words, costs, strict=True)
    for state, group in groupby(parts, key=itemgetter(0)):
        run = list(group)
        language, script, _ = ngram_model.STATES[state]
        whole = text[run[0][1].start : run[-1][1].end]
        spelled = [word for _, _, own, _ in run for word in own]
        if not language or identification.may_be_other_language(
            whole, [sum(column) for column in zip(*(c for *_, c in run), strict=True)]
        ):
            found = identification.identify(whole, spelled, ngram_model.text_costs(spelled))
            if not language or found.language != UNDETERMINED:
                language, script = found.language, found.script
        yield from (_Piece(*span, len(own), language, script) for _, span, own, _ in run)


def _without_addresses(text: str) -> str:
    """Blanks for addresses of the web and of mail, which tell no language."""
    if "://" not in text and "www." not in text and "@" not in text:
        return text
    return _ADDRESS.sub(lambda found: " " * len(found.group()), text)


def _costs(words: list[str]) -> ngram_model.Costs:
    """What a sentence's words cost; a long one is judged by a part of them, spread over it, where that is clear enough."""
    step = len(words) // _SAMPLE
    if step < 2:
        return ngram_model.text_costs(words)
    sample = [step * cost for cost in ngram_model.text_costs(words[::step])]
    least, second, *_ = sorted(sample)
    return sample if second - least >= step * _SWITCH else ngram_model.text_costs(words)


def _without_names(sentence: str, words: list[str]) -> ngram_model.Costs:
    """What a sentence's words cost where its names argue less."""
    if _is_names(sentence):
        return [cost // _NAME for cost in ngram_model.text_costs(words)]
    names = set() if sentence.isupper() else _names(sentence)
    named = ngram_model.text_costs([word for word in words if word in names])
    others = _costs([word for word in words if word not in names])
    return [own + name // _NAME for own, name in zip(others, named, strict=True)]


def _clear(costs: list[ngram_model.Costs]) -> set[int]:
    """The readings that are the likeliest of some sentence."""
    return {cost.index(min(cost)) for cost in costs if any(cost)}


def _names(sentence: str) -> set[str]:
    """The words with a capital, in lower case, but the first; without its apostrophe and what follows."""
    return {ngram_model.normalize_case(word) for word in _CAPITAL.findall(sentence, 1) if word[0].isupper()}


def _is_names(text: str) -> bool:
    """Whether a line is nothing but three or more names with commas between; a heading in capitals is not."""
    items = [item.split() for item in text.rstrip(".").split(",")]
    return (
        len(items) > 2
        and not text.isupper()
        and all(0 < len(item) <= _LONGEST_NAME and all(word[0].isupper() for word in item) for item in items)
    )


def _path(spans: list[sentences.Sentence], costs: list[ngram_model.Costs]) -> list[int]:
    """The reading of each sentence on the cheapest path."""
    clear = _clear(costs)
    if len(clear) == 1:
        return [*clear] * len(costs)
    total = list(costs[0])
    back: list[list[int]] = []
    for span, cost in zip(spans[1:], costs[1:], strict=True):
        best = min(total)
        origin, changed = total.index(best), best + (_SWITCH if span.opens else _SWITCH_INSIDE)
        back.append([i if stay <= changed else origin for i, stay in enumerate(total)])
        total = [min(stay, changed) + own for stay, own in zip(total, cost, strict=True)]
    states = [total.index(min(total))]
    for origins in reversed(back):
        states.append(origins[states[-1]])
    return states[::-1]


def _parts(text: str, sentence: sentences.Sentence) -> Iterator[sentences.Sentence]:
    """A sentence, or its parts of TARGET words where it is longer than a passage may be."""
    if sentence.end - sentence.start <= _MOST:  # letters: surely not more words
        yield sentence
        return
    blanks = list(_BLANK.finditer(text, sentence.start, sentence.end))
    start = sentence.start
    for blank in blanks[TARGET_WORDS - 1 :: TARGET_WORDS] if len(blanks) >= _MOST else ():
        yield sentence._replace(start=start, end=blank.start(), opens=sentence.opens and start == sentence.start)
        start = blank.end()
    yield sentence._replace(start=start, opens=sentence.opens and start == sentence.start)


def _cuts(run: list[_Piece]) -> Iterator[tuple[int, int]]:
    """Spans of about TARGET words."""
    left = sum(piece.words for piece in run)
    goal = _share(left)
    start, count = run[0].start, 0
    for before, piece in pairwise(run):
        count += before.words
        full = count + piece.words / 2 > goal and count + piece.words > _LEAST
        if full or (piece.opens and count >= _LEAST and count + piece.words > goal):
            yield start, before.end
            start, left, count = piece.start, left - count, 0
            goal = _share(left)
    yield start, run[-1].end


def _share(words: int) -> float:
    """The even length of passages for so many words."""
    return words / max(1, round(words / TARGET_WORDS))
