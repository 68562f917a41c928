"""Reads the tables in data/: tab-separated, # begins a comment line."""

from importlib.resources import files

from axtar import tables


def all_tables() -> list[str]:
    """The names of all tables: a new one counts for an index's fingerprint without being listed anywhere."""
    return sorted(each.name for each in files(__package__).joinpath("data").iterdir())


def content(name: str) -> bytes:
    """A table as it stands."""
    return files(__package__).joinpath("data", name).read_bytes()


def lines(name: str) -> list[str]:
    """The lines of a table, without comments."""
    return [line for line in content(name).decode().split("\n") if line and not line.startswith("#")]


def rows(name: str) -> list[list[str]]:
    """The cells of a table below its header."""
    return tables.rows(__package__, f"data/{name}")[1:]
