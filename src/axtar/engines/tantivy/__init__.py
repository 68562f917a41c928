"""The default engine: tantivy (https://docs.rs/tantivy) through tantivy-py."""

from axtar.engines.tantivy.engine import TantivyEngine, open_index

__all__ = ["TantivyEngine", "open_index"]
