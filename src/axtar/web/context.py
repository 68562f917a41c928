"""The library of the running application, and its address."""

from flask import current_app, url_for

from axtar.library import Library

EXTENSION = "axtar"


def library() -> Library:
    """Return the library that the running application serves."""
    served: Library = current_app.extensions[EXTENSION]
    return served


def base_url() -> str:
    """Return the address of the site as the reader reaches it, without a trailing slash: the start of permanent links."""
    return url_for("search.results", _external=True).rstrip("/")
