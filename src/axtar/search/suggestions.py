"""Suggestions: queries in another keyboard layout, or with misspelled words corrected.

Each word that a suggestion has in place of a typed one stands in the library as it is suggested.
"""

from collections.abc import Callable, Mapping, Sequence

from axtar import analysis
from axtar.languages import languages_in_script
from axtar.model import Request, Token
from axtar.search import query
from axtar.search.query import Plan
from axtar.search.retrieval import retrieve
from axtar.search.sources import Sources
from axtar.search.spelling.corrections import corrections, spelling_of

MAX_SUGGESTIONS = 3

MAX_CORRECTED_WORDS = 5
"""Words of a query that are corrected: the first misspelled ones."""

_CERTAIN = {"exact", "entity", "other", "number"}


def retype(request: Request, sources: Sources, plan_of: Callable[[str], Plan]) -> tuple[str, ...]:
    """Suggest the query in other keyboard layouts in which all its words stand."""
    retyped = (_as_written(text, sources) for text in query.in_other_layouts(query.searched_part(request.text)))
    return tuple(text for text in retyped if text and _matches(plan_of(text), request, sources))


def correct_any(plan: Plan, request: Request, sources: Sources) -> tuple[str, ...]:
    """Suggest queries with similar words, for a query that finds nothing."""
    return _corrected(plan, request, sources, lambda word: _is_unknown(word, sources))


def correct(plan: Plan, request: Request, sources: Sources) -> tuple[str, ...]:
    """Suggest queries with similar words for those that neither occur nor are in a dictionary."""
    return _corrected(plan, request, sources, lambda word: not _is_known(word) and _is_unknown(word, sources))


def _corrected(plan: Plan, request: Request, sources: Sources, is_slip: Callable[[str], bool]) -> tuple[str, ...]:
    typed = query.searched_part(request.text)
    occurring = _occurring_words(plan)
    alternatives: dict[Token, list[str]] = {}
    for token in query.replaceable_words(typed):
        if len(alternatives) == MAX_CORRECTED_WORDS:
            break
        if token.text not in occurring and is_slip(token.text):
            better = [text for text in corrections(token.text, sources, MAX_SUGGESTIONS) if not _same(text, token.text)]
            if better:
                alternatives[token] = better
    return _combined(typed, alternatives)


def lacks_a_word(plan: Plan) -> bool:
    """Whether a word occurs neither as typed nor as a known name, subject or number."""
    typed = {expansion.text for expansion in plan.expansions if expansion.kind == "exact"}
    return not typed <= _occurring_words(plan)


def is_guess(plan: Plan) -> bool:
    """Whether no word occurs as typed or as a known name.

    Such a query matches by chance: Ieif has the phonetic key of Hayf.
    """
    certain = [expansion for expansion in plan.expansions if expansion.kind in {"exact", "entity", "other"}]
    return bool(certain) and not any(spelling.count for expansion in certain for spelling in expansion.spellings)


def _occurring_words(plan: Plan) -> set[str]:
    found = (
        expansion.text
        for expansion in plan.expansions
        if any(spelling.count for spelling in expansion.spellings)
        and (expansion.kind in _CERTAIN or (expansion.kind == "subject" and _is_known(expansion.text)))
    )
    return {word for text in found for word in (text, *text.split())}


def _is_unknown(word: str, sources: Sources) -> bool:
    """Whether a word occurs neither as typed nor, if a dictionary has it, in another form."""
    languages = languages_in_script(analysis.script(word))
    frequency = sources.engine.frequency
    if any(frequency("surface", analysis.surface(word, language)) for language in languages):
        return False
    known = analysis.dictionary_languages(word)
    return not any(frequency("lemma", term) for language in known for term in _lemma_terms(word, language))


def _is_known(words: str) -> bool:
    """Whether dictionaries have all of these words, each in any language of its script."""
    return all(analysis.dictionary_languages(word) for word in words.split())


def _lemma_terms(word: str, language: str) -> set[str]:
    return {f"{language}:{lemma}" for lemma in analysis.lemmas(word, language)}


def _same(word: str, typed: str) -> bool:
    """Whether two words are forms of one, by readings that a dictionary confirms."""
    return any(
        _lemma_terms(word, language) & _lemma_terms(typed, language)
        for language in analysis.dictionary_languages(typed)
    )


def _combined(typed: str, alternatives: Mapping[Token, Sequence[str]]) -> tuple[str, ...]:
    """Return the query with the best corrections, then with another one of one word."""
    best = {token: words[0] for token, words in alternatives.items()}
    others = (best | {token: word} for token, words in alternatives.items() for word in words[1:])
    queries = (_replaced(typed, choice) for choice in (best, *others) if choice)
    return tuple(dict.fromkeys(queries))[:MAX_SUGGESTIONS]


def _replaced(text: str, words: Mapping[Token, str]) -> str:
    for token in sorted(words, key=lambda token: token.start, reverse=True):
        text = text[: token.start] + words[token] + text[token.end :]
    return text


def _as_written(text: str, sources: Sources) -> str:
    """Return a query with its words as the library writes them; "" if it lacks one."""
    tokens = [token for token in query.replaceable_words(text) if any(map(str.isalpha, token.text))]
    words = {token: spelling_of(token.text, sources) for token in tokens[: query.MAX_QUERY_WORDS]}
    return _replaced(text, words) if words and all(words.values()) else ""


def _matches(plan: Plan, request: Request, sources: Sources) -> bool:
    """Whether documents match all that a query requires, and not by phonetic key alone."""
    return not is_guess(plan) and bool(retrieve(sources.engine, plan.required, plan, request).documents)
