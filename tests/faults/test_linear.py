"""No public function costs more than in proportion to its input, or returns more, whatever the words are.

Every public function of the packages below is in the table `CALLS`, with how it is called; one that is missing fails the test.
"""

import importlib
import inspect
import itertools
import pkgutil
import time
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType

import pytest

from axtar import analysis, detect, names
from axtar.analyzer import shipped_analyzer
from axtar.errors import AxtarError, NotFoundError
from axtar.extract import cleanup
from axtar.extract.cleanup import (
    apostrophes,
    characters,
    dehyphenation,
    encoding,
    homoglyphs,
    mojibake,
    paragraphs,
    raised_digits,
)
from axtar.languages import LANGUAGES
from axtar.model import ConstantScore, EngineQuery, Page, TermQuery
from axtar.model.entity import Entity, EntitySpelling
from axtar.search import query

# Repeated until the word is as long as wanted: (first letters, unit).
WORDS: Mapping[str, tuple[str, str]] = {
    "syllables": ("", "ha"),
    "cyrillic-syllables": ("", "ла"),
    "apostrophes": ("", "a'"),
    "letters": ("", "a"),
    "capitals": ("", "ŞU"),
    "scripts": ("", "aа"),
    "marks": ("e", "\u0301"),
    "digits": ("", "12"),
    "hyphens": ("", "co-"),
    "stops": ("", "a."),
    "suffixes": ("kitab", "lar"),
    "names": ("", "Sarkisyan"),
    "phrases": ("", "Şuşa şəhəri "),
    "brackets": ("", "-("),
    "arabic": ("", "\u0645\u200c"),
    "lines": ("", "regulation-\n"),
    "spaced-letters": ("", "Ş u "),
    "prefixes": ("", "a* b "),
    "dates": ("", "XIX-20.05.1988 "),
    "mojibake": ("", "Ýþ"),
}
LENGTHS = (12, 48, 640, 10_240)
"""Characters; a cost of 2^n is found at the second, before it is endless."""

GROWTH = 3.0
"""Times the cost by character may grow from one length to the next; that of a square grows as the length does."""

NOISE = 0.002
"""Seconds added to the cost of the shorter word, so that what costs nothing is not compared."""

LARGEST = 1_000
"""Characters of the result, as Python writes it, for each of the input."""

LARGEST_OF_NOTHING = 60_000
"""Characters of the result for the shortest input: a question is searched in many forms."""

LONGEST_SPELLING = 200
"""Letters of the spellings of an entity that was validated."""

ANALYZER = shipped_analyzer(authority=True)
GAZETTEER = names.Gazetteer(names.shipped_entities())
RECOGNIZER = names.NameRecognizer(GAZETTEER)
STATISTICS = query.IndexStatistics(lambda _: (), lambda _field, _term: 0, lambda _query: 0, lambda: 0)
SHUSHA = GAZETTEER.entity("p.shusha")


def _entity(word: str) -> Entity:
    spellings = (EntitySpelling(word, "az", "usual"), EntitySpelling(word[::-1], "ru", "variant"))
    return Entity("", "village", "", None, None, "", "", spellings)


def _missing(id_: str) -> Entity:
    raise NotFoundError(id_)


def _in_every_language(function: Callable[[str, str], object]) -> Callable[[str], object]:
    return lambda word: [function(word, language) for language in (*LANGUAGES, "und")]


def _plan(word: str) -> query.Plan:
    return query.make_plan(query.parse_as_words(word), ANALYZER, STATISTICS)


def _queries(text: str) -> EngineQuery:
    return query.any_of(tuple(ConstantScore(TermQuery("surface", word)) for word in text.split()))


def _joined(word: str) -> str:
    text = dehyphenation.JoinedText(())
    text.append(word)
    for line in word.split("\n"):
        text.join(line)
    assert not text.is_empty
    return text.text()


NO_TEXT = "it has no text as its input"

