"""Normal forms of a query: compounds without hyphens, dates, centuries, identifiers.

The index has the same forms, so that each finds all its notations.
"""

from collections.abc import Mapping, Sequence

from axtar.analyzer import Analyzer, NormalForm
from axtar.model import DisjunctionMax, EngineQuery, Expansion, QueryWord, Spelling, TermQuery
from axtar.search.query.builders import unique
from axtar.search.query.expansions import AddedTerms, merge_added_terms
from axtar.search.query.index_statistics import IndexStatistics
from axtar.search.query.weights import LEMMA, NUMBER_VARIANT, SURFACE


def normal_form_terms(
    words: Sequence[QueryWord], text: str, analyzer: Analyzer, statistics: IndexStatistics, without: frozenset[str]
) -> Mapping[int, AddedTerms]:
    """Return the normal forms of a query by the start of each word that they are made of.

    `without`: forms that are switched off; they have expansions, but no queries.
    """
    parts: list[Mapping[int, AddedTerms]] = []
    for form in analyzer.normal_forms(text):
        own = [word for word in words if form.start <= word.start < form.end]
        terms = _terms(form)
        if not own or (len(own) == 1 and any(token.surface == form.text for _, token in own[0].readings)):
            continue
        queries = tuple(
            TermQuery(field, term, boost / len(own)) for field, term, boost in terms if form.text not in without
        )
        best: tuple[EngineQuery, ...] = (DisjunctionMax(queries),) if queries else ()
        spelling = Spelling(form.text, "", statistics.frequency("surface", terms[0][1]), form.text)
        expansion = Expansion(text[form.start : form.end], "number" if form.is_number else "word", (spelling,))
        parts.append({word.start: AddedTerms(best, (expansion,) if word is own[0] else ()) for word in own})
    return merge_added_terms(*parts)


def _terms(form: NormalForm) -> list[tuple[str, str, float]]:
    """Return the index terms of a form: field, term and weight."""
    if form.is_number:
        return [("surface", form.text, NUMBER_VARIANT)]
    surfaces = unique(token.surface for _, token in form.readings)
    lemmas = unique(token.lemma_term for _, token in form.readings)
    return [*(("surface", term, SURFACE) for term in surfaces), *(("lemma", term, LEMMA) for term in lemmas)]
