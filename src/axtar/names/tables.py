"""Reads the tables in data/.

Cells are separated by tabs; a line that begins with # is a comment.
"""

from importlib.resources import files

from axtar import tables


def all_tables() -> list[str]:
    """Return the file names of all tables, in order."""
    return sorted(each.name for each in files(__package__).joinpath("data").iterdir())


def content(name: str) -> bytes:
    """Return the content of a table's file."""
    return files(__package__).joinpath("data", name).read_bytes()


def lines(name: str) -> list[str]:
    """Return the lines of a table that are not comments."""
    return tables.lines(__package__, f"data/{name}")


def rows(name: str) -> list[list[str]]:
    """Return the cells of a table's rows, without the header."""
    return tables.rows(__package__, f"data/{name}")[1:]
