"""The tables that axtar ships: lines of cells parted by tabs, in the folder of the package that reads them."""

from bisect import bisect_left
from collections.abc import Sequence
from importlib.resources import files


def rows(package: str, name: str) -> list[list[str]]:
    """The rows of a package's table."""
    return parse_rows(files(package).joinpath(name).read_text("utf8"))


def parse_rows(text: str) -> list[list[str]]:
    """The cells of each row, the header's too if there is one; blank lines and comments (# in front) are left out."""
    return [line.split("\t") for line in text.split("\n") if line and line[0] != "#"]


def lookup_sorted(key: str, table: Sequence[str]) -> str:
    """What stands behind a first cell in a sorted table's lines, of which no other is parsed; "" where none begins so."""
    start = key + "\t"
    at = bisect_left(table, start)
    return table[at][len(start) :] if at < len(table) and table[at].startswith(start) else ""
