"""Readers of the shipped tables: lines of cells separated by tabs.

Each table is in the package that uses it.
"""

from bisect import bisect_left
from collections.abc import Sequence
from importlib.resources import files


def rows(package: str, name: str) -> list[list[str]]:
    """Read the rows of a package's table."""
    return [line.split("\t") for line in lines(package, name)]


def parse_rows(text: str) -> list[list[str]]:
    """Split a table into rows of cells, including a header.

    Blank lines and lines that begin with # are skipped.
    """
    return [line.split("\t") for line in _parse_lines(text)]


def lines(package: str, name: str) -> list[str]:
    """Read the lines of a package's table that are neither blank nor begin with #."""
    return _parse_lines(files(package).joinpath(name).read_text("utf8"))


def _parse_lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line and line[0] != "#"]


def lookup_sorted(key: str, table: Sequence[str]) -> str:
    """Return the rest of the line `key<TAB>rest` in a sorted table; "" if there is none.

    The line is found by bisection, without parsing the others.
    """
    start = key + "\t"
    at = bisect_left(table, start)
    return table[at][len(start) :] if at < len(table) and table[at].startswith(start) else ""
