"""The registry of OCR engines."""

from importlib import import_module

from axtar.extract.ocr import OCR_ENGINES
from axtar.extract.ocr.protocol import OcrEngine


def test_every_registered_engine_can_be_constructed() -> None:
    """Each row of the registry names a class that implements the protocol."""
    for reference in OCR_ENGINES.values():
        module, name = reference.split(":")
        assert isinstance(getattr(import_module(module), name)(), OcrEngine)
