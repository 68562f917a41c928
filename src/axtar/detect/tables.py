"""The data files of language detection."""

from pathlib import Path

PROFILES = ("az", "az-ascii", "az-cyrl", "tr-ascii")


def read(name: str) -> str:
    """Read the text of a data file."""
    return (Path(__file__).with_name("data") / name).read_text("utf8")
