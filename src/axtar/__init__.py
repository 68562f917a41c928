"""axtar: searches documents in English, Turkish, Azerbaijani and Russian, to the page.

The public API of the package; everything else may change between versions:

    Library(settings)       one collection on disk: add, search, edit, remove, rebuild, check
    load(folder), Settings  the settings of a library
    Request, Answer         a search and its result, whose hits are Hit and PassageHit
    Document, Page          what a library stores
    AddResult               the result of adding a file
    errors                  every error that axtar raises on purpose
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

_MODULES = {
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


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562: the type depends on the name
    """Import a public name on first use, so that `import axtar` and `axtar --help` are fast."""
    from importlib import import_module

    if name == "errors":
        return import_module("axtar.errors")
    if name in _MODULES:
        return getattr(import_module(_MODULES[name]), name)
    raise AttributeError(f"module 'axtar' has no attribute {name!r}")