CALLS: Mapping[str, Callable[[str], object] | str] = {
    # ------------------------------------------------------------------ analysis
    "analysis.acronyms": lambda text: list(analysis.acronyms(text)),
    "analysis.closed_compounds": lambda text: list(analysis.closed_compounds(text)),
    "analysis.drop_cap_words": lambda text: list(analysis.drop_cap_words(text, RECOGNIZER.is_known)),
    "analysis.explain": _in_every_language(analysis.explain),
    "analysis.fold": analysis.fold,
    "analysis.dictionary_languages": analysis.dictionary_languages,
    "analysis.is_dictionary_word": _in_every_language(analysis.is_dictionary_word),
    "analysis.is_stopword": _in_every_language(analysis.is_stopword),
    "analysis.lemmas": _in_every_language(analysis.lemmas),
    "analysis.look_alike_words": lambda text: list(analysis.look_alike_words(text)),
    "analysis.lower": _in_every_language(analysis.lower),
    "analysis.merge_acronyms": lambda text: analysis.merge_acronyms(analysis.tokenize(text), text),
    "analysis.normal_terms": lambda text: list(analysis.normal_terms(analysis.tokenize(text), text)),
    "analysis.ngrams": analysis.ngrams,
    "analysis.number_suffixes": lambda text: sorted(analysis.number_suffixes(analysis.tokenize(text), text)),
    "analysis.respell": _in_every_language(
        lambda text, language: analysis.respell(analysis.tokenize(text), text, language, RECOGNIZER.is_known)
    ),
    "analysis.respell_query": lambda text: analysis.respell_query(analysis.tokenize(text), text, RECOGNIZER.is_known),
    "analysis.script": analysis.script,
    "analysis.surface": _in_every_language(analysis.surface),
    "analysis.to_latin": analysis.to_latin,
    "analysis.tokenize": analysis.tokenize,
    "analysis.words_of_spaced_letters": lambda text: list(analysis.words_of_spaced_letters(text, RECOGNIZER.is_known)),
    # ------------------------------------------------------------------ names
    "names.Gazetteer.continues": GAZETTEER.continues,
    "names.Gazetteer.entity": lambda word: _refused(GAZETTEER.entity, word),
    "names.Gazetteer.find": lambda word: GAZETTEER.find(word.split()),
    "names.Gazetteer.search": GAZETTEER.search,
    "names.Gazetteer.spellings_from": lambda word: list(GAZETTEER.spellings_from(word)),
    "names.NameRecognizer.canonical_query": lambda word: RECOGNIZER.canonical_query(
        _entity(word[:LONGEST_SPELLING]), "az"
    ),
    "names.NameRecognizer.is_known": RECOGNIZER.is_known,
    "names.NameRecognizer.mentions": _in_every_language(
        lambda text, language: RECOGNIZER.mentions(analysis.tokenize(text), text, language)
    ),
    "names.NameRecognizer.query_mentions": lambda text: RECOGNIZER.query_mentions(analysis.tokenize(text), text),
    "names.ShippedEntities.get": lambda word: _refused(names.shipped_entities().get, word),
    "names.ShippedEntities.ids_by_key": names.shipped_entities().ids_by_key,
    "names.ShippedEntities.spellings_from": lambda word: list(names.shipped_entities().spellings_from(word)),
    "names.build_overlay": lambda word: names.build_overlay([_entity(word)]),
    "names.changed_variants": lambda word: sorted(names.changed_variants(SHUSHA, _entity(word))),
    "names.complete": lambda word: names.complete(GAZETTEER, word, 10),
    "names.is_both_names": names.is_both_names,
    "names.is_person_key": names.is_person_key,
    "names.keys": names.keys,
    "names.kinds": NO_TEXT,
    "names.nearby": NO_TEXT,
    "names.new_id": lambda word: _refused(lambda text: names.new_id(_entity(text), _missing), word),
    "names.query_keys": names.query_keys,
    "names.shipped_entities": NO_TEXT,
    "names.surface_prefixes": names.surface_prefixes,
    "names.validated": lambda word: _refused(lambda text: names.validated(_entity(text)), word),
    # ------------------------------------------------------------------ detect
    "detect.detect_language": detect.detect_language,
    "detect.split_passages": lambda text: detect.split_passages(Page(1, None, text)),
    "detect.word_language": _in_every_language(detect.word_language),
    # ------------------------------------------------------------------ search.query
    "query.IndexStatistics.count": lambda word: STATISTICS.count("lemma", (word,)),
    "query.IndexStatistics.idf": NO_TEXT,
    "query.IndexStatistics.total_idf": lambda word: STATISTICS.total_idf(word.split()),
    "query.any_of": _queries,
    "query.in_other_layouts": query.in_other_layouts,
    "query.leaves": lambda word: list(query.leaves(_queries(word))),
    "query.make_plan": _plan,
    "query.parse": lambda text: _refused(query.parse, text),
    "query.parse_as_words": query.parse_as_words,
    "query.replaceable_words": query.replaceable_words,
    "query.searched_part": query.searched_part,
    "query.without_constants": lambda word: query.without_constants(_queries(word)),
    # ------------------------------------------------------------------ extract.cleanup
    "apostrophes.rejoin_at_apostrophe": lambda word: apostrophes.rejoin_at_apostrophe(word, word),
    "characters.expand_pdfium_hyphens": characters.expand_pdfium_hyphens,
    "characters.repair_characters": characters.repair_characters,
    "characters.unify_line_breaks": characters.unify_line_breaks,
    "dehyphenation.JoinedText.append": _joined,
    "dehyphenation.JoinedText.join": _joined,
    "dehyphenation.JoinedText.text": _joined,
    "dehyphenation.document_words": lambda text: sorted(dehyphenation.document_words([text])),
    "dehyphenation.is_divided": dehyphenation.is_divided,
    "dehyphenation.join_halves": lambda word: dehyphenation.join_halves(word, word, ()),
    "dehyphenation.join_lines": lambda word: dehyphenation.join_lines(word + "a-", word, ()),
    "encoding.decode": lambda text: [encoding.decode(text.encode(name, "replace")) for name in ("utf8", "cp1251")],
    "homoglyphs.may_mix_scripts": lambda word: homoglyphs.may_mix_scripts(set(word)),
    "homoglyphs.unify_script": homoglyphs.unify_script,
    "mojibake.may_be_mojibake": lambda word: mojibake.may_be_mojibake(set(word)),
    "mojibake.repair_code_page": mojibake.repair_code_page,
    "paragraphs.clean_page": paragraphs.clean_page,
    "raised_digits.raise_digits": raised_digits.raise_digits,
}


