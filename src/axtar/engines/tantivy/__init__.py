"""The default engine: tantivy (https://docs.rs/tantivy) through tantivy-py.

Unlike in other engines, a deleted passage remains in the term statistics until its segment is merged.
"""

from axtar.engines.tantivy.engine import TantivyEngine, open_index

__all__ = ["TantivyEngine", "open_index"]
