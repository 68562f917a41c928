"""Finds the documents that a change of entities affects.

The index is searched for the changed spellings: all inflected forms of a spelling begin with the same letters, and a document
that the index lacks is reindexed in any case. No text is scanned, and no original is opened.
"""

from collections.abc import Iterable, Sequence

from axtar import names
from axtar.catalogue import Catalogue
from axtar.engines.protocol import Engine
from axtar.ingest.entities import Entities
from axtar.model import Conjunction, Disjunction, EngineQuery, MatchAll, PrefixQuery

VARIANTS_PER_QUERY = 100


def mark_affected_stale(catalogue: Catalogue, engine: Engine, entities: Entities, reindex_all_above: int) -> None:
    """Mark the documents stale that may contain a pending variant.

    The caller holds the write lock. With more than `reindex_all_above` variants, all documents become stale, since searching
    would take longer than reindexing.
    """
    while variants := catalogue.entities.pending_variants():
        entities.refresh()
        missing = catalogue.index_state.stale(engine.name)  # from this index; another engine's may have them
        many = len(variants) > reindex_all_above
        ids = None if many else sorted({*missing, *_documents_with(engine, variants)})
        catalogue.entities.resolve_pending(variants, ids, entities.revision)


def _documents_with(engine: Engine, variants: Sequence[str]) -> Iterable[str]:
    """Yield the indexed documents that may contain one of these folded spellings."""
    for start in range(0, len(variants), VARIANTS_PER_QUERY):
        queries = dict.fromkeys(_query(variant) for variant in variants[start : start + VARIANTS_PER_QUERY])
        yield from engine.documents(Disjunction(tuple(queries)))


def _query(variant: str) -> EngineQuery:
    """Return a query for passages with words that begin like all words of the variant.

    Initials are ignored, since too many words begin with a single letter.
    """
    words = [
        Disjunction(tuple(PrefixQuery("surface", prefix) for prefix in names.surface_prefixes(word)))
        for word in variant.split(" ")
        if len(word) > 1
    ]
    return Conjunction(tuple(words)) if words else MatchAll()
