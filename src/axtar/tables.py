"""Readers of the shipped tables: rows of cells separated by tabs, in the package that uses them."""

from bisect import bisect_left
from collections.abc import Sequence
from importlib.resources import files


def rows(package: str, name: str) -> list[list[str]]:
    """Read the rows of a package's table."""
    return parse_rows(files(package).joinpath(name).read_text("utf8"))


def parse_rows(text: str) -> list[list[str]]:
    """Split a table into rows of cells, a header included; blank lines and comments (# first) are left out."""
    return [line.split("\t") for line in text.split("\n") if line and line[0] != "#"]


def lookup_sorted(key: str, table: Sequence[str]) -> str:
    """Look up a key in sorted lines `key<TAB>rest` by bisection, without parsing the others; "" if it is absent."""
    start = key + "\t"
    at = bisect_left(table, start)
    return table[at][len(start) :] if at < len(table) and table[at].startswith(start) else ""
