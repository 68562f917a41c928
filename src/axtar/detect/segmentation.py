"""Segmentation of a page into passages of one language and script."""

import re
from collections.abc import Iterator
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from axtar.detect import identification, ngram_model
from axtar.detect.ngram_model import COST_PER_NAT, MODEL, STATES, Costs
from axtar.detect.old_russian import with_modern_letters
from axtar.detect.sentences import Sentence, split_sentences
from axtar.languages import UNDETERMINED
from axtar.model import Page, Passage

TARGET_WORDS = 150
"""Words of a passage, on average."""
_MIN_WORDS, _MAX_WORDS = 80, 180
_PARAGRAPH_TRANSITION = 12 * COST_PER_NAT  # cost of a change at a paragraph: a lone name is worth less than two of them
_SENTENCE_TRANSITION = 16 * COST_PER_NAT  # cost of a change inside a paragraph
_SAMPLE_WORDS = 8  # at least, of a long sentence
_MAX_NAME_WORDS = 4
_NAME_DISCOUNT = 4  # names are worth a quarter of other words: they occur in texts of every language
_CAPITALIZED = re.compile(r"(?<![^\W\d_])[^\W\d_]{2,}")
_WEB_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|(?<!\S)\S+@\S+")
_BLANK = re.compile(r"\s+")


class _LabelledSentence(NamedTuple):
    """A sentence with its number of words and its detected language and script."""

    start: int
    end: int
    starts_paragraph: bool
    words: int
    language: str
    script: str


def split_passages(page: Page) -> list[Passage]:
    """Split a page into passages of one language and about TARGET_WORDS words.

    A page is split where its language changes, and elsewhere at the end of a sentence. Languages are the Viterbi path
    through the sentences (Viterbi 1967): a change costs as much as two or three words of evidence, so a lone name or heading
    joins its neighbours. Passages leave out no letter of the page.
    """
    sentences = list(_label_sentences(with_modern_letters(page.text)))
    runs = (list(run) for _, run in groupby(sentences, key=lambda sentence: (sentence.language, sentence.script)))
    return [
        Passage(page.number, start, end, run[0].language, run[0].script, page.text[start:end])
        for run in runs
        for start, end in _passage_spans(run)
    ]


def _label_sentences(text: str) -> Iterator[_LabelledSentence]:
    """Detect the languages of a text's sentences."""
    spans = [part for sentence in split_sentences(text) for part in _split_overlong(text, sentence)]
    lowered = _blank_addresses(ngram_model.normalize_case(text))
    words = [ngram_model.split_words(lowered, span.start, span.end) for span in spans]
    if not any(words):
        yield from (_LabelledSentence(*span, 0, UNDETERMINED, "Zyyy") for span in spans)
        return
    costs = [_sampled_costs(sentence_words) for sentence_words in words]
    if len(_best_states(costs)) > 1:
        costs = [
            _discount_names(text[span.start : span.end], sentence_words)
            for span, sentence_words in zip(spans, words, strict=True)
        ]
    labelled = zip(_viterbi_path(spans, costs), spans, words, costs, strict=True)
    for state, group in groupby(labelled, key=itemgetter(0)):
        run = list(group)
        language, script, _ = STATES[state]
        run_text = text[run[0][1].start : run[-1][1].end]
        run_words = [word for _, _, sentence_words, _ in run for word in sentence_words]
        run_costs = [sum(column) for column in zip(*(sentence_costs for *_, sentence_costs in run), strict=True)]
        if not language or identification.may_be_other_language(run_text, run_costs):
            detected = identification.identify(run_text, run_words, MODEL.text_costs(run_words))
            if not language or detected.language != UNDETERMINED:
                language, script = detected.language, detected.script
        yield from (
            _LabelledSentence(*span, len(sentence_words), language, script) for _, span, sentence_words, _ in run
        )


def _blank_addresses(text: str) -> str:
    """Replace web and mail addresses, which are in no language, by blanks of the same length."""
    if "://" not in text and "www." not in text and "@" not in text:
        return text
    return _WEB_ADDRESS.sub(lambda match: " " * len(match.group()), text)


