"""The default engine: tantivy (https://docs.rs/tantivy) through tantivy-py."""

from axtar.engines.tantivy.engine import TantivyEngine, create_index, open_index

__all__ = ["TantivyEngine", "create_index", "open_index"]
