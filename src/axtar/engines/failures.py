"""Errors of an engine's library, translated to axtar's.

An IndexUnreadableError says that a rebuild heals the index. The errors of disks and permissions say that it would not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from axtar.disk_errors import disk_error
from axtar.errors import AxtarError, IndexUnreadableError


@contextmanager
def translated_errors(folder: Path, errors: tuple[type[BaseException], ...]) -> Iterator[None]:
    """Translate these errors in the block, which works on the index in a folder."""
    try:
        yield
    except AxtarError:
        raise
    except errors as error:
        reason, _, _ = str(error).partition(". ")  # tantivy adds guesses at the cause, such as a panic
        raise disk_error(f"The index in {folder}", error) or IndexUnreadableError(
            f"The index in {folder} cannot be read ({type(error).__name__}: {reason}). Run `axtar rebuild`: nothing is lost."
        ) from error
