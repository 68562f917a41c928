"""The library of the running application, and its address."""

from flask import current_app, url_for

from axtar.library import Library

EXTENSION = "axtar"


def library() -> Library:
    """Return the library that the running application serves."""
    served: Library = current_app.extensions[EXTENSION]
    return served


def base_url() -> str:
    """Return the address under which the reader reaches the site, without a trailing slash.

    Permanent links start with it.
    """
    return url_for("search.results", _external=True).rstrip("/")
