"""What shapes the terms, as one short string for the index's fingerprint."""

import hashlib
from functools import cache
from importlib import metadata, resources

ALGORITHM = 2
"""Raise this whenever code in analysis/ yields other terms than before; tables and libraries are watched by themselves."""


@cache
def version() -> str:
    """The algorithm's number and a hash of all tables and of the libraries' versions."""
    state = hashlib.sha256()
    for package in ("pymorphy3", "pymorphy3-dicts-ru", "snowballstemmer"):
        state.update(f"{package} {metadata.version(package)}\n".encode())
    for file in sorted((resources.files(__package__) / "data").iterdir(), key=lambda file: file.name):
        state.update(file.name.encode() + b"\n" + hashlib.sha256(file.read_bytes()).digest())
    return f"{ALGORITHM}-{state.hexdigest()[:16]}"
