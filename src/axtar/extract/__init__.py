"""A file to its pages: PDF, plain text, Markdown, HTML. `axtar.extract.parallel` does it in worker processes."""

from axtar.extract.formats import SUFFIXES, read

__all__ = ["SUFFIXES", "read"]
