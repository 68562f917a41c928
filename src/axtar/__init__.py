"""axtar: one search over documents in English, Turkish, Azerbaijani and Russian, exact to the page.

The public surface of the package; everything else may change between versions:

    Library(settings)   one collection on disk: add, search, edit, remove, rebuild, check
    load(folder)        its settings
    Request, Answer     a search and its result
    errors              every error that axtar raises on purpose
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from axtar import errors
    from axtar.config import Settings, load
    from axtar.library import Library
    from axtar.model import AddResult, Answer, Document, Hit, Page, PassageHit, Request

__version__ = "0.1.0"

__all__ = [
    "AddResult",
    "Answer",
    "Document",
    "Hit",
    "Library",
    "Page",
    "PassageHit",
    "Request",
    "Settings",
    "__version__",
    "errors",
    "load",
]

_HOMES = {
    "Library": "axtar.library",
    "Settings": "axtar.config",
    "load": "axtar.config",
    "AddResult": "axtar.model",
    "Answer": "axtar.model",
    "Document": "axtar.model",
    "Hit": "axtar.model",
    "Page": "axtar.model",
    "PassageHit": "axtar.model",
    "Request": "axtar.model",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562: whatever the name stands for
    """Import a public name when it is first used: `axtar --help` and `import axtar` must be quick."""
    from importlib import import_module

    if name == "errors":
        return import_module("axtar.errors")
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'axtar' has no attribute {name!r}")
