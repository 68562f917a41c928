"""The engine in pure Python, on Whoosh-Reloaded (https://whoosh-reloaded.readthedocs.io).

Whoosh stores, merges and deletes postings; matching and scoring are in `scoring.py`.
"""

from axtar.engines.whoosh.engine import WhooshEngine, create_index, open_index

__all__ = ["WhooshEngine", "create_index", "open_index"]
