"""Finds the files to add below the given paths."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from axtar.errors import NotFoundError
from axtar.ingest.sidecar import SIDECAR_SUFFIX


def find_files(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files below the given paths, in a fixed order.

    Hidden files and sidecars are omitted. Raises NotFoundError for a path that does not exist.
    """
    for path in paths:
        if path.is_dir():
            for folder, subfolders, names in os.walk(path):
                subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
                yield from (
                    Path(folder, name)
                    for name in sorted(names)
                    if not name.startswith(".") and not name.endswith(SIDECAR_SUFFIX)
                )
        elif path.is_file():
            yield path
        else:
            raise NotFoundError(f"There is no file or folder {path}. Check the name and try again.")
