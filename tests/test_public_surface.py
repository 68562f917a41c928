"""The public API of the package."""

import subprocess
import sys

import axtar


def test_the_public_names_are_these() -> None:
    """A name that is removed from this list breaks other programs; one that is added must be supported."""
    assert sorted(axtar.__all__) == [
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
    assert all(getattr(axtar, name) for name in axtar.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    """The package behaves like any module."""
    assert not hasattr(axtar, "Libary")


def test_importing_the_package_imports_nothing_heavy() -> None:
    """Modules are imported when a name is first used."""
    code = "import sys, axtar; print([m for m in sys.modules if m.startswith('axtar.')])"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout == "[]\n"
