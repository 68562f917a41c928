"""What every view asks of the application that it runs in."""

from flask import current_app, url_for

from axtar.library import Library

EXTENSION = "axtar"


def library() -> Library:
    """The library that the running application shows."""
    shown: Library = current_app.extensions[EXTENSION]
    return shown


def base_url() -> str:
    """Where the reader reaches this library, without a slash at the end: the beginning of permanent links."""
    return url_for("search.results", _external=True).rstrip("/")
