"""The engine in pure Python: Whoosh-Reloaded (https://whoosh-reloaded.readthedocs.io) keeps the postings.

Matching and scoring are ours (`engines.scores`); Whoosh finds the postings of a term, and merges and deletes.
"""

from axtar.engines.whoosh.engine import WhooshEngine, open_index, version

__all__ = ["WhooshEngine", "open_index", "version"]