def _sampled_costs(words: list[str]) -> Costs:
    """Return the costs of a sentence.

    Those of a long sentence are extrapolated from evenly spaced words if their result is clear.
    """
    step = len(words) // _SAMPLE_WORDS
    if step < 2:
        return MODEL.text_costs(words)
    sample = [step * cost for cost in MODEL.text_costs(words[::step])]
    lowest, second, *_ = sorted(sample)
    return sample if second - lowest >= step * _PARAGRAPH_TRANSITION else MODEL.text_costs(words)


def _discount_names(sentence: str, words: list[str]) -> Costs:
    """Return the costs of a sentence, in which names count less."""
    if _is_name_list(sentence):
        return [cost // _NAME_DISCOUNT for cost in MODEL.text_costs(words)]
    names = set() if sentence.isupper() else _capitalized_words(sentence)
    name_costs = MODEL.text_costs([word for word in words if word in names])
    other_costs = _sampled_costs([word for word in words if word not in names])
    return [other + name // _NAME_DISCOUNT for other, name in zip(other_costs, name_costs, strict=True)]


def _best_states(costs: list[Costs]) -> set[int]:
    """Return the states that are the best of at least one sentence."""
    return {cost.index(min(cost)) for cost in costs if any(cost)}


def _capitalized_words(sentence: str) -> set[str]:
    """Return the capitalized words after the first, lowercased.

    A suffix after an apostrophe is left out.
    """
    return {ngram_model.normalize_case(word) for word in _CAPITALIZED.findall(sentence, 1) if word[0].isupper()}


def _is_name_list(text: str) -> bool:
    """Whether a line consists of three or more names separated by commas.

    A heading in capitals is not a list of names.
    """
    items = [item.split() for item in text.rstrip(".").split(",")]
    return (
        len(items) > 2
        and not text.isupper()
        and all(0 < len(item) <= _MAX_NAME_WORDS and all(word[0].isupper() for word in item) for item in items)
    )


def _viterbi_path(spans: list[Sentence], costs: list[Costs]) -> list[int]:
    """Return the state of each sentence on the cheapest path."""
    best_states = _best_states(costs)
    if len(best_states) == 1:
        return [*best_states] * len(costs)
    totals = list(costs[0])
    back_pointers: list[list[int]] = []
    for span, emission in zip(spans[1:], costs[1:], strict=True):
        lowest = min(totals)
        origin = totals.index(lowest)
        changed = lowest + (_PARAGRAPH_TRANSITION if span.starts_paragraph else _SENTENCE_TRANSITION)
        back_pointers.append([state if stay <= changed else origin for state, stay in enumerate(totals)])
        totals = [min(stay, changed) + cost for stay, cost in zip(totals, emission, strict=True)]
    path = [totals.index(min(totals))]
    for pointers in reversed(back_pointers):
        path.append(pointers[path[-1]])
    return path[::-1]


def _split_overlong(text: str, sentence: Sentence) -> Iterator[Sentence]:
    """Split a sentence longer than a passage may be into parts of TARGET_WORDS words."""
    if sentence.end - sentence.start <= _MAX_WORDS:  # characters, so certainly not more words
        yield sentence
        return
    blanks = list(_BLANK.finditer(text, sentence.start, sentence.end))
    start = sentence.start
    for blank in blanks[TARGET_WORDS - 1 :: TARGET_WORDS] if len(blanks) >= _MAX_WORDS else ():
        yield Sentence(start, blank.start(), sentence.starts_paragraph and start == sentence.start)
        start = blank.end()
    yield Sentence(start, sentence.end, sentence.starts_paragraph and start == sentence.start)


def _passage_spans(run: list[_LabelledSentence]) -> Iterator[tuple[int, int]]:
    """Group the sentences of one language into spans of about TARGET_WORDS words.

    Spans end at the ends of paragraphs where possible.
    """
    remaining = sum(sentence.words for sentence in run)
    goal = _even_length(remaining)
    start, count = run[0].start, 0
    for previous, sentence in pairwise(run):
        count += previous.words
        full = count + sentence.words / 2 > goal and count + sentence.words > _MIN_WORDS
        if full or (sentence.starts_paragraph and count >= _MIN_WORDS and count + sentence.words > goal):
            yield start, previous.end
            start, remaining, count = sentence.start, remaining - count, 0
            goal = _even_length(remaining)
    yield start, run[-1].end


def _even_length(words: int) -> float:
    """Return the length of passages of equal length nearest to TARGET_WORDS."""
    return words / max(1, round(words / TARGET_WORDS))
