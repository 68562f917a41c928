"""Uploads: files received by the web, stored until a job has added them."""

import secrets
import shutil
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from axtar.ingest.originals import safe_name

_CHUNK = 1 << 20  # bytes
_ABANDONED_SECONDS = 24 * 3600  # after which no transfer goes on


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


def discard_abandoned(folder: Path, needed: Iterable[str]) -> None:
    """Delete the uploads of a folder that are older than a day and needed by no job.

    A kill between the transfer and the queueing of its job leaves them.
    """
    kept = {Path(path).parent.name for path in needed}
    oldest = time.time() - _ABANDONED_SECONDS
    with suppress(OSError):  # there is no folder before the first upload
        for upload in list(folder.iterdir()):
            if upload.name not in kept and upload.stat().st_mtime < oldest:
                shutil.rmtree(upload, ignore_errors=True)
