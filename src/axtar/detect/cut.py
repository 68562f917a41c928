"""A page into passages, each of one language and script."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from axtar.detect import foreign, identify, sentences, spelling
from axtar.languages import UNDETERMINED
from axtar.model import Page, Passage

TARGET = 150  # words of a passage
_LEAST, _MOST = 80, 180
_SWITCH = 20 * spelling.NAT  # cost of another language: what two or three names argue does not pay for it
_BLANK = re.compile(r"\s+")


class _Piece(NamedTuple):
    """A sentence with what its letters say."""

    start: int
    end: int
    opens: bool
    words: int
    language: str
    script: str


def passages(page: Page) -> list[Passage]:
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
    spans = [part for sentence in sentences.split(text) for part in _parts(text, sentence)]
    words = [spelling.words(text[span.start : span.end]) for span in spans]
    costs = [spelling.costs(each) for each in words]
    if not any(words):
        yield from (_Piece(*span, 0, UNDETERMINED, "Zyyy") for span in spans)
        return
    for span, own, cost, state in zip(spans, words, costs, _path(costs), strict=True):
        reading = spelling.READINGS[state]
        language = reading.language
        if own and (not language or identify.is_strange(own, min(cost))):
            found, sure = foreign.guess(text[span.start : span.end])
            language = found if sure > 0.9 or not language else language
        yield _Piece(*span, len(own), language, reading.script)


def _path(costs: list[spelling.Costs]) -> list[int]:
    """The reading of each sentence on the cheapest path."""
    if len({cost.index(min(cost)) for cost in costs if any(cost)}) == 1:
        only = next(cost.index(min(cost)) for cost in costs if any(cost))
        return [only] * len(costs)
    total = list(costs[0])
    back: list[list[int]] = []
    for cost in costs[1:]:
        best = min(total)
        origin = total.index(best)
        back.append([i if stay <= best + _SWITCH else origin for i, stay in enumerate(total)])
        total = [min(stay, best + _SWITCH) + own for stay, own in zip(total, cost, strict=True)]
    state = total.index(min(total))
    states = [state]
    for origins in reversed(back):
        state = origins[state]
        states.append(state)
    return states[::-1]


def _parts(text: str, sentence: sentences.Sentence) -> Iterator[sentences.Sentence]:
    """A sentence, or its parts of TARGET words where it is longer than a passage may be."""
    if sentence.end - sentence.start <= _MOST:  # letters: surely not more words
        yield sentence
        return
    blanks = list(_BLANK.finditer(text, sentence.start, sentence.end))
    start = sentence.start
    for blank in blanks[TARGET - 1 :: TARGET] if len(blanks) >= _MOST else ():
        yield sentence._replace(start=start, end=blank.start(), opens=sentence.opens and start == sentence.start)
        start = blank.end()
    yield sentence._replace(start=start, opens=sentence.opens and start == sentence.start)


def _cuts(run: list[_Piece]) -> Iterator[tuple[int, int]]:
    """Spans of about TARGET words."""
    whole = sum(piece.words for piece in run)
    goal = whole / max(1, round(whole / TARGET))
    start, count = run[0].start, 0
    for before, piece in zip(run, run[1:], strict=False):
        count += before.words
        full = count + piece.words / 2 > goal and count + piece.words > _LEAST
        if full or (piece.opens and count >= _LEAST and count + piece.words > goal):
            yield start, before.end
            start, count = piece.start, 0
    yield start, run[-1].end
