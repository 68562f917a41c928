"""Optical character recognition: the registry of engines.

An engine is one module with a class that implements `protocol.OcrEngine`, and one row in `OCR_ENGINES`. Until one is
registered, scans are refused with EmptyError.
"""

from collections.abc import Mapping

OCR_ENGINES: Mapping[str, str] = {}
"""Name of the engine to its class, as `module:class`: an engine is imported when its first page is recognized."""
