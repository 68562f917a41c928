"""Uploads: files received by the web, stored until a job has added them."""

import secrets
import shutil
from pathlib import Path
from typing import BinaryIO

from axtar.ingest.originals import safe_name

_CHUNK = 1 << 20  # bytes


def receive_upload(stream: BinaryIO, filename: str, folder: Path) -> Path:
    """Store an upload under a safe name in a new subfolder of `folder`; return its path.

    A broken transfer leaves nothing behind. Raises UsageError for an unusable name.
    """
    # Each has a subfolder, because files of one name are different documents.
    target = folder / secrets.token_hex(8) / safe_name(filename)
    target.parent.mkdir(parents=True)
    try:
        with target.open("wb") as out:
            shutil.copyfileobj(stream, out, _CHUNK)
    except BaseException:
        discard_upload(target)
        raise
    return target


def discard_upload(upload: Path) -> None:
    """Delete a processed upload and its subfolder."""
    shutil.rmtree(upload.parent, ignore_errors=True)
