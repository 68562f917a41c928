"""Words that name a subject are searched as its words in all languages too, below the words that were typed.

Of all the words of a subject the best counts, so that a subject with many words is worth no more than one with few; and a
term of several words shares it among them, as each of them must be found where a query is short.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from axtar import subjects, terms
from axtar.languages import LANGUAGES
from axtar.model import Best, Clause, Expansion, Match, Phrase, Spelling
from axtar.query.sequences import unique
from axtar.query.vocabulary import Vocabulary

TRANSLATION, SYNONYM = 0.6, 0.3
"""What a word of the same subject is worth beside the typed word's lemma (1.0): in another language, and in the same."""


@dataclass(frozen=True, slots=True)
class Translation:
    """What one word of a query is searched as besides, and what the reader is told of it."""

    clauses: tuple[Clause, ...] = ()
    expansions: tuple[Expansion, ...] = ()


NONE = Translation()


def translations(
    words: Sequence[terms.Word], text: str, language: str, vocabulary: Vocabulary, without: frozenset[str]
) -> Mapping[int, Translation]:
    """The translations of words by their start; `language` is the query's, `without` lists what is switched off."""
    found: dict[int, Translation] = {}
    for wording in subjects.wordings([_readings(word) for word in words], language):
        run = words[wording.start : wording.end]
        typed = text[run[0].start : run[-1].end]
        others = _others(run, wording)
        expansions = [_told(typed, id_, words_, vocabulary) for id_, words_ in others.items() if words_]
        kept = [
            word
            for id_, words_ in others.items()
            if id_ not in without
            for word in words_
            if without.isdisjoint((_term(word), word.text))
        ]
        clauses = _best(kept, wording.languages, len(run))
        found |= {word.start: Translation(clauses) for word in run}
        found[run[0].start] = Translation(clauses, tuple(expansions))
    return found


def _readings(word: terms.Word) -> subjects.Readings:
    """The lemmas of a word by language."""
    lemmas: dict[str, list[str]] = {}
    for code, term in word.readings:
        if code in LANGUAGES:
            lemmas.setdefault(code, []).append(term.lemma)
    return lemmas


def _others(run: Sequence[terms.Word], wording: subjects.Wording) -> dict[str, list[subjects.Word]]:
    """The words of each subject that are not searched already: as typed, or in a subject before."""
    readings = [_readings(word) for word in run]
    seen: set[str] = set()
    found: dict[str, list[subjects.Word]] = {}
    for id_ in wording.concepts:
        found[id_] = []
        for word in subjects.concept(id_).words:
            if word.lemmas and _term(word) not in seen and not _typed(word, readings):
                seen.add(_term(word))
                found[id_].append(word)
    return found


def _typed(word: subjects.Word, readings: Sequence[subjects.Readings]) -> bool:
    """Whether these very words were typed."""
    return len(word.lemmas) == len(readings) and all(
        lemma in reading.get(word.language, ()) for lemma, reading in zip(word.lemmas, readings, strict=True)
    )


def _told(typed: str, id_: str, words: Iterable[subjects.Word], vocabulary: Vocabulary) -> Expansion:
    spellings = (Spelling(word.text, word.language, _count(word, vocabulary), _term(word)) for word in words)
    ordered = tuple(sorted(spellings, key=lambda one: (-one.count, one.language, one.text)))
    return Expansion(typed, "subject", ordered, id_)


def _count(word: subjects.Word, vocabulary: Vocabulary) -> int:
    marked = _marked(word)
    return vocabulary.frequency("lemma", *marked) if len(marked) == 1 else vocabulary.passages(Phrase("lemma", marked))


def _best(words: Iterable[subjects.Word], languages: Sequence[str], share: int) -> tuple[Clause, ...]:
    """The best of these words: those of other languages above those of the languages that the query may be in."""
    clauses: list[Clause] = []
    for word in words:
        boost = (SYNONYM if word.language in languages else TRANSLATION) / share
        marked = _marked(word)
        clauses.append(Match("lemma", *marked, boost) if len(marked) == 1 else Phrase("lemma", marked, 0, boost))
    return (Best(tuple(unique(clauses))),) if clauses else ()


def _marked(word: subjects.Word) -> tuple[str, ...]:
    """A word as it stands in the index: lemmas with their language."""
    return tuple(f"{word.language}:{lemma}" for lemma in word.lemmas)


def _term(word: subjects.Word) -> str:
    """What switches a word off."""
    return f"{word.language}:{' '.join(word.lemmas)}"
