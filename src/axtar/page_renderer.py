"""Pages as printed: their pictures, and where words stand on them, made in a process of its own and kept for a while."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from axtar.errors import TimedOutError
from axtar.workers.single import IsolatedProcess

if TYPE_CHECKING:
    from axtar.extract.pdf.page_image import Box

T = TypeVar("T")

SECONDS = 15.0  # to draw a page: a large map takes three, and more is a trick or an accident
CACHE_BYTES = 64 << 20  # of pictures that are kept
RETRY_AFTER_SECONDS = 600.0  # seconds for which a page that ended its process is not tried again


class PageRenderer:
    """Draws pages of PDFs. A hostile one costs its own picture: not the server, nor more than once the wait."""

    def __init__(self) -> None:
        self._desk = IsolatedProcess(SECONDS)
        self._guard = threading.Lock()
        self._turn = threading.Lock()
        self._kept: OrderedDict[object, tuple[object, int]] = OrderedDict()
        self._failed: dict[object, float] = {}

    def picture(self, path: Path, sha256: str, number: int, width: int) -> bytes:
        """A page as PNG (`page_image.render`). Raises TimedOutError where it takes too long or crashes its process."""
        from axtar.extract.pdf import page_image  # here for start-up: it and what it needs take 40 ms

        return self._made(path, sha256, number, width, page_image.render, path, number, width)

    def boxes(self, path: Path, sha256: str, number: int, spans: Sequence[tuple[int, int]], text: str) -> "list[Box]":
        """Where spans of a page's text stand (`page_image.boxes`). Raises TimedOutError likewise."""
        from axtar.extract.pdf import page_image  # see above

        return self._made(path, sha256, number, tuple(spans), page_image.boxes, path, number, spans, text)

    def close(self) -> None:
        """End the process."""
        self._desk.close()

    def _made(
        self,
        path: Path,
        sha256: str,
        number: int,
        what: object,
        function: Callable[..., T],
        *arguments: object,
    ) -> T:
        key = (sha256, number, what)
        with self._guard:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("T", self._kept[key][0])
        with self._turn:  # who waited while a page failed finds that it did
            if time.monotonic() < self._failed.get(key[:2], 0.0):
                raise TimedOutError(
                    f"{path.name}: page {number} could not be shown as printed before; it is tried again later"
                )
            try:
                made = self._desk.call(function, *arguments)
            except TimedOutError as error:
                self._failed[key[:2]] = time.monotonic() + RETRY_AFTER_SECONDS
                raise TimedOutError(f"{path.name}: page {number} cannot be shown as printed: {error}") from None
        self._keep(key, made)
        return made

    def _keep(self, key: object, made: object) -> None:
        size = len(made) if isinstance(made, bytes) else 1000
        with self._guard:
            self._kept[key] = (made, size)
            while sum(size for _, size in self._kept.values()) > CACHE_BYTES:
                self._kept.popitem(last=False)
