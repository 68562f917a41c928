"""Extraction: a file to its pages of clean text.

`axtar.extract.parallel` reads many files in worker processes.
"""

from axtar.extract.formats import read

__all__ = ["read"]
