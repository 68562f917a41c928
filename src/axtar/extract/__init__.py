"""A file to its pages: PDF, plain text, Markdown, HTML. `axtar.extract.pool` does it in worker processes."""

from axtar.extract.formats import SUFFIXES, read

__all__ = ["SUFFIXES", "read"]
