"""Tests of the docstrings of the package: which definitions have one, and their first lines."""

import ast
from collections.abc import Iterator
from pathlib import Path

import axtar

PACKAGE = Path(axtar.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
MAX_LENGTH = 89
"""Characters of a first line, which lists and tooltips show on its own."""

Definition = ast.Module | ast.ClassDef | ast.FunctionDef


def definitions(node: ast.AST, name: str, *, public: bool) -> Iterator[tuple[str, Definition, bool]]:
    """Yield a module, class or function and all definitions in it: name, node, and whether it is public.

    What is defined inside a function is private.
    """
    if isinstance(node, Definition):
        yield name, node, public
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.ClassDef | ast.FunctionDef):
            is_public = public and not isinstance(node, ast.FunctionDef) and not child.name.startswith("_")
            yield from definitions(child, f"{name}:{child.name}", public=is_public)
        else:
            yield from definitions(child, name, public=public and not isinstance(node, ast.FunctionDef))


def all_definitions() -> list[tuple[str, Definition, bool]]:
    """List the definitions in all modules of the package."""
    return [
        definition
        for path in MODULES
        for definition in definitions(
            ast.parse(path.read_text("utf8")), path.relative_to(PACKAGE).as_posix(), public=True
        )
    ]


def test_every_public_definition_has_a_docstring() -> None:
    missing = [name for name, node, public in all_definitions() if public and not ast.get_docstring(node)]
    assert missing == []


def test_first_lines_are_short() -> None:
    first_lines = {name: (ast.get_docstring(node) or "").split("\n")[0] for name, node, _ in all_definitions()}
    assert {name: line for name, line in first_lines.items() if len(line) > MAX_LENGTH} == {}


def test_first_lines_are_complete() -> None:
    """A first line is a paragraph of its own that ends in a full stop."""
    docstrings = {name: (ast.get_docstring(node) or "").split("\n") for name, node, _ in all_definitions()}
    incomplete = [
        name
        for name, (first, *rest) in docstrings.items()
        if first and (not first.endswith((".", "…")) or any(rest[:1]))
    ]
    assert incomplete == []