def _refused(function: Callable[[str], object], word: str) -> object:
    """Call a function that may refuse a text; the sentence is its result."""
    try:
        return function(word)
    except (AxtarError, KeyError, ValueError) as error:
        return str(error)


def _word(kind: str, length: int) -> str:
    first, unit = WORDS[kind]
    return first + unit * max(1, length // len(unit))


def _public(module: ModuleType, exported: "list[str]") -> Iterator[str]:
    """Yield the public functions among the exported names of a module, and the public methods of its classes."""
    prefix = module.__name__.rpartition(".")[2]
    for name in exported:
        value = getattr(module, name)
        if inspect.isclass(value):
            methods = (key for key, method in vars(value).items() if inspect.isfunction(method))
            yield from (f"{prefix}.{name}.{method}" for method in methods if not method.startswith("_"))
        elif inspect.isroutine(inspect.unwrap(value)):
            yield f"{prefix}.{name}"


def test_every_public_function_is_in_the_table() -> None:
    """A new function gets a row, and one that has gone loses it."""
    public = {name for module in (analysis, names, detect, query) for name in _public(module, module.__all__)}
    for found in pkgutil.iter_modules(cleanup.__path__):
        module = importlib.import_module(f"{cleanup.__name__}.{found.name}")
        own = [
            name
            for name, value in vars(module).items()
            if not name.startswith("_") and getattr(value, "__module__", "") == module.__name__
        ]
        public.update(_public(module, own))
    assert public == CALLS.keys()


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize("name", [name for name, call in CALLS.items() if callable(call)])
def test_cost_and_result_grow_with_the_word(name: str) -> None:
    """A word four times as long costs at most about four times as much, and so does a text of many such words."""
    call = CALLS[name]
    assert callable(call)
    call("a")  # reads tables
    for kind in WORDS:
        costs = []
        for length in LENGTHS:
            cost, result = _measure(call, _word(kind, length))
            costs.append(cost)
            size = len(repr(result))
            assert size <= LARGEST_OF_NOTHING + LARGEST * length, (kind, length, size)
        for index, (shorter, longer) in enumerate(itertools.pairwise(LENGTHS)):
            bound = GROWTH * longer / shorter
            if costs[index + 1] > bound * (costs[index] + NOISE):  # measured again, with patience
                costs[index : index + 2] = (_least_cost(call, kind, length) for length in (shorter, longer))
            assert costs[index + 1] <= bound * (costs[index] + NOISE), (kind, longer, costs)


def _measure(call: Callable[[str], object], word: str) -> tuple[float, object]:
    """Return the processor time of a call, and its result."""
    before = time.process_time()
    result = call(word)
    return time.process_time() - before, result


def _least_cost(call: Callable[[str], object], kind: str, length: int) -> float:
    """Return the least processor time for three words of about this length, of which no cache has one."""
    return min(_measure(call, _word(kind, length + 12 * number))[0] for number in range(1, 4))
